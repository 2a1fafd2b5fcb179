"""The pages of a coach's console: each coach opens and closes their own."""

from typing import Final

from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, change_group
from bot.core.group.session import GroupChange, GroupSession

PLAN_PAGE: Final = "plan"
WHISPER_PAGE: Final = "whispers"
SCREEN_PAGE: Final = "screen"
WALL_PAGE: Final = "wall"
PEOPLE_PAGE: Final = "people"
"""All names; the number after it says how many stand on the pages before."""
PERSON_PAGE: Final = "person"
"""One of them; the number after it is a seat."""


def open_console_page(context: CoachContext, _action: Action, page: str) -> GroupChange:
    """Show a page on the console of whoever acts. Where it is about something, the number of that follows."""
    number = f" {context.number}" if context.number else ""
    return change_group(context, {"pages": {**context.group.pages, context.person: page + number}}, ())


def close_console_page(context: CoachContext, _action: Action) -> GroupChange:
    """Show the front of the console of whoever acts."""
    left = {coach: page for coach, page in context.group.pages.items() if coach != context.person}
    return change_group(context, {"pages": left}, ())


def page_on_console(group: GroupSession, coach: int) -> tuple[str, int]:
    """Return the page that a coach's console shows, "" for its front, and the number that it is about."""
    page, _, number = group.pages.get(coach, "").partition(" ")
    return page, int(number) if number.isdecimal() else 0
