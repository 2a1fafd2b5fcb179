"""Screens about the chat as a whole: what there is, what is kept, how to be forgotten."""

from collections.abc import Sequence

from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import score
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.events import Compare, ForgetMe, KeepMe, OpenDialog, OpenResult, OpenSession
from bot.core.solo.result import told_fits
from bot.core.solo.screens import answers_kept
from bot.core.solo.session import Session
from bot.core.words import words

COMMANDS = (
    ("start", "Begin, or go on where you were"),
    ("dialogs", "The decisions I can go through with you"),
    ("back", "One question back"),
    ("review", "See and change your answers"),
    ("stop", "Put it aside; nothing is lost"),
    ("history", "Your results so far"),
    ("coach", "Lead a group through a decision"),
    ("language", "The languages there are"),
    ("privacy", "What is kept, and for how long"),
    ("export", "Get everything kept about you"),
    ("forgetme", "Delete everything kept about you"),
    ("help", "What you can do here"),
)
"""Every command and what it does, in the order of the menu."""

NEWEST_RESULTS = 10
MOST_TO_GO_ON_WITH = 10
LONGEST_NAME = 60
FITS_ARE_NOT_ALL = "What stands under “Why” in a result can weigh more than its numbers."


def help_() -> Screen:
    """What a person can do here."""
    lines = "\n".join(f"/{name} — {what}" for name, what in COMMANDS)
    return Screen(
        (
            Block("What you can do here", Style.TITLE),
            Block(
                "I ask short questions, one at a time. Tap a button; at a question you can type its text or "
                "its number as well. At the end you get advice, and the reasons for it."
            ),
            Block(lines),
        )
    )


def unknown(command: str) -> Screen:
    """A command that does not exist, and those that do."""
    first = Block(f"I do not know /{words.shortened(command, 32)}.")
    return Screen((first, *help_().blocks))


def privacy(retention_days: int) -> Screen:
    """What is kept, who sees it, how it goes away; the same words as in the README."""
    return Screen(
        (
            Block("Your privacy", Style.TITLE),
            Block(
                "Kept: your Telegram number, your answers, and the ids of my messages, so that you can go on "
                "later. Your name only if you take part in a group; never your username or your phone number."
            ),
            Block(
                "Nobody else sees your answers. They are used for your advice; of a group, only totals are "
                "shown, small ones merged, to the coach as to all."
            ),
            Block(f"What you leave alone for {words.count(retention_days, 'day')} is deleted by itself."),
            Block("/export sends you everything. /forgetme deletes everything, at once and for good."),
        )
    )


def dialogs(offered: Sequence[Dialog], begun: Sequence[tuple[Dialog, Session]]) -> Screen:
    """What can be gone on with, the one used last first, then the dialogs to begin."""
    rows: list[tuple[Button, ...]] = []
    for dialog, session in begun[:MOST_TO_GO_ON_WITH]:
        so_far = words.count(answers_kept(dialog, session), "answer")
        rows.append((Button(f"{words.GO_ON}: {dialog.title} ({so_far})", OpenSession(session.id)),))
    under_way = {dialog.id for dialog, _ in begun}
    rows += [
        (Button(dialog.title, OpenDialog(dialog.id)),) for dialog in offered if dialog.id not in under_way
    ]
    if not rows:
        return Screen((Block("There is no dialog here yet. Please come back later."),))
    return Screen((Block("What would you like to decide?", Style.TITLE),), tuple(rows))


def history(finished: Sequence[tuple[Dialog, Session]]) -> Screen:
    """The newest results, the newest first, each to be opened again; those of one dialog to be compared."""
    if not finished:
        return Screen((Block("No results yet. /start begins one."),))
    lines = []
    rows: list[tuple[Button, ...]] = []
    numbers: dict[str, list[str]] = {}
    for number, (dialog, session) in enumerate(finished[:NEWEST_RESULTS], 1):
        outcome = score(dialog, session.settled).outcome
        heading = " · ".join(each for each in (dialog.title, _name(dialog, session)) if each)
        lines.append(Block(f"{number}. {_finished_on(session)}\n{outcome.title}", heading=heading))
        rows.append((Button(f"Open {number}", OpenResult(session.id)),))
        numbers.setdefault(dialog.id, []).append(str(number))
    rows += [
        (Button(f"Compare {', '.join(of_it)}", Compare(dialog_id)),)
        for dialog_id, of_it in numbers.items()
        if len(of_it) > 1
    ]
    return Screen((Block("Your results", Style.TITLE), *lines), tuple(rows))


def compared(finished: Sequence[tuple[Dialog, Session]], dialog_id: str) -> Screen:
    """The newest results of one dialog side by side: what each is about, the advice, and all fits."""
    of_it = [each for each in finished[:NEWEST_RESULTS] if each[0].id == dialog_id]
    if len(of_it) < 2:
        return Screen((Block("There are no two results of this to compare. /history shows what there is."),))
    lines = []
    for dialog, session in of_it:
        advice = score(dialog, session.settled)
        heading = " · ".join(each for each in (_name(dialog, session), _finished_on(session)) if each)
        lines.append(Block(f"{advice.outcome.title}\n{told_fits(dialog, advice)}", heading=heading))
    return Screen((Block(of_it[0][0].title, Style.TITLE), *lines, Block(FITS_ARE_NOT_ALL, Style.HINT)))


def _name(dialog: Dialog, session: Session) -> str:
    """What the person called the thing that a session is about; "" where they did not, or were not asked."""
    named = (
        session.settled.get(each.id) for each in dialog.questions.values() if each.kind.names_result(each)
    )
    return next((words.shortened(name, LONGEST_NAME) for name in named if isinstance(name, str)), "")


def _finished_on(session: Session) -> str:
    day = session.finished_on
    return f"{words.day_and_month(day)} {day.year}" if day else ""


def language(offered: Sequence[Dialog]) -> Screen:
    """Which languages the dialogs are written in."""
    spoken = sorted({dialog.lang for dialog in offered})
    return Screen((Block(f"I speak: {', '.join(spoken) or 'en'}. More languages come with more dialogs."),))


def forget(asked: int) -> Screen:
    """Ask before everything is deleted. asked: now, in seconds since 1970."""
    return Screen(
        (
            Block("Delete everything kept about you?", Style.TITLE),
            Block("All answers and results go, at once and for good. /export first, if you want a copy."),
        ),
        ((Button("Delete everything", ForgetMe(asked)),), (Button("Keep it", KeepMe(asked)),)),
    )


def forgotten() -> Screen:
    """Everything is deleted."""
    return Screen(
        (
            Block(
                "Done. Nothing about you is kept any more. What stands above is in your chat alone. "
                "/start begins anew."
            ),
        )
    )


def kept() -> Screen:
    """Everything stays."""
    return Screen((Block("Everything stays as it is."),))


def unreadable(what: str) -> Screen:
    """Something that is neither a text nor a button. what: "a voice message", "a photo", ..."""
    return Screen((Block(f"I cannot read {what}. Please type a text, or tap a button."),))


def nothing_open() -> Screen:
    """A command about a conversation while there is none."""
    return Screen((Block("Nothing is open right now. /start begins."),))


EXPORT_CAPTION = "Everything kept about you."
"""Stands under the file of an export."""
