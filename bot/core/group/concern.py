"""Whom a conditional question concerns, and whether it concerns enough of a group to be asked there.

Whom it concerns follows from earlier answers, so nothing that others see may depend on it: everybody counts
towards the question, nobody is named as missing, and who is not concerned may answer all the same. Whether
it is asked at all follows from published figures alone, which tell no more by being read once more.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import prod

from bot.core.dialog.answers import Silence
from bot.core.dialog.conditions import AtLeast, Chosen, Condition, FactHolds, Not, Silent, fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group.agenda import Does, agenda
from bot.core.group.group_questions import APART, GUESS
from bot.core.group.plan import reached
from bot.core.group.privacy.counting import base, fewest, figures, newest, published
from bot.core.group.privacy.figure import Form
from bot.core.group.session import GroupSession, Seat


def is_concerned(dialog: Dialog, seat: Seat, question: Question) -> bool:
    """Return whether the member's own answers so far make a question one for them."""
    return fires(question.ask_if, Evidence(dialog, seat.session.answers))


def note_passed(dialog: Dialog, group: GroupSession, seat: Seat) -> Seat:
    """Return the seat of somebody who has gone past the open question in private: they have skipped it.

    Nobody is asked in private what does not concern them. So of those who went ahead only whom it concerns
    would have answered, and how many have is shown.
    """
    steps = agenda(dialog)
    question = steps[group.step].question if steps[group.step].does is Does.ASK else None
    if question is None or not question.is_conditional or seat.value(question.id) is not None:
        return seat
    if is_concerned(dialog, seat, question) or not _is_past(dialog, group, seat, question.id):
        return seat
    given = {**seat.member.given, f"{APART}{question.id}": Silence.SKIPPED}
    return replace(seat, member=replace(seat.member, given=given))


def _is_past(dialog: Dialog, group: GroupSession, seat: Seat, question: str) -> bool:
    """Return whether somebody has answered a later question, and that one not in the group."""
    asked = {each.id for at in reached(dialog, group) for each in agenda(dialog)[at].questions}
    names = [*dialog.questions]
    later = names[names.index(question) + 1 :] if question in names else []
    return any(each in seat.session.answers for each in later if each not in {*asked, *group.parked})


def concerns_too_few(dialog: Dialog, group: GroupSession, question: Question, here: int) -> bool:
    """Return whether a question is better asked in private. here: how many take part.

    It is, where published figures make fewer people likely than a figure of its own needs, or where nothing
    that it depends on has been asked. What they leave open counts as enough.
    """
    asked = dialog.questions.get(question.id.removeprefix(GUESS), question)
    if asked.ask_if is None:
        return False
    looked_at = asked.ask_if.questions()
    if looked_at and not any(figures(group, each) for each in looked_at):
        return True
    likely = _share(dialog, group, asked.ask_if)
    return likely is not None and likely * here < fewest(group, asked)


def _share(dialog: Dialog, group: GroupSession, condition: Condition) -> Fraction | None:
    """Return the share of people for whom a condition is likely to hold; None where figures do not say."""
    match condition:
        case Chosen(question, options):
            return _chosen_share(dialog, group, question, options)
        case Silent(question, how):
            return _chosen_share(dialog, group, question, (how.value,))
        case FactHolds(fact):
            return _share(dialog, group, fact.when)
        case Not(part):
            share = _share(dialog, group, part)
            return None if share is None else 1 - share
        case AtLeast(n, parts) if n == len(parts):
            shares = [_share(dialog, group, part) for part in parts]
            return Fraction(0) if 0 in shares else _product(shares)
        case AtLeast(1, parts):
            shares = [_share(dialog, group, part) for part in parts]
            none = _product(None if share is None else 1 - share for share in shares)
            return Fraction(1) if 1 in shares else None if none is None else 1 - none
    return None


def _product(shares: Iterable[Fraction | None]) -> Fraction | None:
    known = list(shares)
    return None if None in known else prod((each for each in known if each is not None), start=Fraction(1))


def _chosen_share(
    dialog: Dialog, group: GroupSession, question: str, options: tuple[str, ...]
) -> Fraction | None:
    """Return the share of people who chose one of these options, in the middle of what was published."""
    if not figures(group, question):
        return Fraction(0)
    figure = newest(published(group, question))
    if figure is None or figure.form not in (Form.COUNTS, Form.ROUGH) or not figure.cells:
        return None
    is_ticked = dialog.questions[question].kind.is_ticked
    if is_ticked and len(options) > 1:
        return None
    likely = [(cell, Fraction(cell.lowest + cell.highest, 2)) for cell in figure.cells]
    of = Fraction(base(figure)) if is_ticked else sum((people for _, people in likely), Fraction(0))
    chose = (people * len({*options} & {*cell.options}) / len(cell.options) for cell, people in likely)
    return min(Fraction(1), sum(chose, Fraction(0)) / of) if of else None
