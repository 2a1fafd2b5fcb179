"""The stored form of sessions: columns, and a body of compact JSON.

The body holds what has no column of its own. What equals its default is left out; a key
that is not known is refused, for it was written by a newer version.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from bot.core.dialog.answers import Silence
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.words.phrase import Phrase
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
    one_of,
    optional,
    parse_object,
    read_answers,
    read_day,
    read_value,
    stored_answers,
    stored_value,
)
from bot.stores.promise_codec import read_promise, read_recheck, stored_promise, stored_recheck
from bot.stores.unreadable import ItemKind

SESSION_COLUMNS: Final = (
    "sessions.id, sessions.chat, sessions.person, sessions.dialog_id, sessions.logic_hash,"
    " sessions.stage, sessions.revision, sessions.body"
)
"""The columns a session is decoded from, in the order of `decode_session`."""
_STAGES: Final = {stage.value: stage for stage in Stage}
_PAGES: Final = {page.value: page for page in ShownPage}


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
        "leaning_after": None if session.leaning_after is None else stored_value(session.leaning_after),
        "page": None if session.page is ShownPage.FRONT else session.page.value,
        "picks": session.picks or None,
        "part": session.part or None,
        "finished_on": None if session.finished_on is None else session.finished_on.isoformat(),
        "remark": None if session.remark is None else encode_phrase(session.remark),
        "place": session.place or None,
        "maybe": session.maybe or None,
        "echoed": session.echoed or None,
        "typed_in": session.typed_in or None,
        "is_covered": session.is_covered or None,
        "promise": None if session.promise is None else stored_promise(session.promise),
        "zone": session.zone,
        "recheck": None if session.recheck is None else stored_recheck(session.recheck),
        "turn": session.turn or None,
    }
    body |= {name: value for name, value in rest.items() if value is not None}
    return dumps(body)


# A group is read whole at nearly every tap, and of its sessions one has changed.
@lru_cache(maxsize=1024, typed=True)
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
    """Decode a session from its columns; raises `UnreadableRow` for what is not known here."""
    try:
        rest = parse_object(body)
        session = Session(
            *(id, chat, person, as_text(dialog_id, "dialog"), as_text(logic_hash, "dialog version")),
            stage=one_of(_STAGES, stage, "stage"),
            answers=read_answers(rest.pop("answers", None), "answers"),
            drafts=read_answers(rest.pop("drafts", None), "drafts"),
            editing=optional(str, rest.pop("editing", None), "editing"),
            advised=read_answers(rest.pop("advised", None), "advised"),
            reviewing=exactly(bool, rest.pop("reviewing", False), "reviewing"),
            leaning_after=_leaning(rest.pop("leaning_after", None)),
            page=one_of(_PAGES, rest.pop("page", ShownPage.FRONT.value), "page"),
            picks=tuple(exactly(str, of, "picks") for of in exactly(list, rest.pop("picks", []), "picks")),
            part=exactly(int, rest.pop("part", 0), "part"),
            finished_on=read_day(rest.pop("finished_on", None), "finished_on"),
            remark=_remark(rest.pop("remark", None)),
            place=exactly(str, rest.pop("place", ""), "place"),
            is_covered=exactly(bool, rest.pop("is_covered", False), "is_covered"),
            promise=read_promise(rest.pop("promise", None)),
            zone=optional(int, rest.pop("zone", None), "zone"),
            recheck=read_recheck(rest.pop("recheck", None)),
            turn=exactly(int, rest.pop("turn", 0), "turn"),
            revision=revision,
        )
        session = _with_typed(session, rest)
    except Wrong as wrong:
        raise complaint(f"session {id}", wrong, ItemKind.SESSION, id) from None
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


def _leaning(raw: object) -> str | Silence | None:
    value = None if raw is None else read_value(raw, "leaning_after")
    if value is None or isinstance(value, str | Silence):
        return value
    raise Wrong("leaning_after: not a leaning")


def _remark(raw: object) -> Phrase | None:
    """Return the remark; one that this version does not have is dropped, for it is not worth a session."""
    try:
        return None if raw is None else decode_phrase(raw, "remark")
    except UnknownPhrase:
        return None


def _with_typed(session: Session, rest: dict[str, object]) -> Session:
    """Return the session with what its card keeps of the newest typed text, the last of its body."""
    whole = replace(
        session,
        maybe=tuple(exactly(str, each, "maybe") for each in exactly(list, rest.pop("maybe", []), "maybe")),
        echoed=exactly(str, rest.pop("echoed", ""), "echoed"),
        typed_in=exactly(int, rest.pop("typed_in", 0), "typed_in"),
    )
    nothing_left(rest, "body")
    return whole
