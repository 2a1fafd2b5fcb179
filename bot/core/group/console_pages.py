"""The pages of a coach's console: each coach opens and closes their own."""

from typing import Final

from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, change_group
from bot.core.group.session import GroupChange

PLAN_PAGE: Final = "plan"
WHISPER_PAGE: Final = "whispers"
SCREEN_PAGE: Final = "screen"
WALL_PAGE: Final = "wall"


def open_console_page(context: CoachContext, _action: Action, page: str) -> GroupChange:
    """Show a page on the console of whoever acts."""
    return change_group(context, {"pages": {**context.group.pages, context.person: page}}, ())


def close_console_page(context: CoachContext, _action: Action) -> GroupChange:
    """Show the front of the console of whoever acts."""
    left = {coach: page for coach, page in context.group.pages.items() if coach != context.person}
    return change_group(context, {"pages": left}, ())
