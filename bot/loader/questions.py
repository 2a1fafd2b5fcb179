"""What each kind of question needs, and what it has no use for."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from bot.core.dialog.source import Place
from bot.core.kinds.typed import plain
from bot.core.words import words
from bot.loader.draft import Draft, Part
from bot.loader.findings import Findings
from bot.loader.scalars import as_written
from bot.loader.shape import QuestionShape
from bot.loader.suggestions import listed

BUTTON = 35
"""Characters that a phone shows on a button without cutting it."""
SILENT_WORDS = frozenset(
    {plain(words.SKIP), plain(words.NOT_SURE), "skip this", "unsure", "don't know", "i don't know"}
)
OWN_WORDS = SILENT_WORDS | {plain(words.BACK), "back", "review", "stop", "done", "keep"}
"""Texts of the bot's own buttons, and words it understands, while a question is open."""
FEW_OPTIONS = 8
MOST_OPTIONS = 10

_KINDS_OF_KEY: Mapping[str, tuple[str, ...]] = {
    "lowest": ("number",),
    "highest": ("number",),
    "unit": ("number",),
    "longest": ("text",),
    "names": ("text",),
    "options": ("one", "many", "scale", "number"),
    "weight": ("one", "many", "scale", "number"),
    "allow": ("one", "many", "scale", "number", "text"),
}
_KINDS_OF_OPTION_KEY: Mapping[str, tuple[str, ...]] = {"upto": ("number",), "exclusive": ("many",)}


def check_questions(draft: Draft, findings: Findings) -> None:
    """Everything that can be said of each question alone."""
    for part in draft.questions:
        _check_keys(part, findings)
        _check_options(part, findings)
        texts = (
            (each.text, part.node.at("options", at, "text")) for at, each in enumerate(part.shape.options)
        )
        check_texts(texts, findings)
        _check_source(part, findings)
        if part.shape.kind == "number":
            _check_bins(part, findings)
        if part.shape.kind != "note" and not part.shape.why and "why" not in part.node.void:
            findings.add(part.node.place, "E11", "`why` is missing")
        if part.shape.group.icebreaker and any(option.score for option in part.shape.options):
            place = part.node.at("group", "icebreaker")
            findings.add(place, "E12", "an icebreaker is not scored", "remove its points, or `icebreaker`")
    _check_names(draft, findings)


def check_button(text: str, place: Place, findings: Findings) -> None:
    """A button's text is short enough to be read on it."""
    if len(text) > BUTTON:
        said = f"{len(text)} characters are cut on a phone's button"
        findings.add(place, "W72", said, f"use {BUTTON} or fewer")


def check_texts(texts: Iterable[tuple[str, Place]], findings: Findings) -> None:
    """What a person can choose from reads differently, and differently from what the bot says itself.

    Only warnings: an earlier version that is kept has to be read for ever.
    """
    first: dict[str, Place] = {}
    for text, place in texts:
        read = plain(text) or text  # of marks alone nothing is left
        if read in first:
            said = f"{as_written(text)} is the text of two options"
            findings.add(place, "W73", said, f"the first is in line {first[read].line}")
        elif read in OWN_WORDS:
            said = f"{as_written(text)} is also what the bot itself says or understands"
            hint = "`allow` offers a way not to answer" if read in SILENT_WORDS else "use other words"
            findings.add(place, "W74", said, hint)
        first.setdefault(read, place)


def _check_names(draft: Draft, findings: Findings) -> None:
    """One question at most names the results."""
    naming = [part for part in draft.questions if part.shape.names]
    for part in naming[1:]:
        said = f"`{naming[0].shape.id}` names the results already"
        findings.add(part.node.key_at("names"), "E12", said, "keep one `names`")


def _check_keys(part: Part[QuestionShape], findings: Findings) -> None:
    kind = part.shape.kind
    for key, kinds in _KINDS_OF_KEY.items():
        if key in part.node.nodes and kind not in kinds:
            findings.add(
                part.node.key_at(key), "E12", f"a `{kind}` question has no `{key}`", f"{listed(kinds)} can"
            )
    for key, kinds in _KINDS_OF_OPTION_KEY.items():
        for index in range(len(part.shape.options)):
            place = part.node.key_at("options", index, key)
            if kind not in kinds and place != part.node.at("options", index):
                findings.add(
                    place, "E12", f"an option of a `{kind}` question has no `{key}`", f"{listed(kinds)} can"
                )


def _check_options(part: Part[QuestionShape], findings: Findings) -> None:
    number = len(part.shape.options)
    place = part.node.key_at("options")
    if part.shape.kind in ("one", "many", "scale"):
        if "options" not in part.node.keys:
            findings.add(part.node.place, "E11", "`options` is missing", "2 to 10 of them")
        elif number == 1 or (not number and "options" not in part.node.void):
            findings.add(place, "E12", f"`options` needs 2 or more, not {number}")
    if number > MOST_OPTIONS:
        findings.add(
            place, "E72", f"{number} options are too many; at most {MOST_OPTIONS} fit", "split the question"
        )
    elif number > FEW_OPTIONS:
        findings.add(place, "W72", f"{number} options are many on a phone", f"use {FEW_OPTIONS} or fewer")
    for index, option in enumerate(part.shape.options):
        check_button(option.text, part.node.at("options", index, "text"), findings)


def _check_source(part: Part[QuestionShape], findings: Findings) -> None:
    if (
        part.shape.source is None
        and part.shape.kind not in ("note", "text")
        and "source" not in part.node.void
    ):
        said = f"the question `{part.shape.id}` has no `source`"
        findings.add(part.node.place, "E63", said, "name one, or write `source: judgement`")


def _check_bins(part: Part[QuestionShape], findings: Findings) -> None:
    """The ranges of a number rise, and together take every number between its bounds."""
    question = part.shape
    node = part.node
    lowest, highest = question.lowest, question.highest
    if lowest is not None and highest is not None and lowest >= highest:
        findings.add(node.at("highest"), "E12", "`highest` must be more than `lowest`")
    for index, option in enumerate(question.options):
        is_last = index == len(question.options) - 1
        if is_last and option.upto is not None:
            place = node.key_at("options", index, "upto")
            findings.add(
                place, "E12", "the last range has no `upto`", "it takes all numbers above the others"
            )
        elif not is_last and option.upto is None:
            findings.add(
                node.at("options", index), "E11", "`upto` is missing", "only the last range has none"
            )
    edges = [
        (index, option.upto) for index, option in enumerate(question.options[:-1]) if option.upto is not None
    ]
    for (_, below), (index, edge) in pairwise(edges):
        if edge <= below:
            findings.add(node.at("options", index, "upto"), "E12", f"`upto` must be more than {below}")
    for index, edge in edges:
        if (lowest is not None and edge < lowest) or (highest is not None and edge >= highest):
            findings.add(
                node.at("options", index, "upto"), "E12", "`upto` must be between `lowest` and `highest`"
            )
