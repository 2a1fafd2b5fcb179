"""Every action of a coach, each declared once: the console, the commands and the buttons read this table.

To add one, declare it here. Nothing else has to know of it, except its handler if it needs one.
"""

from functools import partial
from typing import Final

from bot.core.group import coach_moves, coach_tools, plan_moves, stages
from bot.core.group.actions import PLAN_PAGE, Action, close_console_page, has_plan, open_console_page
from bot.core.group.deadlines import can_extend
from bot.core.group.people_actions import ABOUT_PEOPLE
from bot.core.group.privacy.again import has_told
from bot.core.group.screen_actions import OF_BIG_SCREEN
from bot.core.group.session import GroupSession, GroupStage
from bot.core.group.writing_actions import WRITING
from bot.core.words import clock, console, log, planning
from bot.core.words.phrase import Phrase

ACTIONS: Final[dict[int, Action]] = {}
"""Number -> action, in the order of the console's buttons."""


def declare(action: Action) -> Action:
    """Enter an action into the table.

    Raises:
        ValueError: its number is taken.
    """
    if action.number in ACTIONS:
        raise ValueError(f"two actions have the number {action.number}")
    ACTIONS[action.number] = action
    return action


def command_names() -> frozenset[str]:
    """Return the commands of a coach in the group, for when the console is out of reach."""
    return frozenset(name for action in ACTIONS.values() for name in action.commands)


def commanded(name: str, stage: GroupStage) -> Action | None:
    """Return what a command does in a stage; None where it does nothing."""
    return next((each for each in ACTIONS.values() if stage in each.commands.get(name, ())), None)


def planning_action(number: int, minutes: int) -> Action:
    """Return the action that plans so many minutes."""
    return Action(
        number,
        planning.length(minutes),
        row=2,
        stages=(GroupStage.LOBBY,),
        guard=has_plan,
        handler=partial(plan_moves.plan_for, minutes=minutes),
        log=log.planned(),
    )


def _closing(number: int, label: Phrase, why: Phrase, *, does: bool) -> Action:
    fits, handler = partial(_closes_alone, not does), partial(coach_tools.close_alone, does=does)
    return Action(number, label, 10, stages=stages.CAN_PLAN, guard=fits, handler=handler, log=why)


def _closes_alone(does: bool, group: GroupSession, _coach: int) -> bool:  # of a guard
    return group.closes_alone is does


def _as_saved(number: int, at: int) -> Action:
    handler = partial(plan_moves.plan_as_saved, at=at)
    return Action(number, planning.plan(), handler=handler, log=log.planned())


START: Final = declare(
    Action(
        1,
        console.start(),
        row=1,
        trigger=stages.START,
        log=log.started(),
        commands={"next": (GroupStage.LOBBY,)},
    )
)
INVITE: Final = declare(
    Action(21, console.invite(), row=1, stages=(GroupStage.LOBBY,), handler=coach_tools.send_invitation)
)
PLAN_20: Final = declare(planning_action(22, 20))
PLAN_30: Final = declare(planning_action(23, 30))
PLAN_45: Final = declare(planning_action(24, 45))
PLAN_60: Final = declare(planning_action(25, 60))
LENGTHS: Final = (PLAN_20, PLAN_30, PLAN_45, PLAN_60)
RESUME: Final = declare(
    Action(
        12,
        console.resume(),
        row=2,
        trigger=stages.RESUME,
        log=log.resumed(),
        commands={"next": (GroupStage.PAUSED,), "resume": (GroupStage.PAUSED,)},
    )
)
CANCEL: Final = declare(Action(3, console.cancel(), row=3, trigger=stages.CANCEL, log=log.cancelled()))
EXTEND: Final = declare(
    Action(
        9,
        console.extend(),
        row=3,
        stages=(GroupStage.OPEN, GroupStage.CLOSING, GroupStage.TALK),
        guard=lambda group, _: can_extend(group),
        handler=coach_tools.extend,
        log=log.extended(),
    )
)
CLOSE: Final = declare(
    Action(
        2,
        console.close(),
        row=4,
        trigger=stages.CLOSE,
        handler=coach_moves.close_question,
        log=log.closed(),
        commands={"next": (GroupStage.OPEN,), "reveal": (GroupStage.OPEN,)},
    )
)
NUDGE: Final = declare(
    Action(
        10,
        console.nudge(),
        row=4,
        stages=(GroupStage.OPEN,),
        handler=coach_tools.nudge,
        log=log.reminded(),
    )
)
REVOTE: Final = declare(Action(5, console.revote(), row=5, trigger=stages.REVOTE, log=log.asked_again()))
REVEAL: Final = declare(
    Action(
        6,
        console.reveal(),
        row=5,
        trigger=stages.REVEAL,
        log=log.revealed(),
        label_without_totals=console.end_talk(),
        commands={"next": (GroupStage.TALK,), "reveal": (GroupStage.TALK,)},
    )
)
NEXT: Final = declare(
    Action(
        7,
        console.next_step(),
        row=6,
        trigger=stages.NEXT,
        log=log.went_on(),
        commands={"next": (GroupStage.SHOWN, GroupStage.RESULTS)},
    )
)
SKIP: Final = declare(Action(8, console.skip(), row=7, trigger=stages.SKIP, log=log.skipped()))
PAUSE: Final = declare(
    Action(
        11,
        console.pause(),
        row=7,
        trigger=stages.PAUSE,
        log=log.paused(),
        commands={"pause": stages.RUNNING},
    )
)
END: Final = declare(
    Action(
        13,
        console.end(),
        row=13,
        trigger=stages.END,
        handler=coach_moves.end_session,
        log=log.ended(),
        commands={
            "next": (GroupStage.PLAN,),
            "end": (*stages.RUNNING, GroupStage.PAUSED, GroupStage.DETACHED),
        },
    )
)
RETRY: Final = declare(Action(19, console.retry(), row=7, trigger=stages.ATTACH, log=log.retried()))
GENERAL: Final = declare(
    Action(
        20,
        console.general(),
        row=7,
        trigger=stages.ATTACH,
        guard=lambda group, _: group.thread is not None,
        handler=coach_moves.move_to_general,
        log=log.moved_to_general(),
    )
)
IN_PRIVATE: Final = declare(
    Action(
        16,
        console.in_private(),
        row=8,
        stages=(GroupStage.DETACHED,),
        handler=coach_tools.send_to_private,
        log=log.sent_to_private(),
    )
)
OPEN_PLAN: Final = partial(open_console_page, page=PLAN_PAGE)
PLAN: Final = declare(
    Action(26, planning.plan(), row=7, stages=stages.CAN_PLAN, guard=has_plan, handler=OPEN_PLAN)
)
PLAN_BACK: Final = declare(
    Action(27, planning.plan_back(), stages=tuple(GroupStage), handler=close_console_page)
)
PLAN_ALL: Final = declare(
    Action(28, planning.all_questions(), handler=plan_moves.plan_all, log=log.planned_all())
)
TAKE_STEP: Final = declare(Action(29, planning.plan(), handler=plan_moves.take_step))
LEAVE_STEP: Final = declare(Action(30, planning.plan(), handler=plan_moves.leave_step))
RAISE_STEP: Final = declare(Action(31, planning.move_up(), handler=plan_moves.raise_step))
DROP_REST: Final = declare(
    Action(32, planning.drop_rest(), handler=plan_moves.drop_rest, log=log.dropped_rest())
)
SAVE_PLAN: Final = declare(Action(33, planning.save(), handler=plan_moves.save_plan, log=log.saved_plan()))
AS_SAVED: Final = declare(_as_saved(34, 0))
AS_SAVED_2: Final = declare(_as_saved(35, 1))
AS_SAVED_3: Final = declare(_as_saved(36, 2))
SAVED: Final = (AS_SAVED, AS_SAVED_2, AS_SAVED_3)
OTHERS: Final = [declare(action) for action in (*WRITING, *ABOUT_PEOPLE, *OF_BIG_SCREEN)]
WITH_FIGURES: Final = (GroupStage.PAUSED, GroupStage.RESULTS, GroupStage.PLAN, GroupStage.ENDED)
"""The stages in which files are worth sending: there are figures, and nobody waits for the coach."""
CLOSE_ALONE: Final = declare(_closing(41, clock.turn_on(), log.closes_alone(), does=True))
CLOSE_BY_COACH: Final = declare(_closing(42, clock.turn_off(), log.closes_by_coach(), does=False))
TAKE_OVER: Final = declare(
    Action(
        14,
        console.take_over(),
        row=11,
        stages=stages.NOT_ENDED,
        guard=lambda group, coach: coach != group.coach,
        handler=coach_tools.take_over,
        log=log.took_over(),
    )
)
ADD_COACH: Final = declare(Action(15, console.add_coach(), handler=coach_tools.add_coach, log=log.helps()))
FILES: Final = declare(
    Action(17, console.files(), row=12, stages=WITH_FIGURES, handler=coach_tools.send_files)
)
DELETE: Final = declare(
    Action(
        18,
        console.delete(),
        row=12,
        stages=(GroupStage.ENDED,),
        guard=lambda group, _coach: not has_told(group),
        handler=coach_tools.delete_for_good,
        log=log.asked_to_delete(),
    )
)
