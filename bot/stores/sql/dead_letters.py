"""Find the people that dead letters mention.

A dead letter (table `buried`) is an update that could not be handled. It is stored as it came, so any number
in it may be the id of a person.
"""

import re
from collections.abc import Iterator
from math import inf

from bot.stores.sql.connection import Connection


def dead_letters_about(connection: Connection, chat: int, until: float = inf) -> list[tuple[int, str]]:
    """Return update id and raw text of the dead letters from before `until` that mention a person."""
    rows = connection.execute("SELECT update_id, raw, problem FROM buried WHERE at < ?", (until,))
    return [(number, raw) for number, raw, problem in rows if chat in possible_ids(f"{raw} {problem}")]


def possible_ids(text: str) -> Iterator[int]:
    """Yield every number in a text that is no longer than an id."""
    return (int(number) for number in re.findall(r"(?<![0-9])[0-9]{1,19}(?![0-9])", text))
