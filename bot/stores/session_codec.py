"""The stored form of sessions: columns, and a body of compact JSON for what has no column of its own."""

import json
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Final

from bot.core.solo.promise import Moment, Promise
from bot.core.solo.session import Recheck, Session
from bot.stores.codec import TEXT, Coding, one_of, optional
from bot.stores.forms import FormRules, Forms, RowForm
from bot.stores.said_codec import SAID, read_leaning, read_remark, stored_phrase, stored_value
from bot.stores.unreadable import ItemKind

_MOMENTS: Final = {moment.name.lower(): moment for moment in Moment}
_FORMS: Final = Forms(
    {
        Session: FormRules(
            columns=("id", "chat", "person", "dialog_id", "logic_hash", "stage", "revision"),
            order=("answers", "drafts", "advised"),
            codings={
                "dialog_id": TEXT,
                "logic_hash": TEXT,
                "leaning_after": optional(Coding(stored_value, read_leaning)),
                "remark": optional(Coding(stored_phrase, read_remark)),
            },
        ),
        Promise: FormRules(always=("stage",)),
        Recheck: FormRules(always=("before", "at"), usual={"before": {}}),
    },
    {**SAID, Moment: Coding(lambda moment: moment.name.lower(), partial(one_of, _MOMENTS))},
)
_ROWS: Final = RowForm(_FORMS.of(Session), ItemKind.SESSION, "session {id}", "id")
SESSION_COLUMNS: Final = _ROWS.columns
"""The columns a session is decoded from, in the order of `decode_session`."""

encode_body: Final = _ROWS.encode
# A group is read whole at nearly every tap, and of its sessions one has changed.
decode_session: Final = lru_cache(maxsize=1024, typed=True)(_ROWS.decode)


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
