"""What a coach does to the link of the big screen: make it, replace it, take it back."""

from dataclasses import replace
from typing import Final

from bot.core.group.actions import SCREEN_PAGE, Action, open_console_page
from bot.core.group.coach_context import CoachContext, add_to_log, change_group
from bot.core.group.session import GroupChange, GroupSession, GroupStage
from bot.core.screen.surface import Notice
from bot.core.words import coach_toasts, console, log


def has_big_screen(group: GroupSession) -> bool:
    """Return whether there is a link that opens a group's big screen."""
    return group.big_screen > 0


def open_big_screen(context: CoachContext, action: Action) -> GroupChange:
    """Show the link on the console of whoever acts; it is made if there is none."""
    if has_big_screen(context.group):
        return open_console_page(context, action, SCREEN_PAGE)
    logged = add_to_log(context, log.screen_on())
    on = replace(logged, group=replace(logged.group, big_screen=_next_link(context.group, context.at)))
    return open_console_page(on, action, SCREEN_PAGE)


def renew_link(context: CoachContext, action: Action) -> GroupChange:
    """Make a link in the place of the one before, which opens nothing from now on."""
    is_first = not has_big_screen(context.group)
    made = _next_link(context.group, context.at)
    logged = add_to_log(context, log.screen_on() if is_first else action.log)
    notice = coach_toasts.big_screen_on() if is_first else coach_toasts.new_link()
    return replace(change_group(logged, {"big_screen": made}, ()), notice=Notice(notice))


def turn_screen_off(context: CoachContext, action: Action) -> GroupChange:
    """Take the link back."""
    if not has_big_screen(context.group):
        return GroupChange(notice=Notice(coach_toasts.big_screen_off()))
    off = change_group(add_to_log(context, action.log), {"big_screen": -context.group.big_screen}, ())
    return replace(off, notice=Notice(coach_toasts.big_screen_off()))


def _next_link(group: GroupSession, at: float) -> int:
    """Return when a new link is made: no link of a group was made at the same time, so none is used again."""
    return max(int(at), abs(group.big_screen) + 1)


# --- actions ----------------------------------------------------------------------------
# `coach_actions` declares them.

BIG_SCREEN: Final = Action(90, console.big_screen(), row=9, stages=tuple(GroupStage), handler=open_big_screen)
NEW_LINK: Final = Action(91, console.new_link(), handler=renew_link, log=log.renewed_link())
SCREEN_OFF: Final = Action(92, console.screen_off(), handler=turn_screen_off, log=log.screen_off())
OF_BIG_SCREEN: Final = (BIG_SCREEN, NEW_LINK, SCREEN_OFF)
