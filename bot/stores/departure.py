"""What is left of a group when somebody is forgotten: figures know seats alone, so only names go. Pure."""

from dataclasses import replace
from typing import Final

from bot.core.group.session import Entry, GroupSession

GONE: Final = "somebody who left"
"""What the log calls who was forgotten."""


def without(group: GroupSession, person: int, called: str) -> GroupSession:
    """The group without a trace of a person; called: their name as a member, "" for none.

    Whoever helps to lead goes on; with nobody left to, it waits for an admin, and ends as any that rests.
    """
    names = {group.coaches.get(person, ""), called} - {""}

    def is_of_them(entry: Entry) -> bool:
        return entry.person == person or (not entry.person and entry.who in names)

    log = tuple(replace(each, who=GONE, person=0) if is_of_them(each) else each for each in group.log)
    after = replace(group.without_coach(person), log=log)
    return group if after == group else replace(after, revision=group.revision + 1)
