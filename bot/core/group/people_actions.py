"""The actions of a coach about who takes part, and about the group's time.

`coach_actions` declares them.
"""

from functools import partial
from typing import Final

from bot.core.group import people_moves, zone_moves
from bot.core.group.actions import Action
from bot.core.group.console_pages import PEOPLE_PAGE, PERSON_PAGE, open_console_page
from bot.core.group.session import GroupStage
from bot.core.words import log
from bot.core.words import people as words
from bot.core.words.phrase import Phrase


def _door(number: int, label: Phrase, what: Phrase, *, is_open: bool) -> Action:
    return Action(number, label, handler=partial(people_moves.set_door, is_open=is_open), log=what)


PEOPLE: Final = Action(
    80,
    words.people(),
    row=9,
    stages=tuple(stage for stage in GroupStage if stage is not GroupStage.ENDED),
    handler=partial(open_console_page, page=PEOPLE_PAGE),
)
SHOW_PERSON: Final = Action(81, words.people(), handler=partial(open_console_page, page=PERSON_PAGE))
PUT_OUT: Final = Action(82, words.people(), handler=people_moves.put_out, log=log.put_out())
LET_BACK: Final = Action(83, words.people(), handler=people_moves.let_back, log=log.let_back())
OPEN_DOOR: Final = _door(84, words.open_door(), log.opened_door(), is_open=True)
CLOSE_DOOR: Final = _door(85, words.close_door(), log.closed_door(), is_open=False)
ZONE: Final = Action(86, words.zone(), row=9, stages=tuple(GroupStage), handler=zone_moves.ask_zone)
TAKE_ZONE: Final = Action(87, words.zone(), handler=zone_moves.take_group_zone)

ABOUT_PEOPLE: Final = (PEOPLE, SHOW_PERSON, PUT_OUT, LET_BACK, OPEN_DOOR, CLOSE_DOOR, ZONE, TAKE_ZONE)
