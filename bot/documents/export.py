"""Everything that is kept about a person, as a file that they can read.

Nothing that is stored is left out. Questions and answers are said in the words of their dialog; ids are
strings, because many programs cannot read numbers of 63 bits exactly; times are dates.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final, TypeAlias

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.dialog.scoring import score
from bot.core.group.agenda import question_of
from bot.core.group.own_question import with_own
from bot.core.group.question_texts import ask_of, group_answer_text
from bot.core.words.lines import zone_name
from bot.core.words.phrase import Words
from bot.stores.codec import Wrong
from bot.stores.group_codec import read_own
from bot.stores.said_codec import read_answers

Stored: TypeAlias = Mapping[str, object]

IDS: Final = frozenset({"id", "chat", "person", "session", "message_id", "group", "thread", "typed_in"})
TIMES: Final = frozenset({"created_at", "used_at", "remind_at", "look_at", "asked_at", "sent_at"})
ANSWERS: Final = frozenset({"answers", "drafts", "advised", "before"})


def dialogs_in(stored: Stored) -> frozenset[str]:
    """Return the logic hashes of the dialogs that an export speaks of."""
    return frozenset(str(each.get("logic_hash")) for each in _tables(stored.get("sessions")))


def readable_export(stored: Stored, dialogs: Mapping[str, Dialog], words: Words) -> bytes:
    """Return an export as JSON for people. dialogs: logic hash -> dialog, as far as they are at hand."""
    readable = _Export(dialogs, words).everything(stored)
    return json.dumps(readable, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")


class _Export:
    """Makes what is stored readable in one language."""

    def __init__(self, dialogs: Mapping[str, Dialog], words: Words) -> None:
        self._dialogs, self._words = dialogs, words

    def everything(self, stored: Stored) -> Stored:
        """Return an export with all its parts readable."""
        sessions, seats = _tables(stored.get("sessions")), _tables(stored.get("groups"))
        used = {each.get("id"): self._dialogs.get(str(each.get("logic_hash"))) for each in sessions}
        return {
            **{name: self._readable(part, None) for name, part in stored.items()},
            "sessions": [self._session(each, used[each.get("id")]) for each in sessions],
            "groups": [self._seat(each, used.get(each.get("session"))) for each in seats],
        }

    def _session(self, session: Stored, dialog: Dialog | None) -> Stored:
        """Return a session; what it is about and what came of it stand first."""
        about = {} if dialog is None else {"title": dialog.title, **self._advice(session, dialog)}
        return about | self._table(session, dialog)

    def _advice(self, session: Stored, dialog: Dialog) -> dict[str, object]:
        settled = _read(session.get("advised") or session.get("answers"))
        if "finished_on" not in session or settled is None:
            return {}
        return {"advice": score(dialog, settled).title(self._words)}

    def _seat(self, seat: Stored, dialog: Dialog | None) -> Stored:
        """Return a part in a group, with what was said there in words."""
        readable = self._table(seat, dialog)
        given, own = seat.get("given"), seat.get("own")
        if dialog is not None and isinstance(given, dict):
            dialog = with_own(dialog, tuple(map(read_own, own)) if isinstance(own, list) else ())
            readable.pop("own", None)
            readable["given"] = [self._given(dialog, question, value) for question, value in given.items()]
        return readable

    def _given(self, dialog: Dialog, question_id: str, stored: object) -> Stored:
        """Return an answer to a question of a group in words; what only marks something, as it is stored."""
        question, answers = question_of(dialog, question_id), _read({question_id: stored})
        value = None if answers is None else answers[question_id]
        if question is None or value is None or not _is_of(question, value):
            return {"question": question_id, "answer": self._readable(stored, None)}
        said = group_answer_text(question, value)
        answer = None if said is None else self._words(said)
        return {"question": self._words(ask_of(dialog, question)), "answer": answer}

    # --- any part ---------------------------------------------------------------------------

    def _readable(self, value: object, dialog: Dialog | None) -> object:
        if isinstance(value, Mapping):
            return self._table(value, dialog)
        return [self._readable(each, dialog) for each in value] if isinstance(value, list) else value

    def _table(self, table: Stored, dialog: Dialog | None) -> dict[str, object]:
        return {name: self._field(name, value, dialog) for name, value in table.items()}

    def _field(self, name: str, value: object, dialog: Dialog | None) -> object:
        if name in IDS and type(value) is int:
            return str(value)
        if name in TIMES and isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC).isoformat(" ", "seconds")
        if name == "zone" and type(value) is int:
            return zone_name(value)
        if name == "leaning_after" and dialog is not None and value in dialog.alternatives:
            return dialog.alternatives[str(value)].label
        if name in ANSWERS and dialog is not None and (answers := _read(value)) is not None:
            return [self._answer(dialog, question, answers) for question in answers]
        return self._readable(value, dialog)

    def _answer(self, dialog: Dialog, question_id: str, answers: Answers) -> Stored:
        if question_id not in dialog.questions:
            return {"question": question_id, "answer": repr(answers[question_id])}
        said = answer_text(dialog, question_id, answers[question_id], self._words)
        return {"question": dialog.questions[question_id].ask, "answer": said}


def _is_of(question: Question, value: Value) -> bool:
    """Return whether a value is an answer to a question; its options may have been others then."""
    if isinstance(value, Silence):
        return True
    return set(question.kind.options_of(question, value)) <= question.options.keys()


def _read(stored: object) -> Answers | None:
    """Return stored answers; None for what is none."""
    try:
        return read_answers(stored)
    except Wrong:
        return None


def _tables(stored: object) -> Iterable[Stored]:
    return [each for each in stored if isinstance(each, Mapping)] if isinstance(stored, list) else []
