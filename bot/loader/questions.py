"""Checks of each question by itself, and of what its kind allows."""

from collections.abc import Iterable

from bot.core.dialog.kind import Kind
from bot.core.dialog.source import Place
from bot.core.kinds import KINDS
from bot.core.typed.clean import key_of
from bot.core.words import buttons, steering
from bot.core.words.english import ENGLISH
from bot.loader.build import build_question
from bot.loader.draft import Draft, DraftPart
from bot.loader.findings import Findings
from bot.loader.kind_shapes import kinds_with_key, kinds_with_option_key
from bot.loader.scalars import as_written
from bot.loader.shape import QuestionShape
from bot.loader.signs import explain_difference
from bot.loader.suggestions import listed
from bot.loader.telling import check_telling
from bot.loader.typed_names import check_typed

BUTTON = 35
"""Characters that a phone shows on a button without cutting it."""
SILENT_WORDS = frozenset(key for word in (*steering.SKIP, *steering.NOT_SURE) if (key := key_of(word)))
OWN_WORDS = SILENT_WORDS.union(
    steering.BACK, steering.REVIEW, steering.STOP, steering.KEEP, (key_of(ENGLISH(buttons.back())),)
)
"""Texts of the bot's own buttons, and words it understands, while a question is open."""
FEW_OPTIONS = 8
MOST_OPTIONS = 10


def check_questions(draft: Draft, findings: Findings) -> None:
    """Check each question by itself."""
    for part in draft.questions:
        kind = KINDS[part.shape.kind]
        _check_keys(part, kind, findings)
        _check_options(part, kind, findings)
        texts = (
            (each.text, part.node.at("options", at, "text")) for at, each in enumerate(part.shape.options)
        )
        check_texts(texts, findings)
        _check_reasons(part, kind, findings)
        _check_by_kind(part, kind, findings)
        _check_no_points(part, "icebreaker", "an icebreaker", findings)
        _check_no_points(part, "only", "a question for groups only", findings)
        check_telling(part, kind, findings)
    _check_unique_keys(draft, findings)


def _check_no_points(part: DraftPart[QuestionShape], key: str, who: str, findings: Findings) -> None:
    """Check that a question with a key that keeps it from deciding gives no points."""
    if getattr(part.shape.group, key) and any(option.score for option in part.shape.options):
        place = part.node.at("group", key)
        findings.add(place, "E12", f"{who} is not scored", f"remove its points, or `{key}`")


def check_button(text: str, place: Place, findings: Findings) -> None:
    """Warn if a text is too long for a button."""
    if len(text) > BUTTON:
        said = f"{len(text)} characters are cut on a phone's button"
        findings.add(place, "W72", said, f"use {BUTTON} or fewer")


def check_texts(texts: Iterable[tuple[str, Place]], findings: Findings) -> None:
    """Warn of options that read the same, or like the bot's own words.

    Only warnings: earlier versions are kept, and must stay readable for ever.
    """
    first: dict[str, tuple[str, Place]] = {}
    for text, place in texts:
        read = key_of(text) or text  # of marks alone nothing is left
        if read in first:
            twin, earlier = first[read]
            spelt = explain_difference(text, twin)
            said = (
                f"{as_written(text)} is the text of two options{', spelt in two ways: ' * bool(spelt)}{spelt}"
            )
            findings.add(place, "W73", said, f"the first is on line {earlier.line}")
        elif read in OWN_WORDS:
            said = f"{as_written(text)} is also one of the bot's own words"
            hint = "`allow` offers a way not to answer" if read in SILENT_WORDS else "use other words"
            findings.add(place, "W74", said, hint)
        first.setdefault(read, (text, place))


def _check_unique_keys(draft: Draft, findings: Findings) -> None:
    """Check that at most one question has a key that only one can have."""
    for key in {key for kind in KINDS.values() for key in kind.keys if key.is_unique}:
        having = [part for part in draft.questions if getattr(part.shape, key.name) != key.default]
        for part in having[1:]:
            said = f"the question `{having[0].shape.id}` has `{key.name}` already"
            findings.add(part.node.key_at(key.name), "E12", said, f"keep one `{key.name}`")


def _check_keys(part: DraftPart[QuestionShape], kind: Kind, findings: Findings) -> None:
    for key, kinds in kinds_with_key().items():
        if key in part.node.nodes and kind not in kinds:
            said = f"a `{kind.name}` question has no `{key}`"
            findings.add(part.node.key_at(key), "E12", said, f"{_named(kinds)} can")
    for key, kinds in kinds_with_option_key().items():
        for index in range(len(part.shape.options)):
            place = part.node.key_at("options", index, key)
            if kind not in kinds and place != part.node.at("options", index):
                said = f"an option of a `{kind.name}` question has no `{key}`"
                findings.add(place, "E12", said, f"{_named(kinds)} can")


def _named(kinds: Iterable[Kind]) -> str:
    return listed(kind.name for kind in kinds)


def _check_options(part: DraftPart[QuestionShape], kind: Kind, findings: Findings) -> None:
    number, fewest = len(part.shape.options), kind.fewest_options
    place = part.node.key_at("options")
    if kind.takes_options and fewest:
        if "options" not in part.node.keys:
            findings.add(
                part.node.place, "E11", "`options` is missing", f"{fewest} to {MOST_OPTIONS} of them"
            )
        elif 0 < number < fewest or (not number and "options" not in part.node.void):
            findings.add(place, "E12", f"`options` needs {fewest} or more, not {number}")
    if number > MOST_OPTIONS:
        findings.add(
            place, "E72", f"{number} options are too many; at most {MOST_OPTIONS} fit", "split the question"
        )
    elif number > FEW_OPTIONS:
        findings.add(place, "W72", f"{number} options are many on a phone", f"use {FEW_OPTIONS} or fewer")
    for index, option in enumerate(part.shape.options):
        check_button(option.text, part.node.at("options", index, "text"), findings)


def _check_reasons(part: DraftPart[QuestionShape], kind: Kind, findings: Findings) -> None:
    """Check that a question says why it is asked, and what its options rest on."""
    shape, node = part.shape, part.node
    if kind.expects_answer and not shape.why and "why" not in node.void:
        findings.add(node.place, "E11", "`why` is missing")
    if kind.takes_options and shape.source is None and "source" not in node.void:
        said = f"the question `{shape.id}` has no `source`"
        findings.add(node.place, "E63", said, "name one, or write `source: judgement`")


def _check_by_kind(part: DraftPart[QuestionShape], kind: Kind, findings: Findings) -> None:
    """Report what the kind finds; not while two options share an id, which is reported elsewhere."""
    question = build_question(part.shape)
    if len(question.options) < len(part.shape.options):
        return
    check_typed(part, question, findings)
    for flaw in kind.check(question):
        place = (part.node.key_at if flaw.at_key else part.node.at)(*flaw.path)
        findings.add(place, flaw.code, flaw.problem, flaw.hint)
