"""The message that a group talks by: reasons for each answer, before anybody sees totals."""

from collections.abc import Sequence
from hashlib import blake2s

from bot.core.dialog.question import Level, Option, Question
from bot.core.group.agenda import agenda, gives_reasons
from bot.core.group.events import Choose
from bot.core.group.group_questions import REASON
from bot.core.group.privacy.counting import shows_totals
from bot.core.group.privacy.layout import level_of
from bot.core.group.screens.view import View, filled, talk_line
from bot.core.group.session import GroupSession, GroupStage
from bot.core.screen.button import Button, in_rows
from bot.core.screen.screen import Block, Screen
from bot.core.words import group_steps as words
from bot.core.words.lines import bullets

LONGEST_ROW = 8
"""Bot API: a row holds at most 8 buttons."""


def talk_screen(view: View, at: int) -> Screen:
    """Show the reasons to talk about, or the answers where nobody wrote any; later, that the talk is over."""
    group = view.group
    if (
        at == group.step
        and group.stage in (GroupStage.PAUSED, GroupStage.DETACHED)
        and group.before is GroupStage.TALK
    ):
        return Screen((view.block(words.talk_paused()),))
    if at != group.step or group.stands_at is not GroupStage.TALK:
        is_last = at == group.step and group.stage is GroupStage.ENDED
        return Screen((view.block(words.talk_ended() if is_last else words.talk_closed()),))
    question = agenda(view.dialog)[at].question
    if not gives_reasons(question):
        return _open_talk(view, question)
    options = _shuffled(group, [option for option in question.options.values() if option.reasons])
    each = min(len(option.reasons) for option in options)
    chips = [f"{option.id}.{place}" for option in options for place in range(each)]
    is_shielded = level_of(question) is Level.SHIELDED  # the reasons chosen would tell of the answers
    blocks = (
        view.title(words.talk_first() if shows_totals(group, question) else words.talk_together()),
        view.block(words.talk()),
        *(
            Block(_numbered(view, option.reasons[:each], 1 + place * each), heading=option.text)
            for place, option in enumerate(options)
        ),
        view.hint(None if is_shielded else words.tap_a_reason()),
        view.block(talk_line(group)),
    )
    if is_shielded:
        return Screen(filled(blocks), ())
    buttons = [
        Button(str(number), Choose(f"{REASON}{question.id}", chip)) for number, chip in enumerate(chips, 1)
    ]
    return Screen(filled(blocks), in_rows(buttons, LONGEST_ROW))


def _open_talk(view: View, question: Question) -> Screen:
    """Show the answers, each as good as the others, where nobody has written reasons for them."""
    title = words.talk_first() if shows_totals(view.group, question) else words.talk_together()
    answers = bullets(each.text for each in _shuffled(view.group, [*question.options.values()]))
    blocks = (
        view.title(title),
        view.block(words.open_talk()),
        Block(answers),
        view.block(talk_line(view.group)),
    )
    return Screen(filled(blocks), ())


def _numbered(view: View, reasons: Sequence[str], first: int) -> str:
    return "\n".join(view.words(words.numbered(at, reason)) for at, reason in enumerate(reasons, first))


def _shuffled(group: GroupSession, options: Sequence[Option]) -> list[Option]:
    """Return the options in an order that has nothing to do with the answers, another in each group."""
    return sorted(options, key=lambda each: blake2s(f"{group.id} {group.step} {each.id}".encode()).digest())
