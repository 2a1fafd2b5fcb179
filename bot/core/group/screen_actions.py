"""What a coach can do with the big screen: actions as in `coach_actions`, which declares them."""

from typing import Final

from bot.core.group.actions import Action
from bot.core.group.screen_moves import open_big_screen, renew_link, turn_screen_off
from bot.core.group.session import GroupStage
from bot.core.words import console, log

BIG_SCREEN: Final = Action(90, console.big_screen(), row=9, stages=tuple(GroupStage), handler=open_big_screen)
NEW_LINK: Final = Action(91, console.new_link(), handler=renew_link, log=log.renewed_link())
SCREEN_OFF: Final = Action(92, console.screen_off(), handler=turn_screen_off, log=log.screen_off())
OF_BIG_SCREEN: Final = (BIG_SCREEN, NEW_LINK, SCREEN_OFF)
