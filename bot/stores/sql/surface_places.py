"""Where surfaces stand: which is the last in a chat, and what moves to another. Functions of a connection."""

from collections.abc import Iterable
from typing import Final

from bot.core.screen.surface import ROLE_RULES, Resend, Role, ShowGroup, Urgency
from bot.core.solo.session import Session
from bot.stores.protocol import Surface
from bot.stores.sql.connection import Connection

# --- the last in a chat -----------------------------------------------------------------
# A message that is sent once has no row any more when it stands there, so what is to be the last follows at
# that moment. One that lasts has a row, which is looked for only when somebody acts on what is to be the
# last: else a coach who goes through a dialog of their own would find the console below each question.


def in_sql(roles: Iterable[Role]) -> str:
    """Return roles as a list in SQL."""
    return ", ".join(f"'{role.value}'" for role in roles)


_ONCE: Final = in_sql(role for role, rules in ROLE_RULES.items() if not rules.is_lasting)
_LAST: Final = in_sql(role for role, rules in ROLE_RULES.items() if rules.is_last)
_WRITING: Final = in_sql(role for role, rules in ROLE_RULES.items() if rules.takes_text)
_FOLLOW: Final = f"""
    UPDATE surfaces SET
        revision = revision + 1,
        below = revision + 1,
        since = CASE dirty WHEN 1 THEN since ELSE :since END,
        urgency = CASE dirty WHEN 1 THEN urgency ELSE {Urgency.COUNTER.value} END,
        dirty = 1
    WHERE id = (
        SELECT mine.id FROM surfaces AS mine
        JOIN group_sessions ON group_sessions.id = mine.group_session
        JOIN coaches ON coaches.group_session = mine.group_session AND coaches.person = mine.chat
        WHERE mine.chat = :chat AND mine.message_id < :message
          AND mine.role IN ({_LAST})
          AND (group_sessions.stage <> 'ended' OR mine.group_session = :group)
          AND NOT EXISTS (
            SELECT 1 FROM surfaces AS writing
            WHERE writing.chat = :chat AND writing.role IN ({_WRITING})
              AND writing.message_id > mine.message_id
          )
        ORDER BY mine.message_id DESC LIMIT 1
    ) AND NOT EXISTS (
        SELECT 1 FROM surfaces AS coming
        WHERE coming.chat = :chat AND coming.waiting = 0 AND coming.attempts = 0
          AND (coming.role IN ({_ONCE}) OR coming.role IN ({_LAST}) AND coming.message_id IS NULL)
    )
"""  # noqa: S608 - made of constants
_IS_ABOVE: Final = """
    SELECT 1 FROM surfaces AS here
    JOIN surfaces AS others ON others.chat = here.chat AND others.message_id > here.message_id
    WHERE here.group_session = ? AND here.role = ? AND here.part = ? AND others.role <> here.role LIMIT 1
"""


def bring_last_below(connection: Connection, sent: Surface, message_id: int, since: float) -> None:
    """Mark what is to be the last in the chat in which a message was sent, unless more are on their way.

    Nothing comes below what somebody is writing, until they act on what is to be the last.
    It is that of a group under way, the lowest of several; after the end only files of the group move it.
    since: when the message was marked.
    """
    about = {"chat": sent.chat, "group": sent.group or 0, "message": message_id, "since": since}
    connection.execute(_FOLLOW, about)


def has_come_below(connection: Connection, group: int, show: ShowGroup) -> bool:
    """Whether a message of another role stands below a surface of a group."""
    found = connection.execute(_IS_ABOVE, (group, show.role.value, show.part)).fetchone()
    return found is not None


# --- moved to another chat --------------------------------------------------------------

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
