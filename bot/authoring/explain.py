"""A dialog as one readable page: what is asked when, what it scores, and which rule leads where."""

from collections.abc import Iterator

from bot.authoring.pages import Item, Page, Section, count_of
from bot.authoring.reasoning import conditional_item, rule_item
from bot.core.dialog.evidence import scorers
from bot.core.dialog.model import (
    Alternative,
    Claim,
    Dialog,
    Missing,
    NextStep,
    Outcome,
    Reading,
    Reason,
    Scale,
    Tally,
    Verdict,
)
from bot.core.dialog.question import Option, Question

LEFT_OUT = {
    Missing.RESCALE: "A question left out does not count.",
    Missing.ZERO: "A question left out counts as no points.",
    Missing.BLOCK: "One question left out, and it has no value.",
}


def explanation_page(dialog: Dialog) -> Page:
    """Everything that decides, in sentences."""
    return Page(
        f"{dialog.title} ({dialog.id}, version {dialog.version})",
        dialog.lang,
        (
            Section("What can be decided", tuple(map(_alternative, dialog.alternatives.values()))),
            Section("What is asked", tuple(_questions(dialog))),
            Section("What is measured", tuple(_scale(dialog, each) for each in dialog.scales.values())),
            Section(
                "What is called a fact",
                tuple(conditional_item(dialog, f"“{each.say}”", each.when) for each in dialog.facts.values()),
            ),
            Section("What is counted", tuple(map(_tally, dialog.tallies.values()))),
            Section("What is advised: the first of these that fits", tuple(_outcomes(dialog))),
            Section("What is claimed of all answers", tuple(_claim(dialog, each) for each in dialog.claims)),
        ),
    )


def _tally(tally: Tally) -> Item:
    return Item(f"{tally.label}: how many of these are true", tuple(Item(each.say) for each in tally.of))


def _claim(dialog: Dialog, claim: Claim) -> Item:
    return conditional_item(dialog, f"{claim.say}: never {' or '.join(claim.never)}", claim.when)


def _alternative(alternative: Alternative) -> Item:
    return Item(
        alternative.label,
        (
            Item(f"For it: {'; '.join(alternative.pros)}"),
            Item(f"Against it: {'; '.join(alternative.cons)}"),
        ),
    )


def _questions(dialog: Dialog) -> Iterator[Item]:
    for number, question in enumerate(dialog.questions.values(), 1):
        yield Item(
            f"{number}. {question.ask}",
            (
                *([Item("Asked in groups only.")] if question.group.only else []),
                *([Item("Asked always.")] if question.ask_if is None and not question.group.only else []),
                *(
                    [conditional_item(dialog, "Asked", question.ask_if)]
                    if question.ask_if is not None
                    else []
                ),
                *([Item(_weight(question))] if question.weight > 1 else []),
                *([Item(_silence(question))] if question.allow else []),
                *(_option(dialog, option) for option in question.options.values()),
            ),
        )


def _weight(question: Question) -> str:
    return f"Its points count {question.weight} times."


def _silence(question: Question) -> str:
    return f"Also possible: {' or '.join(sorted(each.value for each in question.allow))}."


def _option(dialog: Dialog, option: Option) -> Item:
    points = ", ".join(f"{points} for {dialog.scales[each].label}" for each, points in option.score.items())
    ways = tuple(conditional_item(dialog, f"Possible if {each.say}", each.when) for each in option.doable)
    return Item(f"“{option.text}”{f': {points}' if points else ''}", ways)


def _scale(dialog: Dialog, scale: Scale) -> Item:
    names = [
        alternative.label for alternative in dialog.alternatives.values() if alternative.scale == scale.id
    ]
    fits = f" It says how far “{'” and “'.join(names)}” fits." if names else ""
    parts = [
        Item(f"“{dialog.questions[each].ask}”: at most {best * dialog.questions[each].weight}")
        for each, best in scorers(dialog)[scale.id].items()
    ]
    return Item(
        f"{scale.label}: 100 × points ÷ most possible points of the questions that were asked and answered."
        f" {LEFT_OUT[scale.missing]} It needs {count_of(scale.min_answered, 'answer')}.{fits}",
        tuple(parts),
    )


def _outcomes(dialog: Dialog) -> Iterator[Item]:
    for number, outcome in enumerate(dialog.outcomes, 1):
        advised = dialog.alternatives[outcome.alternative].label
        yield Item(f"{number}. {outcome.title} (recommends: {advised})", tuple(_outcome(dialog, outcome)))


def _outcome(dialog: Dialog, outcome: Outcome) -> Iterator[Item]:
    if outcome.when is None:
        yield Item("Taken when none before it fits.")
    else:
        yield Item("Taken when:", (rule_item(dialog, outcome.when),))
    if outcome.answer is not Verdict.OTHER:
        yield Item(f"Its first sentence answers: {outcome.answer.value}.")
    if outcome.outweighs:
        yield Item(f"Even where another way fits better by its scale: {outcome.outweighs}")
    yield Item("Reasons:", tuple(_line(dialog, each.say, each) for each in outcome.because))
    steps = tuple(_line(dialog, f"{each.do}{_within(each)}", each) for each in outcome.next_steps)
    yield Item("Next steps:", steps)
    others = (
        ("Open conditions:", [(each.say, each) for each in outcome.once]),
        ("The case against:", [(each.say, each) for each in outcome.but]),
        ("When to look again:", [(each.say, each) for each in outcome.watch_for]),
        ("To read:", [(each.title, each) for each in outcome.readings]),
    )
    for heading, lines in others:
        if lines:
            yield Item(heading, tuple(_line(dialog, text, line) for text, line in lines))


def _line(dialog: Dialog, text: str, line: Reason | NextStep | Reading) -> Item:
    item = conditional_item(dialog, text, line.when)
    if line.needs is None:
        return item
    return Item(item.text, (*item.items, Item("It takes for granted:", (rule_item(dialog, line.needs),))))


def _within(step: NextStep) -> str:
    return f" (within {count_of(step.by, 'day')})" if step.by else ""
