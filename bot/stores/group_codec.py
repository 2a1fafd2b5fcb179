"""The stored forms of groups and their members: columns, and a body of compact JSON; see `forms`."""

import json
from functools import lru_cache
from typing import Final

from bot.core.dialog.question import Level
from bot.core.group.log_before import read_old_line, read_old_name
from bot.core.group.own_question import LEVELS, OwnQuestion
from bot.core.group.own_sketch import Sketch
from bot.core.group.privacy.figure import Cell
from bot.core.group.session import Entry, GroupSession, Member
from bot.core.group.step_times import StepTimes
from bot.core.group.whisper import Unsaid, Whisper
from bot.core.words.phrase import Phrase
from bot.stores.codec import TEXT, Coding, by_value
from bot.stores.forms import FormRules, Forms, RowForm
from bot.stores.said_codec import SAID, read_known_phrase, stored_phrase
from bot.stores.unreadable import ItemKind


def _read_log_line(raw: object) -> Phrase:
    return read_old_line(raw) if isinstance(raw, str) else read_known_phrase(raw)


_GROUP_ORDER: Final = (
    *("place", "coach_name", "step", "round", "k", "closes_at", "looked", "acted_at", "away", "was_paused"),
    *("reminded", "late", "clock", "looks_at", "closes_alone", "big_screen", "lets_in", "topic", "zone"),
    *("took_part", "co_coaches", "before", "pending", "taken", "shown", "plan", "parked", "kept", "pages"),
    *("offered", "own", "offered_own", "sketches", "wall", "says_levels", "step_times", "log"),
)
"""As bodies have been written from the beginning; what is added later stands behind."""
_FORMS: Final = Forms(
    {
        GroupSession: FormRules(
            columns=(
                *("id", "chat", "thread", "dialog_id", "logic_hash", "coach", "stage", "deadline"),
                "revision",
            ),
            order=_GROUP_ORDER,
            codings={"dialog_id": TEXT, "logic_hash": TEXT},
            # Sessions of older versions promised something else.
            usual={"place": "", "coach_name": "", "says_levels": False},
            dropped=("is_planning",),  # older consoles all showed the plan together
        ),
        Member: FormRules(
            columns=("group", "seat", "person", "session"),
            order=(
                *("name", "here", "private", "given", "shared_with", "outside", "to_coach", "is_barred"),
                *("is_remote", "checks", "tapped"),
            ),
            usual={"name": ""},
            keys={"group": "group_session"},
            dropped=("shared",),  # older rows do not say with whom: members have to share again
        ),
        Entry: FormRules(
            list_from=3, codings={"what": Coding(stored_phrase, _read_log_line)}, settle=read_old_name
        ),
        Cell: FormRules(list_from=3),
        StepTimes: FormRules(list_from=3),
        OwnQuestion: FormRules(list_from=3),
        Whisper: FormRules(keys={"at": "sent_at"}),
        Unsaid: FormRules(list_from=2),
    },
    {**SAID, Level: by_value(LEVELS)},
)
_GROUPS: Final = RowForm(_FORMS.of(GroupSession), ItemKind.GROUP, "group {id}", "id")
_MEMBERS: Final = RowForm(_FORMS.of(Member), ItemKind.SEAT, "seat {seat} of group {group}", "group", "seat")
_OWN: Final = _FORMS.coding(OwnQuestion)
_SKETCH: Final = _FORMS.coding(Sketch)
GROUP_COLUMNS: Final = _GROUPS.columns
"""The columns a group is decoded from, in the order of `decode_group`."""
MEMBER_COLUMNS: Final = _MEMBERS.columns
"""The columns a member is decoded from, in the order of `decode_member`."""

encode_group: Final = _GROUPS.encode
# Most taps leave a group and all other seats as they are, and each row is read twice: to decide, to render.
decode_group: Final = lru_cache(maxsize=64, typed=True)(_GROUPS.decode)
encode_member: Final = _MEMBERS.encode
decode_member: Final = lru_cache(maxsize=1024, typed=True)(_MEMBERS.decode)


def read_own(raw: object) -> OwnQuestion:
    """Decode a question that a coach wrote, as an export has it.

    Raises:
        Wrong: it is none.
    """
    own: OwnQuestion = _OWN.decode(raw)
    return own


# --- export -----------------------------------------------------------------------------


def export_member(group: GroupSession, member: Member) -> dict[str, object]:
    """Return a seat as JSON-able data for its person, without anything about the others.

    own: what they answered of the questions that a coach wrote, as these are stored with the group.
    """
    own = [_OWN.encode(each) for each in group.own if each.id in member.given]
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
        **({"writes": _SKETCH.encode(group.sketches[person])} if person in group.sketches else {}),
    }
