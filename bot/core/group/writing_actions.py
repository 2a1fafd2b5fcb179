"""The actions of a coach about what is written: own questions, words to the coach, lines of the wall.

`coach_actions` declares them.
"""

from functools import partial
from typing import Final

from bot.core.dialog.question import Level
from bot.core.group import own_moves, whisper_moves
from bot.core.group.actions import WALL_PAGE, WHISPER_PAGE, Action, has_plan, open_console_page
from bot.core.group.own_sketch import Lacks
from bot.core.group.stages import CAN_PLAN
from bot.core.words import log, own_steps, whispers
from bot.core.words import own_questions as words

OWN_QUESTION: Final = Action(
    60,
    words.own_question(),
    row=8,
    stages=CAN_PLAN,
    guard=has_plan,
    handler=own_moves.open_sketch,
)
# Their buttons are in the coach's own message, and good wherever the group stands.
CONTINUE_OWN: Final = Action(61, words.go_on(), handler=own_moves.open_sketch, anytime=True)
CHANGE_ASK: Final = Action(
    62, words.change_ask(), handler=partial(own_moves.change_sketch, again=Lacks.ASK), anytime=True
)
CHANGE_ANSWERS: Final = Action(
    63, words.change_answers(), handler=partial(own_moves.change_sketch, again=Lacks.ANSWERS), anytime=True
)
TELL_EXACTLY: Final = Action(
    64, words.exactly(), handler=partial(own_moves.choose_level, level=Level.OPEN), anytime=True
)
TELL_COUNTED: Final = Action(
    65, words.counted(), handler=partial(own_moves.choose_level, level=Level.COUNTED), anytime=True
)
ADD_OWN: Final = Action(
    66,
    words.add(),
    handler=partial(own_moves.add_question, is_next=False),
    log=log.added_question(),
    anytime=True,
)
ASK_OWN_NEXT: Final = Action(
    67,
    words.ask_next(),
    handler=partial(own_moves.add_question, is_next=True),
    log=log.added_question(),
    anytime=True,
)
DISCARD_OWN: Final = Action(68, words.discard(), handler=own_moves.discard_sketch, anytime=True)
EDIT_OWN: Final = Action(73, words.own_question(), handler=own_moves.edit_question)
SAVE_OWN: Final = Action(
    74, words.save(), handler=own_moves.save_question, log=log.changed_question(), anytime=True
)
READ_WHISPERS: Final = Action(
    69, whispers.words_to_you(), handler=partial(open_console_page, page=WHISPER_PAGE)
)
PUT_TO_GROUP: Final = Action(
    70, whispers.words_to_you(), handler=whisper_moves.put_to_group, log=log.put_word_to_group()
)
SET_ASIDE: Final = Action(71, whispers.words_to_you(), handler=whisper_moves.drop_whisper)
READ_WALL: Final = Action(100, own_steps.page(), handler=partial(open_console_page, page=WALL_PAGE))
TAKE_OFF: Final = Action(101, own_steps.page(), handler=own_moves.take_off, log=log.took_off())
MUTE_WRITER: Final = Action(72, whispers.words_to_you(), handler=whisper_moves.mute_writer)

WRITING: Final = (
    OWN_QUESTION,
    CONTINUE_OWN,
    CHANGE_ASK,
    CHANGE_ANSWERS,
    TELL_EXACTLY,
    TELL_COUNTED,
    ADD_OWN,
    ASK_OWN_NEXT,
    DISCARD_OWN,
    EDIT_OWN,
    SAVE_OWN,
    READ_WHISPERS,
    PUT_TO_GROUP,
    SET_ASIDE,
    MUTE_WRITER,
    READ_WALL,
    TAKE_OFF,
)
