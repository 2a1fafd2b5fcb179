"""How a coach says what time it is where the group is: on a page of the console, by tapping a time."""

from dataclasses import replace
from typing import Final

from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, change_group
from bot.core.group.console_pages import page_on_console
from bot.core.group.deadlines import MINUTE
from bot.core.group.session import GroupChange
from bot.core.screen.surface import Notice
from bot.core.solo.promise import ZONE_ASKED, ZONES
from bot.core.words import follow_up, people

ZONE_PAGE: Final = "zone"
"""Times to choose from; the number after it is the minute since 1970 at which they were right."""


def ask_zone(context: CoachContext, _action: Action) -> GroupChange:
    """Show the times that it can be now, a button for each."""
    page = f"{ZONE_PAGE} {int(context.at // MINUTE)}"
    return change_group(context, {"pages": {**context.group.pages, context.person: page}}, ())


def take_group_zone(context: CoachContext, action: Action) -> GroupChange:
    """Take the zone of a tapped time; times that are no longer right are shown again as they are now."""
    page, minute = page_on_console(context.group, context.person)
    place = context.number - 1
    if page != ZONE_PAGE or not 0 <= place < len(ZONES):
        return GroupChange(notice=Notice(follow_up.times_moved_on()))
    if context.at - minute * MINUTE > ZONE_ASKED:
        return replace(ask_zone(context, action), notice=Notice(follow_up.times_moved_on()))
    left = {coach: each for coach, each in context.group.pages.items() if coach != context.person}
    change = change_group(context, {"zone": ZONES[place], "pages": left}, ())
    return replace(change, notice=Notice(people.zone_saved()))
