"""What a question that a group is asked says: its author's words, or ours for those that only a group has."""

from collections.abc import Iterable, Sequence

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.kind import Tappable
from bot.core.dialog.model import LEANING, Dialog
from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES, question_of
from bot.core.group.group_questions import ANSWERS, ASKED, GUESS, GUESSES, LEANING_AFTER, OWN, REASON, WHY
from bot.core.group.privacy.counting import CROSS, outcomes_of
from bot.core.group.privacy.crosstab import parts_of
from bot.core.group.privacy.figure import Cell
from bot.core.group.session import GroupSession
from bot.core.words import figures, group_questions, group_toasts, layout
from bot.core.words.lines import shorten_line
from bot.core.words.phrase import Phrase, verbatim

MOST_ADVICE = 2
"""Pieces of advice that are named where they are counted as one: their names are long."""
MOST_NAMED = 3
"""Answers counted as one that are named each."""
LONGEST_WHY = 110
"""Letters of a question that is announced."""


def ask_of(dialog: Dialog, question: Question) -> Phrase:
    """Return what a question asks."""
    if question.id in ASKED:
        return ASKED[question.id]
    if question.id == OUTCOMES:
        return figures.advice()
    if question.id.startswith(GUESS):
        first = next(iter(_about(dialog, question, GUESS).options.values()))
        return group_questions.guess(first.text)
    if question.id.startswith(REASON):
        return group_questions.reason(ask_of(dialog, _about(dialog, question, REASON)))
    if question.id.startswith(CROSS):
        first_, beside = crossed_questions(dialog, question.id)
        return figures.ask_both(first_.ask, beside.ask)
    return verbatim(question.ask)


def why_of(dialog: Dialog, group: GroupSession, question: Question) -> Phrase:
    """Return why it is asked; nothing where nobody says, or where there is no start to compare it with."""
    if question.id == LEANING_AFTER and all(each.question != LEANING for each in group.taken):
        return verbatim("")
    if question.id.startswith(OWN):
        return group_questions.own_why()
    if question.id.startswith(GUESS):
        return group_questions.guess_why(shorten_line(_about(dialog, question, GUESS).ask, LONGEST_WHY))
    return WHY.get(question.id) or verbatim(question.why)


def option_text(question: Question, option: str) -> Phrase:
    """Return what the button of an option says, or of a way of not answering."""
    if option not in question.options:
        return figures.unsure() if option == Silence.UNSURE.value else figures.skipped()
    ours = GUESSES if question.id.startswith(GUESS) else ANSWERS.get(question.id, {})
    return verbatim(question.options[option].text) if question.options[option].text else ours[option]


def tap_label(question: Question, tap: Tappable) -> Phrase:
    """Return what a button says: the text of its option, or the kind's own label, as a step of a scale."""
    option = question.options.get(tap.id)
    is_text = option is not None and tap.label == option.text
    return option_text(question, tap.id) if is_text else verbatim(tap.label)


def group_answer_text(question: Question, value: Value) -> Phrase | None:
    """Return an answer as its buttons are named; None for no tick."""
    if isinstance(value, Silence):
        return group_toasts.left_out() if value is Silence.SKIPPED else group_toasts.not_sure()
    options = question.kind.options_of(question, value)
    chosen = [_without_full_stop(option_text(question, each)) for each in options]
    if not chosen:
        return None
    text = chosen[-1]
    for each in reversed(chosen[:-1]):
        text = layout.comma(each, text)
    return text


def _without_full_stop(text: Phrase) -> Phrase:
    """Return a text that can stand within a sentence: a reason is one itself."""
    words = dict(text.args).get("text") if text.id == verbatim("").id else None
    return verbatim(words.rstrip(".")) if isinstance(words, str) else text


def cell_text(dialog: Dialog, question: Question, cell: Cell) -> Phrase:
    """Return the answers that a cell of a figure stands for."""
    if question.id == OUTCOMES:
        return _advice_text(dialog, question, cell.options)
    if not question.id.startswith(CROSS):
        return merged_text(question, cell.options)
    first, beside = crossed_questions(dialog, question.id)
    row, column = parts_of(cell)
    return figures.both(merged_text(beside, row), merged_text(first, column))


def _advice_text(dialog: Dialog, question: Question, outcomes: Sequence[str]) -> Phrase:
    """Return advice that is counted as one: by its alternative, where it is all of that, or by its names.

    Advice to do different things is told as one only because it is what is left.
    """
    if len(outcomes) == 1:
        return merged_text(question, outcomes)
    for alternative in dialog.alternatives.values():
        near = set(outcomes_of(dialog, alternative.id))
        if set(outcomes) == near:
            return verbatim(alternative.label)
        if set(outcomes) < near and len(outcomes) <= MOST_ADVICE:
            return merged_text(question, outcomes)
    return figures.other_advice()


def merged_text(question: Question, options: Sequence[str]) -> Phrase:
    """Return answers that are counted as one, as the question names them; not too many."""
    if len(options) > MOST_NAMED and set(options) not in map(set, question.group.near):
        return figures.other_answers()
    *others, last = (_without_full_stop(option_text(question, each)) for each in options)
    if not others:
        return last
    *first, next_to_last = others
    text = figures.either(next_to_last, last)
    for each in reversed(first):
        text = figures.one_more(each, text)
    return text


def crossed_questions(dialog: Dialog, crosstab: str) -> tuple[Question, Question]:
    """Return the question of a crosstab, and the one that it is set beside."""
    question, beside = (dialog.questions[each] for each in crosstab.removeprefix(CROSS).split("."))
    return question, beside


def _about(dialog: Dialog, question: Question, prefix: str) -> Question:
    about = question_of(dialog, question.id.removeprefix(prefix))
    assert about is not None  # noqa: S101  # the agenda made it from that one
    return about


def set_below(texts: Iterable[Phrase]) -> Phrase | None:
    """Return texts below each other; None for none."""
    below: Phrase | None = None
    for each in reversed(list(texts)):
        below = each if below is None else layout.lines(each, below)
    return below
