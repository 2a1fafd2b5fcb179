"""Remove a person from a group. Figures hold seat numbers and no people, so only names go. Pure."""

from dataclasses import replace

from bot.core.group.log_before import without_name
from bot.core.group.session import Entry, GroupSession


def without_person(group: GroupSession, person: int, called: str) -> GroupSession:
    """Return the group without any trace of a person. called: their name as a member, "" for none.

    Co-coaches carry on. Without any, the group waits for an admin, and ends like any group left alone.
    """
    names = {group.coaches.get(person, ""), called} - {""}

    def is_of_them(entry: Entry) -> bool:
        return entry.person == person or (not entry.person and entry.who in names)

    log = tuple(without_name(each) if is_of_them(each) else each for each in group.log)
    after = replace(group.without_coach(person), log=log)
    return group if after == group else replace(after, revision=group.revision + 1)
