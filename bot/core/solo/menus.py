"""Screens about the chat as a whole: what there is, what is kept, how to delete it."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import score
from bot.core.screen.button import Button
from bot.core.screen.fitting import say_within, split_blocks
from bot.core.screen.screen import Block, Screen, Style
from bot.core.screen.surface import Tell
from bot.core.solo.events import Compare, ForgetMe, KeepMe, OpenDialog, OpenResult, OpenSession
from bot.core.solo.result_pages import fit_lines, tally_lines
from bot.core.solo.screens import count_answers
from bot.core.solo.session import Session
from bot.core.words import buttons, menus, whispers
from bot.core.words.lines import shorten_line
from bot.core.words.other_languages import NAMES
from bot.core.words.phrase import Phrase, Words

COMMANDS: Final[Mapping[str, Phrase]] = {
    "start": menus.start_command(),
    "dialogs": menus.dialogs_command(),
    "back": menus.back_command(),
    "review": menus.review_command(),
    "stop": menus.stop_command(),
    "history": menus.history_command(),
    "word": whispers.word_command(),
    "coach": menus.coach_command(),
    "language": menus.language_command(),
    "privacy": menus.privacy_command(),
    "export": menus.export_command(),
    "forgetme": menus.forgetme_command(),
    "help": menus.help_command(),
}
"""Every command and what it does, in the order of the menu."""

Listed: TypeAlias = tuple[list[tuple[Dialog, Session]], int]
"""Sessions with their dialogs, and how many more there are."""
NEWEST_RESULTS: Final = 10
MOST_TO_GO_ON_WITH: Final = 10
LONGEST_NAME: Final = 60
LONGEST_ADVICE: Final = 140
"""Characters of an advice in the list of results."""
LONGEST_TITLE: Final = 64
"""Characters of a dialog's title on a button or above a result; what it opens says all of it."""
LONGEST_COMMAND: Final = 32


def own_message(reply: Tell, words: Words) -> Screen:
    """Return a message of its own, with its buttons."""
    rows = tuple((Button(words(label), does),) for label, does in reply.buttons)
    return Screen((Block(words(reply.text)),), rows)


def one_sentence(phrase: Phrase, words: Words) -> Screen:
    """Return a screen that says one thing and has no buttons."""
    return Screen((Block(words(phrase)),))


def help_screen(words: Words) -> Screen:
    """Return what a person can do here."""
    lines = (words(menus.command(name, words(what))) for name, what in COMMANDS.items())
    return Screen(
        (
            Block(words(menus.help_command()), Style.TITLE),
            Block(words(menus.how_it_works())),
            Block("\n".join(lines)),
        )
    )


def unknown_command(name: str, words: Words) -> Screen:
    """Return the answer to a command that does not exist: those that do."""
    first = Block(words(menus.unknown_command(shorten_line(name, LONGEST_COMMAND))))
    return Screen((first, *help_screen(words).blocks))


def privacy(retention_days: int, days_in_backups: int, words: Words) -> Screen:
    """Return what is kept, who sees it, how it goes away. days_in_backups: see `_backups`."""
    paragraphs = (
        menus.what_is_kept(),
        menus.who_sees_it(),
        menus.when_i_write(),
        menus.how_long(retention_days),
        menus.your_rights(),
        _backups(days_in_backups),
    )
    title = Block(words(menus.privacy_title()), Style.TITLE)
    return Screen((title, *(Block(words(each)) for each in paragraphs)))


def dialogs(
    offered: Sequence[Dialog], begun: Sequence[tuple[Dialog, Session]], more: int, words: Words
) -> Screen:
    """Return the dialogs to go on with, the one used last first, then those to begin.

    more: how many others are under way that are not among `begun`.
    """
    rows: list[tuple[Button, ...]] = []
    for dialog, session in begun:
        label = buttons.resume_dialog(dialog.title, count_answers(dialog, session))
        rows.append((Button(say_within(words, label, LONGEST_TITLE), OpenSession(session.id)),))
    under_way = {dialog.id for dialog, _ in begun}
    rows += [
        (Button(shorten_line(dialog.title, LONGEST_TITLE), OpenDialog(dialog.id)),)
        for dialog in offered
        if dialog.id not in under_way
    ]
    if not rows:
        return one_sentence(menus.no_dialogs(), words)
    hint = [Block(words(menus.more_under_way(more)), Style.HINT)] if more else []
    return Screen((Block(words(menus.which_dialog()), Style.TITLE), *hint), tuple(rows))


def history(finished: Sequence[tuple[Dialog, Session]], older: int, words: Words) -> Screen:
    """Return the newest results, newest first; each can be opened, those of one dialog compared.

    older: how many are not among these.
    """
    if not finished:
        return one_sentence(menus.no_results(), words)
    lines = []
    rows: list[tuple[Button, ...]] = []
    numbers: dict[str, list[str]] = {}
    for number, (dialog, session) in enumerate(finished, 1):
        title = shorten_line(score(dialog, session.settled).title(words), LONGEST_ADVICE)
        heading = _side_by_side(shorten_line(dialog.title, LONGEST_TITLE), _name(dialog, session))
        lines.append(Block(f"{number}. {_finished_on(session, words)}\n{title}", heading=heading))
        rows.append((Button(words(buttons.open_result(number)), OpenResult(session.id)),))
        numbers.setdefault(dialog.id, []).append(str(number))
    rows += [
        (Button(words(buttons.compare(", ".join(of_it))), Compare(dialog_id)),)
        for dialog_id, of_it in numbers.items()
        if len(of_it) > 1
    ]
    if older:
        lines.append(Block(words(menus.older_results(older)), Style.HINT))
    return Screen((Block(words(menus.results_title()), Style.TITLE), *lines), tuple(rows))


def comparison(finished: Sequence[tuple[Dialog, Session]], dialog_id: str, words: Words) -> Screen:
    """Return the newest results of one dialog side by side: what each is about, advice, fits, counts."""
    of_it = [each for each in finished if each[0].id == dialog_id]
    if len(of_it) < 2:
        return one_sentence(menus.nothing_to_compare(), words)
    lines = []
    for dialog, session in of_it:
        advice = score(dialog, session.settled)
        heading = _side_by_side(_name(dialog, session), _finished_on(session, words))
        told = (each(dialog, advice, words) for each in (fit_lines, tally_lines))
        text = "\n".join((advice.title(words), *filter(None, told)))
        lines.append(Block(text, heading=heading))
    shown = split_blocks(lines)[0]
    left = (
        [Block(words(menus.older_results(len(lines) - len(shown))), Style.HINT)]
        if shown != tuple(lines)
        else []
    )
    return Screen((Block(of_it[0][0].title, Style.TITLE), *shown, *left))


def language(offered: Sequence[Dialog], words: Words) -> Screen:
    """Return which languages the dialogs are written in."""
    tags = sorted({dialog.lang for dialog in offered}) or [words.lang]
    return one_sentence(menus.languages(", ".join(NAMES.get(each, each) for each in tags)), words)


def _backups(days: int) -> Phrase:
    """Return when backups hold a person no more. days: at most so many later; 0 where it is minutes."""
    return menus.gone_from_backups(days) if days else menus.soon_gone_from_backups()


def forget(asked: int, days_in_backups: int, words: Words) -> Screen:
    """Ask before everything is deleted.

    asked: now, in seconds since 1970. days_in_backups: see `_backups`.
    """
    return Screen(
        (
            Block(words(menus.delete_question()), Style.TITLE),
            Block(words(menus.delete_warning())),
            Block(words(_backups(days_in_backups))),
        ),
        (
            (Button(words(buttons.delete_everything()), ForgetMe(asked)),),
            (Button(words(buttons.keep_everything()), KeepMe(asked)),),
        ),
    )


def everything_deleted(days_in_backups: int, words: Words) -> Screen:
    """Return the answer after everything was deleted. days_in_backups: see `_backups`."""
    paragraphs = (menus.everything_deleted(), _backups(days_in_backups), menus.left_in_chat())
    return Screen(tuple(Block(words(each)) for each in paragraphs))


def nothing_deleted(words: Words) -> Screen:
    """Return the answer to somebody who wants everything kept after all."""
    return one_sentence(menus.nothing_deleted(), words)


def unreadable(what: Phrase, words: Words) -> Screen:
    """Return the answer to something that is neither a text nor a button. what: see `words.unreadable`."""
    return one_sentence(menus.unreadable(words(what)), words)


def nothing_open(words: Words) -> Screen:
    """Return the answer to a command about a conversation while there is none."""
    return one_sentence(menus.nothing_open(), words)


def _name(dialog: Dialog, session: Session) -> str:
    """Return the person's own name for what a session is about; "" for none."""
    named = (
        session.settled.get(each.id) for each in dialog.questions.values() if each.kind.names_result(each)
    )
    return next((shorten_line(name, LONGEST_NAME) for name in named if isinstance(name, str)), "")


def _finished_on(session: Session, words: Words) -> str:
    return words.full_day(session.finished_on) if session.finished_on else ""


def _side_by_side(*parts: str) -> str:
    return " · ".join(each for each in parts if each)
