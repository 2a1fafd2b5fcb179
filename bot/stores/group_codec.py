"""Encode and decode groups and their members as columns, with a body of compact JSON; see `codec`."""

import json
from dataclasses import astuple, fields
from functools import lru_cache
from typing import Any, Final

from bot.core.group.log_before import read_old_line, read_old_name
from bot.core.group.session import K_MIN, Entry, GroupSession, GroupStage, Member, Pending
from bot.core.group.step_times import USUAL, StepTimes
from bot.core.words.phrase import Phrase, verbatim
from bot.stores.codec import (
    UnknownPhrase,
    Wrong,
    as_text,
    complaint,
    decode_phrase,
    dumps,
    encode_phrase,
    exactly,
    nothing_left,
    number,
    one_of,
    optional,
    parse_object,
    read_answers,
    stored_answers,
)
from bot.stores.figure_codec import of_length, read_figure, read_words, stored_figure
from bot.stores.own_codec import read_own, read_sketches, stored_own, stored_sketch
from bot.stores.unreadable import ItemKind
from bot.stores.whisper_codec import read_to_coach, stored_to_coach

GROUP_COLUMNS: Final = (
    "group_sessions.id, group_sessions.chat, group_sessions.thread, group_sessions.dialog_id,"
    " group_sessions.logic_hash, group_sessions.coach, group_sessions.stage, group_sessions.deadline,"
    " group_sessions.revision, group_sessions.body"
)
"""The columns a group is decoded from, in the order of `decode_group`."""
MEMBER_COLUMNS: Final = "members.group_session, members.seat, members.person, members.session, members.body"
"""The columns a member is decoded from, in the order of `decode_member`."""

_STAGES: Final = {stage.value: stage for stage in GroupStage}
_PENDING: Final = {pending.value: pending for pending in Pending}
_PLAIN: Final = ("place", "coach_name", "step", "round", "k", "closes_at", "looked", "acted_at", "away")
_REST: Final = (
    *("was_paused", "reminded", "late", "clock", "looks_at", "closes_alone", "big_screen"),
    *("lets_in", "topic", "zone", "took_part"),
)
_NAMES: Final = ("shown", "plan", "parked", "kept")
_OWN: Final = ("own", "offered_own")
_FLAGS: Final = ("says_levels", "away", "was_paused", "closes_alone")
_COUNTS: Final = {
    "step": -1,
    "round": 1,
    "k": K_MIN,
    "looked": 0,
    "reminded": 0,
    "clock": 0,
    "big_screen": 0,
    "took_part": 0,
}
_DEFAULTS: Final = {
    "place": "",
    "coach_name": "",
    **{field.name: field.default for field in fields(GroupSession) if field.name in (*_PLAIN[2:], *_REST)},
}


# --- groups -----------------------------------------------------------------------------


def encode_group(group: GroupSession) -> str:
    """Encode what of a group has no column."""
    body: dict[str, object] = {
        name: value for name in (*_PLAIN, *_REST) if (value := getattr(group, name)) != _DEFAULTS[name]
    }
    rest = {
        "co_coaches": {str(person): name for person, name in group.co_coaches.items()},
        "before": None if group.before is None else group.before.value,
        "pending": None if group.pending is None else group.pending.value,
        "taken": [stored_figure(figure) for figure in group.taken],
        **{name: list(getattr(group, name)) for name in _NAMES},
        "pages": {str(coach): page for coach, page in group.pages.items()},
        "offered": {name: list(plan) for name, plan in group.offered.items()},
        **{name: [stored_own(each) for each in getattr(group, name)] for name in _OWN},
        "sketches": {str(coach): stored_sketch(sketch) for coach, sketch in group.sketches.items()},
        "wall": [encode_phrase(each) for each in group.wall],
        "says_levels": group.says_levels,
        "step_times": [] if group.step_times == USUAL else [*astuple(group.step_times)],
        "log": [_line(entry) for entry in group.log],
    }
    return dumps(body | {name: value for name, value in rest.items() if value})


# Most taps leave a group and all other seats as they are, and each row is read twice: to decide, to render.
@lru_cache(maxsize=64, typed=True)
def decode_group(
    id: int,  # noqa: A002 - the names are those of the columns and of GroupSession
    chat: int,
    thread: int | None,
    dialog_id: str,
    logic_hash: str,
    coach: int,
    stage: str,
    deadline: float | None,
    revision: int,
    body: str,
) -> GroupSession:
    """Decode a group from its columns.

    Raises:
        UnreadableRow: this version does not know the stage, or something in the body.
    """
    try:
        rest = parse_object(body)
        rest.pop("is_planning", None)  # older consoles all showed the plan together
        group = GroupSession(
            id=id,
            chat=chat,
            thread=thread,
            dialog_id=as_text(dialog_id, "dialog"),
            logic_hash=as_text(logic_hash, "dialog version"),
            coach=coach,
            stage=one_of(_STAGES, stage, "stage"),
            deadline=deadline,
            revision=revision,
            **_state(rest),
        )
        nothing_left(rest, "body")
    except Wrong as wrong:
        raise complaint(f"group {id}", wrong, ItemKind.GROUP, id) from None
    return group


def _state(rest: dict[str, object]) -> dict[str, Any]:
    """Decode the fields of a group that are in its body, and remove them from it."""
    times = {name: rest.pop(name, None) for name in ("closes_at", "looks_at")}
    before, pending = rest.pop("before", None), rest.pop("pending", None)
    return {
        **{name: exactly(str, rest.pop(name, ""), name) for name in ("place", "coach_name", "topic")},
        "co_coaches": _people(rest.pop("co_coaches", {}), "co_coaches"),
        "pages": _people(rest.pop("pages", {}), "pages"),
        "before": None if before is None else one_of(_STAGES, before, "before"),
        "pending": None if pending is None else one_of(_PENDING, pending, "pending"),
        **{name: exactly(int, rest.pop(name, usual), name) for name, usual in _COUNTS.items()},
        "taken": tuple(read_figure(each) for each in exactly(list, rest.pop("taken", []), "taken")),
        **{name: read_words(rest.pop(name, []), name) for name in _NAMES},
        "offered": _plans(rest.pop("offered", {})),
        **{name: tuple(map(read_own, exactly(list, rest.pop(name, []), name))) for name in _OWN},
        "sketches": read_sketches(rest.pop("sketches", {})),
        "wall": tuple(_known(each, "wall") for each in exactly(list, rest.pop("wall", []), "wall")),
        **{name: exactly(bool, rest.pop(name, False), name) for name in _FLAGS},
        **{name: None if at is None else number(at, name) for name, at in times.items()},
        "zone": optional(int, rest.pop("zone", None), "zone"),
        "step_times": _step_times(rest.pop("step_times", [*astuple(USUAL)])),
        "lets_in": exactly(bool, rest.pop("lets_in", True), "lets_in"),
        **{name: number(rest.pop(name, 0.0), name) for name in ("acted_at", "late")},
        "log": tuple(_entry(each) for each in exactly(list, rest.pop("log", []), "log")),
    }


def _step_times(raw: object) -> StepTimes:
    return StepTimes(*(exactly(int, seconds, "step_times") for seconds in of_length(3, raw, "step_times")))


def _line(entry: Entry) -> list[object]:
    return [entry.at, entry.who, encode_phrase(entry.what), *([entry.person] if entry.person else [])]


def _known(raw: object, where: str) -> Phrase:
    """Return a phrase; a line that this version does not have is left as an ellipsis, the group stays."""
    try:
        return decode_phrase(raw, where)
    except UnknownPhrase:
        return verbatim("…")


def _entry(raw: object) -> Entry:
    parts = exactly(list, raw, "log")
    at, who, what, person = parts if len(parts) == 4 else (*of_length(3, parts, "log"), 0)
    phrase = read_old_line(what) if isinstance(what, str) else _known(what, "log")
    return read_old_name(
        Entry(number(at, "log"), exactly(str, who, "log"), phrase, exactly(int, person, "log"))
    )


def _people(raw: object, where: str) -> dict[int, str]:
    """Return what is stored for each of some people."""
    stored = exactly(dict, raw, where)
    try:
        return {int(person): exactly(str, each, where) for person, each in stored.items()}
    except ValueError:
        raise Wrong(f"{where}: not a person") from None


def _plans(raw: object) -> dict[str, tuple[str, ...]]:
    return {name: read_words(plan, "offered") for name, plan in exactly(dict, raw, "offered").items()}


# --- members ----------------------------------------------------------------------------


def encode_member(member: Member) -> str:
    """Encode what of a member has no column.

    Raises:
        TypeError: an answer is of a type that no question produces.
    """
    rest = {
        "name": member.name or None,
        "here": None if member.here else False,
        "private": member.private or None,
        "given": stored_answers(member.given) or None,
        "shared_with": member.shared_with or None,
        "outside": member.outside or None,
        "to_coach": stored_to_coach(member.to_coach) or None,
        "is_barred": member.is_barred or None,
        "is_remote": member.is_remote or None,
        "checks": list(member.checks) or None,
        "tapped": None if member.tapped == ("", 0.0) else list(member.tapped),
    }
    return dumps({name: value for name, value in rest.items() if value is not None})


@lru_cache(maxsize=1024, typed=True)
def decode_member(group: int, seat: int, person: int, session: int, body: str) -> Member:
    """Decode a member from their columns.

    Raises:
        UnreadableRow: this version does not know something in the body.
    """
    try:
        rest = parse_object(body)
        rest.pop("shared", None)  # older rows do not say with whom: members have to share again
        what, when = of_length(2, rest.pop("tapped", ["", 0.0]), "tapped")
        member = Member(
            group=group,
            person=person,
            name=exactly(str, rest.pop("name", ""), "name"),
            session=session,
            seat=seat,
            here=exactly(bool, rest.pop("here", True), "here"),
            private=exactly(bool, rest.pop("private", False), "private"),
            given=read_answers(rest.pop("given", None), "given"),
            shared_with=exactly(int, rest.pop("shared_with", 0), "shared_with"),
            outside=exactly(bool, rest.pop("outside", False), "outside"),
            to_coach=read_to_coach(rest.pop("to_coach", {})),
            checks=tuple(
                exactly(int, each, "checks") for each in exactly(list, rest.pop("checks", []), "checks")
            ),
            is_barred=exactly(bool, rest.pop("is_barred", False), "is_barred"),
            is_remote=exactly(bool, rest.pop("is_remote", False), "is_remote"),
            tapped=(exactly(str, what, "tapped"), number(when, "tapped")),
        )
        nothing_left(rest, "body")
    except Wrong as wrong:
        raise complaint(f"seat {seat} of group {group}", wrong, ItemKind.SEAT, group, seat) from None
    return member


# --- export -----------------------------------------------------------------------------


def export_member(group: GroupSession, member: Member) -> dict[str, object]:
    """Return a seat as JSON-able data for its person, without anything about the others.

    own: what they answered of the questions that a coach wrote, as these are stored with the group.
    """
    own = [stored_own(each) for each in group.own if each.id in member.given]
    return {
        "part": "member",
        "place": group.title,
        "dialog": group.dialog_id,
        "session": member.session,
        "seat": member.seat,
        **json.loads(encode_member(member)),
        **({"own": own} if own else {}),
    }


def export_coach(group: GroupSession, person: int) -> dict[str, object]:
    """Return a coach's part in a group as JSON-able data for that person."""
    return {
        "part": "coach",
        "place": group.title,
        "dialog": group.dialog_id,
        "stage": group.stage.value,
        "name": group.coaches[person],
        **({"writes": stored_sketch(group.sketches[person])} if person in group.sketches else {}),
    }
