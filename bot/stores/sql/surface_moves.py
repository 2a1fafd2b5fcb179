"""Surfaces that get into another chat, out of the reach of their messages: functions of a connection."""

from typing import Final

from bot.core.screen.surface import ROLE_RULES, Resend
from bot.core.solo.session import Session
from bot.stores.sql.connection import Connection
from bot.stores.sql.last_in_chat import in_sql

_RESEND: Final = f"""
    UPDATE surfaces SET dirty = 1 WHERE chat = :chat AND message_id IS NOT NULL
      AND (session = :session OR group_session IN (SELECT id FROM group_sessions WHERE stage <> 'ended'))
      AND (role IN ({in_sql(role for role, rules in ROLE_RULES.items() if rules.resend is Resend.ALWAYS)})
        OR role IN ({in_sql(role for role, rules in ROLE_RULES.items() if rules.resend is Resend.NEWEST)})
          AND part = (
            SELECT parts.part FROM surfaces AS parts
            WHERE parts.group_session = surfaces.group_session AND parts.role = surfaces.role
              AND parts.chat = surfaces.chat AND parts.message_id IS NOT NULL
            ORDER BY parts.message_id DESC LIMIT 1
        ))
"""  # noqa: S608 - made of constants


def move_surfaces(connection: Connection, old: int, new: int) -> None:
    """Give surfaces to the chat's new id; what was shown in the old one is out of reach.

    Of the session used last and of the groups that go on, the roles that say so in `Resend` are sent again;
    everything else is sent when it is marked.
    """
    newest = connection.execute("SELECT id FROM sessions WHERE chat = ? ORDER BY used DESC LIMIT 1", (old,))
    (session,) = newest.fetchone() or (None,)
    connection.execute(_RESEND, {"chat": old, "session": session})
    connection.execute(
        "UPDATE surfaces SET chat = ?, message_id = NULL, digest = '', picture = '', retired = NULL,"
        " waiting = 0 WHERE chat = ?",
        (new, old),
    )


def move_session(connection: Connection, session: Session) -> None:
    """Move a session's surfaces to its new chat, without their messages."""
    connection.execute(
        "UPDATE surfaces SET chat = ?, message_id = NULL, digest = '', picture = '', retired = NULL,"
        " waiting = 0 WHERE session = ?",
        (session.chat, session.id),
    )
