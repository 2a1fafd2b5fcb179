"""What a coach does to a question of their own: write it, change it, plan it or throw it away;
and to a line that somebody wrote for the wall."""

from dataclasses import replace

from bot.core.dialog.question import Level
from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, GroupFields, add_to_log, change_group
from bot.core.group.own_question import MOST_OWN, OwnQuestion, repeats_dialog, with_own
from bot.core.group.own_results import say
from bot.core.group.own_sketch import Lacks, Sketch, write
from bot.core.group.own_step import without_own
from bot.core.group.plan import ask_next, is_to_come, take_in
from bot.core.group.session import GroupChange, GroupSession, GroupStage
from bot.core.group.stages import CAN_PLAN
from bot.core.group.status import board
from bot.core.group.wall import own_lines
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice, Role, ShowGroup
from bot.core.words import own_questions as words
from bot.core.words import own_steps
from bot.core.words.phrase import Phrase


def can_plan(group: GroupSession) -> bool:
    """Return whether a question can be added: a session of an older version has no plan."""
    return bool(group.plan) and group.rests_at in CAN_PLAN


def open_sketch(context: CoachContext, _action: Action) -> GroupChange:
    """Begin to write a question, or go on, in a new message."""
    sketch = context.group.sketches.get(context.person, Sketch())
    if len(context.group.own) >= MOST_OWN and not sketch.instead_of:
        return GroupChange(notice=Notice(words.enough(MOST_OWN), alert=True))
    return _with_sketch(context, replace(sketch, asleep=False), words.write_below(), below=True)


def change_sketch(context: CoachContext, _action: Action, again: Lacks) -> GroupChange:
    """Write the question, or its answers, once more."""
    sketch = context.group.sketches.get(context.person)
    if sketch is None:
        return _gone(context)
    return _with_sketch(context, replace(sketch, again=again, asleep=False), words.write_below(), below=True)


def choose_level(context: CoachContext, _action: Action, level: Level) -> GroupChange:
    """Say how exactly the totals are shown."""
    sketch = context.group.sketches.get(context.person)
    return _gone(context) if sketch is None else _with_sketch(context, replace(sketch, level=level))


def discard_sketch(context: CoachContext, _action: Action) -> GroupChange:
    """Throw away what was written."""
    return replace(_with_sketch(context, None), notice=Notice(words.discarded()))


def add_question(context: CoachContext, action: Action, *, is_next: bool) -> GroupChange:
    """Put the question into the plan: behind the other questions, or as the next one."""
    group, sketch = context.group, context.group.sketches.get(context.person)
    own = None if sketch is None else sketch.question
    if own is None:
        return _gone(context)
    if any(each.id == own.id for each in group.own):
        return GroupChange(notice=Notice(words.already_there(), alert=True))
    if repeats_dialog(context.dialog, own):
        return GroupChange(notice=Notice(words.dialog_asks_it(), alert=True))
    if len(group.own) >= MOST_OWN:
        return GroupChange(notice=Notice(words.enough(MOST_OWN), alert=True))
    if not can_plan(group):
        return GroupChange(notice=Notice(words.too_late(), alert=True))
    more = replace(group, own=(*group.own, own))
    dialog = with_own(context.dialog, more.own)
    planned = (ask_next if is_next else take_in)(dialog, more, own.id)
    added = add_to_log(replace(context, dialog=dialog, group=planned), action.log)
    change = _with_sketch(added, None)
    notice = Notice(words.comes_next() if is_next else words.added())
    return replace(change, show=(*change.show, *board()), notice=notice)


def edit_question(context: CoachContext, _action: Action) -> GroupChange:
    """Change a question that is there, as long as nobody was asked it; a change that was begun goes on."""
    sketch = context.group.sketches.get(context.person)
    if sketch is not None and sketch.ask and sketch.instead_of != context.about:
        return GroupChange(notice=Notice(words.finish_first(), alert=True))
    own = next((each for each in context.group.own if each.id == context.about), None)
    if own is None or not is_to_come(context.dialog, context.group, own.id):
        return GroupChange(notice=Notice(_why_not(context, context.about), alert=True))
    again = Sketch(own.ask, own.options, own.level, instead_of=own.id)
    if sketch is not None and sketch.instead_of == own.id:
        again = replace(sketch, asleep=False)
    return _with_sketch(context, again, words.edit_below(), below=True)


def save_question(context: CoachContext, action: Action) -> GroupChange:
    """Put the changed question where it was; where that cannot be changed any more, it becomes a new one."""
    group, sketch = context.group, context.group.sketches.get(context.person)
    own = None if sketch is None else sketch.question
    if sketch is None or own is None:
        return _gone(context)
    before = sketch.instead_of
    if not (can_plan(group) and is_to_come(context.dialog, group, before)):
        late = _with_sketch(context, replace(sketch, instead_of=""))
        return replace(late, notice=Notice(_why_not(context, before), alert=True))
    if any(each.id == own.id != before for each in group.own):
        return GroupChange(notice=Notice(words.already_there(), alert=True))
    if repeats_dialog(context.dialog, own):
        return GroupChange(notice=Notice(words.dialog_asks_it(), alert=True))
    saved = add_to_log(replace(context, group=_exchange(group, before, own)), action.log)
    change = _with_sketch(saved, None)
    return replace(change, show=(*change.show, *board()), notice=Notice(words.saved()))


def _why_not(context: CoachContext, name: str) -> Phrase:
    """Say why a question cannot be changed."""
    if all(each.id != name for each in context.group.own):
        return words.changed_by_another()
    return words.asked_already() if can_plan(context.group) else words.too_late()


# --- what is typed --------------------------------------------------------------------------


def write_sketch(context: CoachContext, text: str) -> GroupChange:
    """Take a typed text into the sketch of whoever typed it; nothing where it waits for none."""
    sketch = context.group.sketches.get(context.person)
    if sketch is None or not sketch.takes_text:
        return GroupChange()
    after = write(sketch, text)
    if isinstance(after, Sketch):
        return _with_sketch(context, after, below=True)
    problem = (context.person, None, Screen((Block(context.words(after)),)))
    return GroupChange(show=(_message(context, below=True),), tell=(problem,))


def put_sketch_aside(context: CoachContext) -> GroupChange:
    """Let what is typed next be for something else."""
    sketch = context.group.sketches.get(context.person)
    if sketch is None or not sketch.takes_text:
        return GroupChange()
    return _with_sketch(context, replace(sketch, asleep=True))


# --- parts ----------------------------------------------------------------------------------


def _with_sketch(
    context: CoachContext, sketch: Sketch | None, notice: Phrase | None = None, *, below: bool = False
) -> GroupChange:
    others = {person: each for person, each in context.group.sketches.items() if person != context.person}
    sketches: GroupFields = {"sketches": others if sketch is None else {**others, context.person: sketch}}
    change = change_group(context, sketches, (_message(context, below=below),))
    return change if notice is None else replace(change, notice=Notice(notice))


def _exchange(group: GroupSession, before: str, own: OwnQuestion) -> GroupSession:
    """Return the group with a question in the place of another one of that id, here and in its plans."""
    plan, kept = (
        tuple(own.id if name == before else name for name in names) for names in (group.plan, group.kept)
    )
    changed = tuple(own if each.id == before else each for each in group.own)
    return replace(group, own=changed, plan=plan, kept=kept)


def _gone(context: CoachContext) -> GroupChange:
    return GroupChange(show=(_message(context),), notice=Notice(words.nothing_to_add()))


def _message(context: CoachContext, *, below: bool = False) -> ShowGroup:
    person = context.person
    return ShowGroup(Role.OWN_QUESTION, str(person), person, below=below)


# --- the wall ---------------------------------------------------------------------------


def take_off(context: CoachContext, action: Action) -> GroupChange:
    """Take a line off the wall, and tell whoever wrote it in private, where that can be."""
    lines = own_lines(context.group, context.seats)
    found = next((each for each in lines if each.name == context.about), None)
    if found is None:
        return say(own_steps.gone())
    writer = found.seat.member.person
    written = (ShowGroup(Role.OWN_STEP, str(writer), writer),) if found.seat.is_known else ()
    change = change_group(add_to_log(context, action.log), {}, (ShowGroup(Role.WALL), *written))
    off = replace(change, seats=(without_own(found.seat),), notice=Notice(own_steps.taken_off()))
    if not found.seat.is_known:
        return replace(off, notice=Notice(own_steps.taken_off_untold()))
    told = [own_steps.off_the_wall(context.group.title, found.text)]
    if context.group.stands_at is GroupStage.PLAN:
        told.append(own_steps.another_step())
    screen = Screen(tuple(Block(context.words(each)) for each in told))
    return replace(off, tell=((writer, None, screen),))
