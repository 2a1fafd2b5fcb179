import random
from dataclasses import replace

import pytest

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group import agenda
from bot.core.group import events as group_events
from bot.core.group.coach_actions import ACTIONS
from bot.core.group.events import GroupEvent
from bot.core.group.session import GroupSession
from bot.core.group.status import lead_stamp, stamp
from bot.core.screen.button import Event
from bot.core.solo import events
from bot.core.solo.session import Session
from bot.platforms.telegram.buttons import AboutChat, Codec, Packed
from bot.platforms.telegram.group_buttons import (
    BODY,
    BODY_BY_PLACE,
    GROUP_EVENTS,
    LEAD,
    MEMBER_EVENTS,
    OF_GROUP,
    OF_GROUP_BY_PLACE,
    PackedAction,
    PackedChoice,
    PackedInGroup,
    PackedMemberEvent,
    sign,
    unpack,
    unpack_by_place,
)
from tests.example import dog

CODEC = Codec((b"k" * 32,))
GROUP_CHAT, OTHER_CHAT, COACH = -1_001_234_567_890, -1_001_234_567_891, 4_000_000_001
DOG = dog()
GROUP = GroupSession(
    2**63 - 1,
    GROUP_CHAT,
    None,
    "Team",
    DOG.id,
    DOG.logic_hash,
    COACH,
    "Cora",
    step=3,
    round=2,
    revision=70_000,
)
SESSION = Session(7, COACH, COACH, DOG.id, DOG.logic_hash)
QUESTION = agenda.question_ids(DOG)[0]

OF_MEMBERS: tuple[GroupEvent, ...] = (
    group_events.Join(),
    group_events.Terms(),
    group_events.Choose(QUESTION, agenda.choices(DOG.questions[QUESTION])[0]),
    group_events.Mine(3),
    group_events.Why(2),
    group_events.Keep(),
    group_events.InPrivate(),
    group_events.MyResult(),
    group_events.HowComputed(),
    group_events.MyStep(),
    group_events.Share(),
    group_events.WriteWhisper(),
    group_events.SendWhisper(),
    group_events.ChangeWhisper(),
    group_events.DropWhisper(),
    group_events.WriteStep(),
    group_events.ShowStep(),
    group_events.KeepStep(),
)
OF_COACHES: tuple[group_events.Lead, ...] = tuple(group_events.Lead(action) for action in ACTIONS.values())


def tapped(event: GroupEvent, chat: int = GROUP_CHAT) -> Packed:
    """What comes back of a button of the group."""
    return CODEC.decode(CODEC.encode(event, chat, GROUP, DOG), chat)


def chosen(event: GroupEvent) -> PackedChoice:
    """What comes back of a button that answers a question."""
    packed = tapped(event)
    assert isinstance(packed, PackedChoice)
    return packed


def test_every_event_of_a_group_is_tried_here() -> None:
    assert {type(event) for event in OF_MEMBERS} == set(MEMBER_EVENTS.values())
    assert {type(event) for event in (*OF_MEMBERS, *OF_COACHES)} == set(GROUP_EVENTS.values())


@pytest.mark.parametrize("event", OF_MEMBERS, ids=lambda event: type(event).__name__)
def test_a_members_button_comes_back_with_the_step_and_round(event: GroupEvent) -> None:
    packed = tapped(event)

    assert isinstance(packed, PackedChoice | PackedMemberEvent)
    assert (packed.group, packed.stamp) == (GROUP.id, stamp(GROUP))
    assert (packed.event(DOG) if isinstance(packed, PackedChoice) else packed.event) == event


@pytest.mark.parametrize("event", OF_COACHES, ids=str)
def test_a_coachs_button_comes_back_with_the_stamp_of_coaches(event: group_events.Lead) -> None:
    assert tapped(event, COACH) == PackedAction(GROUP.id, lead_stamp(GROUP), event.action)


@pytest.mark.parametrize("question", [each for step in agenda.agenda(DOG) for each in step.questions])
def test_every_choice_of_every_question_of_the_agenda_comes_back(question: Question) -> None:
    wanted = [group_events.Choose(question.id, choice) for choice in agenda.choices(question)]

    assert [chosen(each).event(DOG) for each in wanted] == wanted


def test_every_button_of_a_group_is_as_long_as_every_other() -> None:
    assert {len(CODEC.encode(each, GROUP_CHAT, GROUP, DOG)) for each in (*OF_MEMBERS, *OF_COACHES)} == {40}


def test_the_order_of_a_dialogs_parts_does_not_matter() -> None:
    turned = replace(DOG, questions=dict(reversed(list(DOG.questions.items()))))
    choice = group_events.Choose(QUESTION, agenda.choices(DOG.questions[QUESTION])[0])

    assert chosen(choice).event(turned) == choice


@pytest.mark.parametrize(
    "signs",
    [(sign("unheard_of"), sign("yes")), (sign(QUESTION), sign("unheard_of"))],
    ids=["no such question", "no such choice"],
)
def test_a_choice_that_the_dialog_does_not_have_means_nothing(signs: tuple[int, int]) -> None:
    assert PackedChoice(1, 0, signs).event(DOG) is None


def test_a_button_keeps_its_meaning_when_questions_and_options_are_added() -> None:
    question = DOG.questions[QUESTION]
    choice = group_events.Choose(QUESTION, agenda.choices(question)[-1])
    first = {"aa": replace(next(iter(question.options.values())), id="aa")}
    longer = replace(question, options={**first, **question.options})
    changed = replace(DOG, questions={"aa": replace(question, id="aa"), **DOG.questions, QUESTION: longer})

    assert chosen(choice).event(changed) == choice


@pytest.mark.parametrize(
    ("number", "packed"),
    [
        (3, PackedChoice(1, 0, (0, 0))),
        (1, PackedMemberEvent(1, 0, group_events.Join())),
        (31, None),
        (LEAD, None),
    ],
    ids=["a choice", "joining", "an unknown number", "an unknown action"],
)
def test_only_a_choice_needs_the_dialog(number: int, packed: PackedInGroup | None) -> None:
    assert unpack(BODY.pack(OF_GROUP, 1, 0, number, 0, 0)) == packed


@pytest.mark.parametrize("at", range(len(agenda.question_ids(DOG))))
def test_buttons_of_an_earlier_program_are_read(at: int) -> None:
    question = agenda.question_of(DOG, agenda.question_ids(DOG)[at])
    assert question is not None
    last = len(agenda.choices(question)) - 1

    choice = unpack_by_place(BODY_BY_PLACE.pack(OF_GROUP_BY_PLACE, 90, 5, 3, at, last))
    result = unpack_by_place(BODY_BY_PLACE.pack(OF_GROUP_BY_PLACE, 90, 5, 8, 0, 0))

    assert isinstance(choice, PackedChoice)
    assert choice.event(DOG) == group_events.Choose(question.id, agenda.choices(question)[last])
    assert result == PackedMemberEvent(90, 5, group_events.MyResult())


def test_a_button_of_one_group_is_none_in_another() -> None:
    data = CODEC.encode(group_events.Join(), GROUP_CHAT, GROUP, DOG)

    assert CODEC.decode(data, OTHER_CHAT) is None


def test_no_varied_button_of_a_group_is_ever_taken() -> None:
    dice = random.Random(7)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    genuine = [CODEC.encode(event, GROUP_CHAT, GROUP, DOG) for event in (*OF_MEMBERS, *OF_COACHES)]
    taken = []

    for _ in range(10_000):
        data = dice.choice(genuine)
        at = dice.randrange(len(data))
        varied = data[:at] + dice.choice(alphabet.replace(data[at], "")) + data[at + 1 :]
        taken += [varied] if CODEC.decode(varied, GROUP_CHAT) is not None else []

    assert taken == []


@pytest.mark.parametrize("event", [group_events.Coach(DOG.id), group_events.Coach("a-dialog-of-16ch")])
def test_the_button_that_makes_a_coach_is_one_of_the_chat(event: AboutChat) -> None:
    data = CODEC.encode(event, GROUP_CHAT)

    tap = CODEC.decode(data, GROUP_CHAT)

    assert tap == event


@pytest.mark.parametrize(
    ("event", "subject", "dialog"),
    [
        (group_events.Join(), None, DOG),
        (group_events.Join(), SESSION, DOG),
        (events.Begin(), GROUP, DOG),
        (group_events.Choose(QUESTION, "unheard_of"), GROUP, DOG),
        (group_events.Choose("unheard_of", "yes"), GROUP, DOG),
        (group_events.Choose(QUESTION, "yes"), GROUP, None),
    ],
    ids=["no group", "a session", "an event of a session", "no such choice", "no such question", "no dialog"],
)
def test_what_fits_no_button_of_a_group_is_refused(
    event: Event, subject: Session | GroupSession | None, dialog: Dialog | None
) -> None:
    with pytest.raises(ValueError, match="button"):
        CODEC.encode(event, GROUP_CHAT, subject, dialog)
