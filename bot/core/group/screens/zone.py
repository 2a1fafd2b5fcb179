"""The page of a coach's console on which the time of the group is chosen."""

from typing import Final

from bot.core.group.coach_actions import PLAN_BACK
from bot.core.group.deadlines import MINUTE
from bot.core.group.events import Lead
from bot.core.group.people_actions import TAKE_ZONE
from bot.core.group.screens.view import View
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Screen
from bot.core.solo.promise import ZONES, local, zones_by_time
from bot.core.words import people as words

ABREAST: Final = 4
"""Times in a row."""


def zone_page(view: View, minute: int) -> Screen:
    """Ask what time it is there. minute: since 1970, at which the times on the buttons are right."""
    asked_at = minute * MINUTE
    times = [
        Button(f"{local(asked_at, zone):%H:%M}", Lead(TAKE_ZONE, number=1 + ZONES.index(zone)))
        for zone in zones_by_time(asked_at)
    ]
    rows: Rows = tuple(tuple(times[at : at + ABREAST]) for at in range(0, len(times), ABREAST))
    blocks = (view.title(words.what_time()), view.hint(words.why_time()))
    return Screen(blocks, (*rows, (view.button(words.back(), Lead(PLAN_BACK)),)))
