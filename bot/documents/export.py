"""Everything that is kept about a person, as a file that they can read.

Nothing that is stored is left out. Questions and answers are said in the words of their dialog; ids are
strings, because many programs cannot read numbers of 63 bits exactly; times are dates.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final, TypeAlias

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Answers
from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import score
from bot.core.group.agenda import question_of
from bot.core.group.question_texts import option_text
from bot.core.words.english import ENGLISH
from bot.stores.codec import Wrong, read_answers

Stored: TypeAlias = Mapping[str, object]

IDS: Final = frozenset({"id", "chat", "person", "session", "message_id", "group", "thread", "typed_in"})
TIMES: Final = frozenset({"created_at", "used_at", "remind_at", "look_at", "asked_at"})
ANSWERS: Final = frozenset({"answers", "drafts", "advised", "before"})


def dialogs_in(stored: Stored) -> frozenset[str]:
    """Return the logic hashes of the dialogs that an export speaks of."""
    return frozenset(str(each.get("logic_hash")) for each in _tables(stored.get("sessions")))


def readable_export(stored: Stored, dialogs: Mapping[str, Dialog]) -> bytes:
    """Return an export as JSON for people. dialogs: logic hash -> dialog, as far as they are at hand."""
    sessions, seats = _tables(stored.get("sessions")), _tables(stored.get("groups"))
    used = {each.get("id"): dialogs.get(str(each.get("logic_hash"))) for each in sessions}
    readable = {
        **{name: _readable(part, None) for name, part in stored.items()},
        "sessions": [_session(each, used[each.get("id")]) for each in sessions],
        "groups": [_seat(each, used.get(each.get("session"))) for each in seats],
    }
    return json.dumps(readable, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")


def _session(session: Stored, dialog: Dialog | None) -> Stored:
    """Return a session; what it is about and what came of it stand first."""
    about = {} if dialog is None else {"title": dialog.title, **_advice(session, dialog)}
    return about | _table(session, dialog)


def _advice(session: Stored, dialog: Dialog) -> dict[str, object]:
    settled = _read(session.get("advised") or session.get("answers"))
    if "finished_on" not in session or settled is None:
        return {}
    return {"advice": score(dialog, settled).title(ENGLISH)}


def _seat(seat: Stored, dialog: Dialog | None) -> Stored:
    """Return a part in a group, with what was said there in words."""
    readable = _table(seat, dialog)
    given = seat.get("given")
    if dialog is not None and isinstance(given, dict):
        readable["given"] = [_given(dialog, question, value) for question, value in given.items()]
    return readable


def _given(dialog: Dialog, question_id: str, value: object) -> Stored:
    question = question_of(dialog, question_id)
    if question is None or not isinstance(value, str):
        return {"question": question_id, "answer": _readable(value, None)}
    return {"question": question.ask, "answer": ENGLISH(option_text(question, value))}


# --- any part -------------------------------------------------------------------------------


def _readable(value: object, dialog: Dialog | None) -> object:
    if isinstance(value, Mapping):
        return _table(value, dialog)
    return [_readable(each, dialog) for each in value] if isinstance(value, list) else value


def _table(table: Stored, dialog: Dialog | None) -> dict[str, object]:
    return {name: _field(name, value, dialog) for name, value in table.items()}


def _field(name: str, value: object, dialog: Dialog | None) -> object:
    if name in IDS and type(value) is int:
        return str(value)
    if name in TIMES and isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC).isoformat(" ", "seconds")
    if name == "zone" and type(value) is int:
        return f"UTC{'-' if value < 0 else '+'}{abs(value) // 60:02d}:{abs(value) % 60:02d}"
    if name == "leaning_after" and dialog is not None and value in dialog.alternatives:
        return dialog.alternatives[str(value)].label
    if name in ANSWERS and dialog is not None and (answers := _read(value)) is not None:
        return [_answer(dialog, question, answers) for question in answers]
    return _readable(value, dialog)


def _answer(dialog: Dialog, question_id: str, answers: Answers) -> Stored:
    if question_id not in dialog.questions:
        return {"question": question_id, "answer": repr(answers[question_id])}
    said = answer_text(dialog, question_id, answers[question_id], ENGLISH)
    return {"question": dialog.questions[question_id].ask, "answer": said}


def _read(stored: object) -> Answers | None:
    """Return stored answers; None for what is none."""
    try:
        return read_answers(stored, "answers")
    except Wrong:
        return None


def _tables(stored: object) -> Iterable[Stored]:
    return [each for each in stored if isinstance(each, Mapping)] if isinstance(stored, list) else []
