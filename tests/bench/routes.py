"""Ways through a dialog, made up by chance but always the same, and what stands on each card on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from random import Random
from typing import Final

from bot.core.dialog.model import Dialog
from bot.core.kinds import answering
from bot.core.screen.button import Button
from bot.core.screen.screen import Screen
from bot.core.solo import events
from bot.core.solo.engine import begin, step
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session, Stage
from bot.core.words.english import ENGLISH
from bot.platforms.telegram.rendering import html, label

AT: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SILENT: Final = 0.1
"""How often somebody skips a question or is not sure, where that is allowed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One card of a way. tapped: the button that leads on."""

    session: Session
    screen: Screen
    tapped: Button

    @property
    def event(self) -> events.SessionEvent:
        """What the button does."""
        assert isinstance(self.tapped.event, events.SessionEvent)
        return self.tapped.event


@dataclass(frozen=True, slots=True)
class Page:
    """A card as it is seen. text: HTML. rows: labels of the buttons. tap: the one that leads on."""

    text: str
    rows: tuple[tuple[str, ...], ...]
    tap: str


def journey(dialog: Dialog, chance: Random) -> Iterator[Stop]:
    """A way from the welcome card to the button for the advice."""
    session = begin(dialog, chance.getrandbits(63), chat=1_000_001, person=1_000_001)
    while session.stage is not Stage.DONE:
        screen = render_card(dialog, session, None, ENGLISH)
        stop = Stop(session, screen, _choice(session, screen, chance))
        yield stop
        session = step(dialog, session, stop.event, AT).session


def pages(dialog: Dialog, seed: int, taps: int | None = None) -> tuple[Page, ...]:
    """The cards of one way; taps: how many lead from the first to the last, None for the whole way."""
    stops = journey(dialog, Random(seed))
    return tuple(_page(stop) for stop in islice(stops, None if taps is None else taps + 1))


def _choice(session: Session, screen: Screen, chance: Random) -> Button:
    buttons = [button for row in screen.rows for button in row]
    silences = _those(buttons, events.Skip, events.NotSure)
    if silences and chance.random() < SILENT:
        return chance.choice(silences)
    ticked = _those(buttons, answering.Unpick) and session.drafts
    finds = (
        _those(buttons, answering.Done) if ticked else [],
        _those(buttons, events.Begin, answering.Answer, answering.Pick),
        _those(buttons, events.Finish),
        silences,
    )
    for found in finds:
        if found:
            return chance.choice(found)
    raise ValueError(f"no button leads on from a card with {[button.label for button in buttons]}")


def _those(buttons: Sequence[Button], *kinds: type) -> list[Button]:
    return [button for button in buttons if isinstance(button.event, kinds)]


def _page(stop: Stop) -> Page:
    rows = tuple(tuple(label(button) for button in row) for row in stop.screen.rows)
    return Page(html(stop.screen), rows, label(stop.tapped))
