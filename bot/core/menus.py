"""Screens about the chat as a whole: what there is, what is kept, how to be forgotten."""

from collections.abc import Sequence

from bot.core import words
from bot.core.events import ForgetMe, KeepMe, OpenDialog, OpenSession
from bot.core.model import Dialog
from bot.core.replies import Block, Button, Screen, Style
from bot.core.scoring import score
from bot.core.session import Session

COMMANDS = (
    ("start", "Begin, or go on where you were"),
    ("dialogs", "The decisions I can go through with you"),
    ("back", "One question back"),
    ("review", "See and change your answers"),
    ("stop", "Put it aside; nothing is lost"),
    ("history", "Your results so far"),
    ("language", "The languages there are"),
    ("privacy", "What is kept, and for how long"),
    ("export", "Get everything kept about you"),
    ("forgetme", "Delete everything kept about you"),
    ("help", "What you can do here"),
)
"""Every command and what it does, in the order of the menu."""

NEWEST_RESULTS = 10
MOST_TO_GO_ON_WITH = 10


def help_() -> Screen:
    """What a person can do here."""
    lines = "\n".join(f"/{name} — {what}" for name, what in COMMANDS)
    return Screen(
        (
            Block("What you can do here", Style.TITLE),
            Block(
                "I ask short questions, one at a time. Tap a button, or type its text or its number. "
                "At the end you get advice, and the reasons for it."
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
                "later. Not kept: your name, your username, your phone number."
            ),
            Block("Nobody else sees your answers here. They are used for your advice and nothing more."),
            Block(f"What you leave alone for {words.count(retention_days, 'day')} is deleted by itself."),
            Block("/export sends you everything. /forgetme deletes everything, at once and for good."),
        )
    )


def dialogs(offered: Sequence[Dialog], begun: Sequence[tuple[Dialog, Session]]) -> Screen:
    """What can be gone on with, the one used last first, then the dialogs to begin."""
    rows: list[tuple[Button, ...]] = []
    for dialog, session in begun[:MOST_TO_GO_ON_WITH]:
        so_far = words.count(len({**session.drafts, **session.answers}), "answer")
        rows.append((Button(f"{words.GO_ON}: {dialog.title} ({so_far})", OpenSession(session.id)),))
    under_way = {dialog.id for dialog, _ in begun}
    rows += [
        (Button(dialog.title, OpenDialog(dialog.id)),) for dialog in offered if dialog.id not in under_way
    ]
    if not rows:
        return Screen((Block("There is no dialog here yet. Please come back later."),))
    return Screen((Block("What would you like to decide?", Style.TITLE),), tuple(rows))


def history(finished: Sequence[tuple[Dialog, Session]]) -> Screen:
    """The newest results, the newest first, each to be opened again."""
    if not finished:
        return Screen((Block("No results yet. /start begins one."),))
    lines = []
    rows = []
    for number, (dialog, session) in enumerate(finished[:NEWEST_RESULTS], 1):
        outcome = score(dialog, session.settled).outcome
        day = session.finished_on
        when = f"{words.day_and_month(day)} {day.year}" if day else ""
        lines.append(Block(f"{number}. {when}\n{outcome.title}", heading=dialog.title))
        rows.append((Button(f"Open {number}", OpenSession(session.id)),))
    return Screen((Block("Your results", Style.TITLE), *lines), tuple(rows))


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
        ((Button("Delete everything", ForgetMe(asked)),), (Button("Keep it", KeepMe()),)),
    )


def forgotten() -> Screen:
    """Everything is deleted."""
    return Screen((Block("Done. Nothing about you is kept any more. /start begins anew."),))


def kept() -> Screen:
    """Everything stays."""
    return Screen((Block("Everything stays as it is."),))


def unreadable(what: str) -> Screen:
    """Something that is neither a text nor a button. what: "a voice message", "a photo", ..."""
    return Screen((Block(f"I cannot read {what}. Please type a text, or tap a button."),))


def nothing_open() -> Screen:
    """A command about a conversation while there is none."""
    return Screen((Block("Nothing is open right now. /start begins."),))


def only_private() -> Screen:
    """The answer to a command in a group."""
    return Screen((Block("I work in a private chat: open my profile and tap Start."),))


EXPORT_CAPTION = "Everything kept about you."
"""Stands under the file of an export."""
