"""The pages of a message that is edited in place: which there are, and how a tap turns to another.

A page is all that is stored of it, and turning to the one on show changes nothing. So a doubled tap does no
harm, and after a restart the message shows the page it showed before.
"""

from dataclasses import replace
from typing import Final

from bot.core.screen.button import Button
from bot.core.screen.parts import split_blocks
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role, Show
from bot.core.solo.events import Doubt, Exclude, Include, OpenPage, PageEvent, TurnTo
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.turns import CARD, StepResult
from bot.core.words import buttons
from bot.core.words.phrase import Words

SHARING: Final = (ShownPage.SHARE, ShownPage.SHARE_REASONS)
"""What others would see, without and with reasons."""

OF_WELCOME: Final = frozenset({ShownPage.FRONT, ShownPage.ABOUT})
OF_RESULT: Final = frozenset(ShownPage) - {ShownPage.ABOUT}


def turn_page(session: Session, event: PageEvent) -> Session:
    """Return the session with the page that an event asks for; the same session where nothing changes."""
    page, picks = session.page, session.picks
    match event:
        case TurnTo(part):
            return turn_part(session, int(part))
        case OpenPage(name):
            page = ShownPage(name)
            picks = session.picks if {page, session.page} <= set(SHARING) else ()
        case Doubt(line) if session.page is ShownPage.DOUBT:
            picks = (line,)
        case Include(question) if session.page in SHARING:
            picks = tuple(sorted({*session.picks, question}))
        case Exclude(question) if session.page in SHARING:
            picks = tuple(each for each in session.picks if each != question)
        case _:
            return session
    if page not in _pages(session) or (page, picks) == (session.page, session.picks):
        return session
    return replace(session, page=page, picks=picks, part=0, revision=session.revision + 1)


def turn_part(session: Session, part: int) -> Session:
    """Return the session with another part of a long message on show."""
    return session if part == session.part else replace(session, part=part, revision=session.revision + 1)


def in_parts(screen: Screen, session: Session, words: Words) -> Screen:
    """Return the part of a screen that is on show, and the way to its neighbours; all of it where it fits."""
    parts = split_blocks(screen.blocks)
    if len(parts) == 1:
        return screen
    at = min(session.part, len(parts) - 1)
    back, ahead = buttons.part_before(at, len(parts)), buttons.part_after(at + 2, len(parts))
    row = (
        *([Button(words(back), TurnTo(str(at - 1)))] if at else []),
        *([Button(words(ahead), TurnTo(str(at + 1)))] if at + 1 < len(parts) else []),
    )
    return replace(screen, blocks=parts[at], rows=(row, *screen.rows))


def open_page(session: Session, event: PageEvent) -> StepResult:
    """Turn to the page that an event asks for."""
    after = turn_page(session, event)
    if after is session:
        return StepResult(session)
    if isinstance(event, TurnTo) and session.stage is not Stage.DONE:
        return StepResult(after, (CARD, Show(Role.RESULT)) if session.finished_on else (CARD,))
    return StepResult(after, (CARD if session.stage is Stage.WELCOME else Show(Role.RESULT),))


def _pages(session: Session) -> frozenset[ShownPage]:
    """Return the pages that a session has: a result has them also while its answers are gone back over."""
    if session.finished_on is not None:
        return OF_RESULT
    return OF_WELCOME if session.stage is Stage.WELCOME else frozenset()
