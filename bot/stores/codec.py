"""The stored form of sessions: columns, and a body of compact JSON; and what every stored form is made of.

JSON is checked piece by piece when it is read: nothing is taken for what it is not. No message here quotes a
stored value, for it may be somebody's answer. Phrases are stored as codes with arguments.

The body holds what has no column of its own. What equals its default is left out; a key
that is not known is refused, for it was written by a newer version.
"""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final, TypeVar

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.solo.session import Session, Stage
from bot.core.words.catalogue import CATALOGUE
from bot.core.words.phrase import Argument, Phrase, verbatim
from bot.stores.protocol import StoreError

T = TypeVar("T")

# ASCII only: a text may contain lone surrogates and zeros, which databases reject.
dumps: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class UnreadableRow(StoreError):
    """One stored row cannot be decoded: it was damaged, or written by a newer version.

    The rest of the store is usable.
    """


class Wrong(Exception):
    """A stored value does not have the expected form; str() says where, and what was expected."""


class UnknownPhrase(Wrong):
    """A stored phrase is one that this version does not have: it was renamed, or is of a newer version."""


def parse_object(text: str) -> dict[str, object]:
    """Parse a JSON object."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise Wrong("not JSON") from None
    return exactly(dict, raw, "body")


def exactly(type_: type[T], raw: object, where: str) -> T:
    """Return the value if it has exactly that type."""
    # `type is`, not isinstance: True is an instance of int.
    if type(raw) is not type_:
        raise Wrong(f"{where}: not a {type_.__name__}")
    return raw


def optional(type_: type[T], raw: object, where: str) -> T | None:
    """Return the value if it has exactly that type or is null."""
    return None if raw is None else exactly(type_, raw, where)


def number(raw: object, where: str) -> float:
    """Return the value as a float if it is a number."""
    return float(raw) if type(raw) is int else exactly(float, raw, where)


def one_of(table: Mapping[str, T], raw: object, where: str) -> T:
    """Return the table's entry for a word."""
    if not isinstance(raw, str) or raw not in table:
        raise Wrong(f"{where}: not one that this version knows")
    return table[raw]


def nothing_left(rest: Mapping[str, object], where: str) -> None:
    """Refuse unknown keys: their values would be lost when the row is saved again."""
    if rest:
        raise Wrong(f"{where}: more keys than this version knows")


def complaint(what: str, wrong: Wrong) -> UnreadableRow:
    """Return the error about a stored row. what: its name, such as "session 7"."""
    return UnreadableRow(
        f"{what} cannot be read ({wrong}): it was damaged, or written by a newer version;"
        " run that version, or restore a backup"
    )


_DAY: Final = "day"


def encode_phrase(phrase: Phrase) -> object:
    """Return a phrase as JSON-able data."""
    return [phrase.id, {name: _stored_argument(value) for name, value in phrase.args}]


def decode_phrase(raw: object, where: str) -> Phrase:
    """Return the phrase that was encoded, or that repeats a sentence of an earlier version.

    Raises:
        UnknownPhrase: this version does not have it.
        Wrong: it is neither.
    """
    if isinstance(raw, str):
        return verbatim(raw)
    parts = exactly(list, raw, where)
    if len(parts) != 2:
        raise Wrong(f"{where}: not a phrase")
    id_, args = exactly(str, parts[0], where), exactly(dict, parts[1], where)
    decoded = tuple((name, _argument(value, where)) for name, value in args.items())
    if id_ not in CATALOGUE or {name: type(value) for name, value in decoded} != CATALOGUE[id_].parameters:
        raise UnknownPhrase(f"{where}: not a phrase that this version knows")
    return Phrase(id_, decoded)


def _stored_argument(value: Argument) -> object:
    if isinstance(value, Phrase):
        return encode_phrase(value)
    return {_DAY: value.isoformat()} if isinstance(value, date) else value


def _argument(raw: object, where: str) -> Argument:
    if isinstance(raw, list):
        return decode_phrase(raw, where)
    if isinstance(raw, dict):
        try:
            return date.fromisoformat(exactly(str, raw.get(_DAY), where))
        except ValueError:
            raise Wrong(f"{where}: not a day") from None
    return raw if isinstance(raw, str) else exactly(int, raw, where)


SESSION_COLUMNS: Final = (
    "sessions.id, sessions.chat, sessions.person, sessions.dialog_id, sessions.logic_hash,"
    " sessions.stage, sessions.revision, sessions.body"
)
"""The columns a session is decoded from, in the order of `decode_session`."""
_SILENCE: Final = {silence.value: silence for silence in Silence}
_STAGES: Final = {stage.value: stage for stage in Stage}


def encode_body(session: Session) -> str:
    """Encode what of a session has no column: answers and the state of the conversation.

    Raises:
        TypeError: an answer is of a type that no question produces.
    """
    body: dict[str, object] = {}
    for name in ("answers", "drafts", "advised"):
        if values := getattr(session, name):
            body[name] = stored_answers(values)
    rest = {
        "editing": session.editing,
        "reviewing": session.reviewing or None,
        "leaning_after": session.leaning_after,
        "finished_on": None if session.finished_on is None else session.finished_on.isoformat(),
        "remark": None if session.remark is None else encode_phrase(session.remark),
        "place": session.place or None,
        "is_covered": session.is_covered or None,
        "turn": session.turn or None,
    }
    body |= {name: value for name, value in rest.items() if value is not None}
    return dumps(body)


def decode_session(
    id: int,  # noqa: A002 - the names are those of the columns and of Session
    chat: int,
    person: int,
    dialog_id: str,
    logic_hash: str,
    stage: str,
    revision: int,
    body: str,
) -> Session:
    """Decode a session from its columns.

    Raises:
        Unreadable: this version does not know the stage, or something in the body.
    """
    try:
        rest = parse_object(body)
        session = Session(
            *(id, chat, person, dialog_id, logic_hash),
            stage=one_of(_STAGES, stage, "stage"),
            answers=read_answers(rest.pop("answers", None), "answers"),
            drafts=read_answers(rest.pop("drafts", None), "drafts"),
            editing=optional(str, rest.pop("editing", None), "editing"),
            advised=read_answers(rest.pop("advised", None), "advised"),
            reviewing=exactly(bool, rest.pop("reviewing", False), "reviewing"),
            leaning_after=optional(str, rest.pop("leaning_after", None), "leaning_after"),
            finished_on=_day(rest.pop("finished_on", None)),
            remark=_remark(rest.pop("remark", None)),
            place=exactly(str, rest.pop("place", ""), "place"),
            is_covered=exactly(bool, rest.pop("is_covered", False), "is_covered"),
            turn=exactly(int, rest.pop("turn", 0), "turn"),
            revision=revision,
        )
        nothing_left(rest, "body")
    except Wrong as wrong:
        raise complaint(f"session {id}", wrong) from None
    return session


def encode_session(session: Session) -> Mapping[str, object]:
    """Return a whole session as JSON-able data, for the export of its person."""
    return {
        "id": session.id,
        "chat": session.chat,
        "person": session.person,
        "dialog": session.dialog_id,
        "logic_hash": session.logic_hash,
        "stage": session.stage.value,
        "revision": session.revision,
        **json.loads(encode_body(session)),
    }


def stored_answers(answers: Answers) -> dict[str, object]:
    """Encode answers as JSON-able data.

    Raises:
        TypeError: one is of a type that no question produces.
    """
    return {question: _stored(value) for question, value in answers.items()}


def _stored(value: Value) -> object:
    kind = type(value)
    if kind is str or kind is tuple:
        return value
    if isinstance(value, Fraction):
        return {"number": [value.numerator, value.denominator]}
    if isinstance(value, Silence):
        return {"silence": value.value}
    raise TypeError(f"an answer cannot be a {kind.__name__}")


def read_answers(raw: object, where: str) -> Answers:
    """Decode answers; None gives no answers.

    Raises:
        Wrong: they have another form.
    """
    if raw is None:
        return {}
    answers = exactly(dict, raw, where)
    return {
        question: stored if type(stored) is str else _value(stored, f"{where}.{question}")
        for question, stored in answers.items()
    }


def _value(stored: object, where: str) -> Value:
    match stored:
        case str():
            return stored
        case list() if all(type(part) is str for part in stored):
            return tuple(stored)
        case {"number": [top, bottom], **rest} if (
            type(top) is type(bottom) is int and bottom > 0 and not rest
        ):
            return Fraction(top, bottom)
        case {"silence": str(word), **rest} if not rest:
            return one_of(_SILENCE, word, where)
        case _:
            raise Wrong(f"{where}: not the form of an answer")


def _remark(raw: object) -> Phrase | None:
    """Return the remark; one that this version does not have is dropped, for it is not worth a session."""
    try:
        return None if raw is None else decode_phrase(raw, "remark")
    except UnknownPhrase:
        return None


def _day(raw: object) -> date | None:
    text = optional(str, raw, "finished_on")
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise Wrong("finished_on: not a day") from None
