"""The message in a coach's private chat in which a question of their own is written."""

from bot.core.dialog.question import Level
from bot.core.group.actions import Action
from bot.core.group.events import Lead
from bot.core.group.own_moves import can_plan
from bot.core.group.own_sketch import FEWEST_ANSWERS, MOST_ANSWERS, Lacks, Sketch
from bot.core.group.screens.view import View, filled
from bot.core.group.writing_actions import (
    ADD_OWN,
    ASK_OWN_NEXT,
    CHANGE_ANSWERS,
    CHANGE_ASK,
    CONTINUE_OWN,
    DISCARD_OWN,
    SAVE_OWN,
    TELL_COUNTED,
    TELL_EXACTLY,
)
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen
from bot.core.words import group_steps
from bot.core.words import own_questions as words
from bot.core.words.lines import bullets


def own_question_screen(view: View, coach: int) -> Screen:
    """Show what is missing of a question, or all of it."""
    sketch = view.group.sketches.get(coach)
    if sketch is None or coach not in view.group.coaches:
        return Screen((view.block(words.nothing_open()),))
    place = view.group.title
    title = view.title(words.title(place) if place else words.title_without_name())
    written = (Block(sketch.ask), Block(bullets(sketch.answers)))
    if sketch.asleep:
        rows: Rows = ((_button(view, CONTINUE_OWN), _button(view, DISCARD_OWN)),)
        return Screen(filled((title, *written, view.hint(words.on_hold()))), rows)
    cancel = view.button(words.cancel(), Lead(DISCARD_OWN))
    match sketch.lacks:
        case Lacks.ASK:
            asked = (title, Block(sketch.ask), view.block(words.write_ask()), view.hint(words.what_it_is()))
            return Screen(filled(asked), ((cancel,),), takes_text=True)
        case Lacks.ANSWERS:
            how = words.write_answers(FEWEST_ANSWERS, MOST_ANSWERS)
            blocks = (title, *written, view.block(how), view.hint(words.put_alike_together()))
            return Screen(filled(blocks), ((_button(view, CHANGE_ASK), cancel),), takes_text=True)
        case Lacks.LEVEL:
            blocks = (title, *written, view.block(words.choose_level()), view.hint(words.which_level()))
            return Screen(filled(blocks), (*_levels(view), (cancel,)))
    return _whole(view, sketch, title)


def _whole(view: View, sketch: Sketch, title: Block) -> Screen:
    if sketch.instead_of:
        return _changed(view, sketch, title)
    is_open = sketch.level is Level.OPEN
    level = group_steps.level_open() if is_open else group_steps.level_counted()
    way = words.ready() if can_plan(view.group) else words.too_late()
    blocks = (title, Block(sketch.ask), Block(bullets(sketch.answers)), view.hint(level), view.hint(way))
    add: Rows = ((_button(view, ADD_OWN), _button(view, ASK_OWN_NEXT)),) if can_plan(view.group) else ()
    other = _button(view, TELL_COUNTED if is_open else TELL_EXACTLY)
    change = (_button(view, CHANGE_ASK), _button(view, CHANGE_ANSWERS))
    return Screen(blocks, (*add, change, (other,), (_button(view, DISCARD_OWN),)))


def _changed(view: View, sketch: Sketch, title: Block) -> Screen:
    """Show a question that is in the session already, and is being changed."""
    is_open = sketch.level is Level.OPEN
    level = group_steps.level_open() if is_open else group_steps.level_counted()
    way = view.hint(words.ready_to_save())
    blocks = (title, Block(sketch.ask), Block(bullets(sketch.answers)), view.hint(level), way)
    change = (_button(view, CHANGE_ASK), _button(view, CHANGE_ANSWERS))
    other = (_button(view, TELL_COUNTED if is_open else TELL_EXACTLY),)
    last = (_button(view, SAVE_OWN), view.button(words.leave_as_it_was(), Lead(DISCARD_OWN)))
    return Screen(blocks, (change, other, last))


def _levels(view: View) -> Rows:
    return (_button(view, TELL_EXACTLY),), (_button(view, TELL_COUNTED),)


def _button(view: View, action: Action) -> Button:
    return view.button(action.label, Lead(action))
