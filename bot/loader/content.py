"""What makes a dialog honest and readable, beyond being well formed.

Most of it is what international standards ask of a decision aid (IPDAS): alternatives in
equal detail, reasons with their source, a date, and who paid.
"""

from collections.abc import Callable
from itertools import combinations

from bot.core.dialog.model import ONCE
from bot.loader.draft import Draft, DraftPart
from bot.loader.findings import Findings
from bot.loader.nodes import Table
from bot.loader.outcome_shapes import OutcomeShape
from bot.loader.questions import check_button, check_texts
from bot.loader.shape import AlternativeShape


def check_content(draft: Draft, findings: Findings) -> None:
    """Check all of a dialog's content that can be judged without trying answers."""
    _check_meta(draft, findings)
    _check_alternatives(draft, findings)
    check_texts(((part.shape.label, part.node.at("label")) for part in draft.alternatives.values()), findings)
    for part in draft.alternatives.values():
        check_button(part.shape.label, part.node.at("label"), findings)
        _check_balance(part, findings)
    for key, each in draft.head.hand_overs.items() if draft.head else ():
        check_button(each.label, draft.node.at("hand_overs", key, "label"), findings)
    if draft.is_whole and all(part.shape.about != "value" for part in draft.questions):
        place = draft.node.key_at("questions")
        findings.add(place, "W67", "no question asks what matters to the person", "give one `about: value`")
    _check_otherwise(draft, findings)
    _check_answers(draft, findings)
    for outcome in draft.outcomes:
        _check_outcome(outcome, findings)


def _check_meta(draft: Draft, findings: Findings) -> None:
    if draft.head is not None and draft.head.meta.review_by <= draft.head.meta.updated:
        place = draft.node.at("meta", "review_by")
        findings.add(place, "E60", "`review_by` is not after `updated`", "a year later is usual")


# --- alternatives -------------------------------------------------------------------------


def _check_alternatives(draft: Draft, findings: Findings) -> None:
    table = draft.node.nodes.get("alternatives")
    if isinstance(table, Table) and not 2 <= len(table.keys) <= 5:
        findings.add(table.place, "E61", f"a decision has 2 to 5 alternatives, not {len(table.keys)}")
    if not draft.is_whole:
        return
    recommended = {part.shape.alternative for part in draft.outcomes}
    for key in draft.alternatives.keys() - recommended:
        place = draft.node.key_at("alternatives", key)
        findings.add(place, "E61", f"no outcome recommends `{key}`", "add one, or remove the alternative")
    _check_scales_of_all(draft, findings)
    for one, two in combinations(draft.alternatives, 2):
        lengths = {key: _length(draft.alternatives[key].shape) for key in (one, two)}
        short, long = sorted(lengths, key=lambda key: lengths[key])
        if lengths[long] > 2 * lengths[short]:
            said = f"`{short}` is described in less than half the words of `{long}`"
            findings.add(
                draft.node.key_at("alternatives", short), "W62", said, "describe both in equal detail"
            )


def _check_scales_of_all(draft: Draft, findings: Findings) -> None:
    """Check that all alternatives can be compared by a scale, or none is."""
    without = [key for key, part in draft.alternatives.items() if part.shape.scale is None]
    for key in without if len(without) < len(draft.alternatives) else ():
        place = draft.node.key_at("alternatives", key)
        findings.add(place, "E31", f"`{key}` has no scale, and others have", "give one to all, or to none")


def _length(alternative: AlternativeShape) -> int:
    return sum(len(line) for line in [*alternative.pros, *alternative.cons, alternative.like])


def _check_balance(part: DraftPart[AlternativeShape], findings: Findings) -> None:
    measures: tuple[tuple[str, Callable[[list[str]], int]], ...] = (
        ("number", len),
        ("length", lambda lines: sum(map(len, lines))),
    )
    for name, measure in measures:
        pros, cons = measure(part.shape.pros), measure(part.shape.cons)
        if max(pros, cons) > 2 * min(pros, cons):
            more, less = ("pros", "cons") if pros > cons else ("cons", "pros")
            said = f"`{more}` has more than twice the {name} of `{less}`"
            findings.add(part.node.key_at(less), "W62", said, "weigh both sides in equal detail")
            return


# --- outcomes -----------------------------------------------------------------------------


def _check_otherwise(draft: Draft, findings: Findings) -> None:
    """Check that the last outcome, and no other, takes what no rule took."""
    nodes = draft.node.items("outcomes")
    for index, node in enumerate(nodes):
        if not isinstance(node, Table):
            continue
        has_rule, is_rest = "when" in node.keys, "otherwise" in node.keys
        if has_rule and is_rest:
            findings.add(node.key_at("otherwise"), "E45", "an outcome has `when` or `otherwise`, not both")
        elif is_rest and index < len(nodes) - 1:
            findings.add(
                node.key_at("otherwise"), "E45", "nothing after `otherwise` is ever reached", "move it last"
            )
        elif index == len(nodes) - 1 and not is_rest:
            findings.add(
                node.place, "E45", "the last outcome has no `otherwise: true`", "add an outcome for the rest"
            )
        elif not has_rule and not is_rest:
            findings.add(node.place, "E45", "an outcome without `when`", "say when it is reached")


def _check_outcome(part: DraftPart[OutcomeShape], findings: Findings) -> None:
    outcome = part.shape
    if "otherwise" in part.node.nodes and not outcome.otherwise:
        findings.add(part.node.at("otherwise"), "E12", "`otherwise` can only be `true`", "leave it out")
    if not outcome.because:
        findings.add(part.node.place, "E46", f"the outcome `{outcome.id}` gives no reason", "add `because`")
    if ONCE in outcome.title and not outcome.once:
        findings.add(part.node.at("title"), "E47", f"nothing fills {ONCE}", "add lines under `once`")
    if outcome.once and ONCE not in outcome.title:
        findings.add(part.node.key_at("once"), "E47", f"`title` has no {ONCE} that names these lines")
    for key, lines in (("because", outcome.because), ("but", outcome.but)):
        for index, line in enumerate(lines):
            if line.source is None:
                said = "a reason without a `source`"
                place = part.node.at(key, index)
                findings.add(place, "W63", said, "name one, or write `source: judgement`")


def _check_answers(draft: Draft, findings: Findings) -> None:
    """Warn of outcomes that do not say what their first sentence answers, where others do."""
    if any("answer" in part.node.keys for part in draft.outcomes):
        for part in draft.outcomes:
            if "answer" not in part.node.keys:
                said = f"the outcome `{part.shape.id}` does not say what its first sentence answers"
                findings.add(part.node.place, "W75", said, "add `answer`; `other` where it is neither")
