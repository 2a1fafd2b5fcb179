"""What a surface shows: the one table that says what renders each role.

A new role is added here and in `ROLE_RULES`; nowhere else. Renderers are pure; only the ones that make a
file load heavy libraries, and only when they run.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.group.screens.board import board_screen
from bot.core.group.screens.check_in import check_in_screen
from bot.core.group.screens.console import console, moved_console
from bot.core.group.screens.endings import wall_screen
from bot.core.group.screens.own_question import own_question_screen
from bot.core.group.screens.own_step import own_step_screen
from bot.core.group.screens.remote import remote_screen
from bot.core.group.screens.step import moved_screen, step_screen
from bot.core.group.screens.talk import talk_screen
from bot.core.group.screens.view import View
from bot.core.group.screens.whisper import whisper_screen
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role
from bot.core.solo.promise_screen import render_promise
from bot.core.solo.result import render_result
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session
from bot.core.solo.turns import in_parts
from bot.core.words import menus
from bot.core.words.phrase import Words

EXPORT_NAME: Final = "decision-coach.json"


@dataclass(frozen=True, slots=True)
class File:
    """A file. It is sent once, so its digest is never compared with another."""

    name: str
    content: bytes
    caption: str
    digest: str = "file"
    picture: str = ""


@dataclass(frozen=True, slots=True)
class SessionView:
    """What a surface of a session is rendered from.

    newer: a newer version of the dialog; None for none. link: of a dialog's id, its address; "" for none.
    """

    words: Words
    dialog: Dialog
    session: Session
    newer: Dialog | None
    link: Callable[[str], str] = lambda dialog_id: ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """What a surface of a group is rendered from. part: which of its role.

    link: of a group's id, the address of its private chat.
    """

    view: View
    part: str = ""
    link: Callable[[int], str] = lambda group_id: ""


@dataclass(frozen=True, slots=True)
class SessionScreen:
    """A screen about one person's session. None: it has nothing to show now, and is dropped."""

    render: Callable[[SessionView], Screen | None]


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A file about one person's session; slow to make, so it runs in a thread. None as in `SessionScreen`."""

    make: Callable[[SessionView], File | None]


@dataclass(frozen=True, slots=True)
class GroupScreen:
    """A screen about a group. None: the message is left as it is."""

    render: Callable[[GroupView], Screen | None]


@dataclass(frozen=True, slots=True)
class GroupFile:
    """A file about a group; slow to make, so it runs in a thread."""

    make: Callable[[GroupView], File]


@dataclass(frozen=True, slots=True)
class ChatFile:
    """A file made of everything that is stored about the person of a private chat.

    It gets the dialogs that this speaks of, by their logic hashes, as far as they are at hand.
    """

    make: Callable[[Mapping[str, object], Mapping[str, Dialog], Words], File]


@dataclass(frozen=True, slots=True)
class StoredScreen:
    """The screen that is stored in the surface's own row."""


Renderer: TypeAlias = SessionScreen | SessionFile | GroupScreen | GroupFile | ChatFile | StoredScreen


def _card(view: SessionView) -> Screen:
    return in_parts(render_card(view.dialog, view.session, view.newer, view.words), view.session, view.words)


def _result(view: SessionView) -> Screen | None:
    """The advice; None while the session is not finished."""
    if view.session.finished_on is None:
        return None
    link = view.link(view.dialog.id)
    return in_parts(render_result(view.dialog, view.session, view.words, link), view.session, view.words)


# The drawing library is slow to load: documents are imported with the first file, not with the bot.


def _export(stored: Mapping[str, object], dialogs: Mapping[str, Dialog], words: Words) -> File:
    from bot.documents.export import readable_export

    return File(EXPORT_NAME, readable_export(stored, dialogs, words), words(menus.export_caption()))


def _page(view: SessionView) -> File | None:
    from bot.documents import result_page

    if view.session.finished_on is None:
        return None
    return File(*result_page.page_file(view.dialog, view.session, view.words))


def _table(view: GroupView) -> File:
    from bot.documents import report

    return File(*report.table_file(view.view))


def _summary(view: GroupView) -> File:
    from bot.documents import report

    return File(*report.summary_file(view.view))


def _invitation(view: GroupView) -> File:
    from bot.documents.invitation import invitation

    of = view.view
    return File(*invitation(of.dialog, of.group, view.link(of.group.id), of.words))


RENDERERS: Final[Mapping[Role, Renderer]] = {
    Role.MESSAGE: StoredScreen(),
    Role.EXPORT: ChatFile(_export),
    Role.CARD: SessionScreen(_card),
    Role.RESULT: SessionScreen(_result),
    Role.FOLLOW_UP: SessionScreen(lambda view: render_promise(view.dialog, view.session, view.words)),
    Role.PAGE: SessionFile(_page),
    Role.BOARD: GroupScreen(lambda view: board_screen(view.view)),
    Role.STEP: GroupScreen(lambda view: step_screen(view.view, int(view.part))),
    Role.TALK: GroupScreen(lambda view: talk_screen(view.view, int(view.part))),
    Role.WALL: GroupScreen(lambda view: wall_screen(view.view)),
    Role.CONSOLE: GroupScreen(lambda view: console(view.view, int(view.part))),
    Role.CHECK_IN: GroupScreen(lambda view: check_in_screen(view.view, int(view.part))),
    Role.OWN_QUESTION: GroupScreen(lambda view: own_question_screen(view.view, int(view.part))),
    Role.WHISPER: GroupScreen(lambda view: whisper_screen(view.view, int(view.part))),
    Role.OWN_STEP: GroupScreen(lambda view: own_step_screen(view.view, int(view.part))),
    Role.REMOTE: GroupScreen(lambda view: remote_screen(view.view, int(view.part))),
    Role.INVITATION: GroupFile(_invitation),
    Role.TABLE: GroupFile(_table),
    Role.SUMMARY: GroupFile(_summary),
}

POINTERS: Final[Mapping[Role, GroupScreen]] = {
    Role.STEP: GroupScreen(lambda view: moved_screen(view.view, int(view.part))),
    Role.CONSOLE: GroupScreen(lambda view: moved_console(view.view)),
}
"""What a message shows that a newer one of its surface has replaced, where its role says `Retire.POINT`."""
