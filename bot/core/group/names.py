"""What people are called where several stand side by side: the console, the wall and lists."""

from collections.abc import Iterable, Mapping

from bot.core.group.session import Seat


def names_apart(seats: Iterable[Seat]) -> Mapping[int, str]:
    """Return seat -> a name that nobody else has: whoever joined later has a number after it.

    A number and not the username: that would be one more thing to keep about a person, and to show to others
    who may not know it. All seats are wanted, so that a number stays with its person when another one leaves.
    """
    ordered = sorted(seats, key=lambda each: each.member.seat)
    taken = {_alike(each.member.name) for each in ordered}
    used: set[str] = set()
    names: dict[int, str] = {}
    for seat in ordered:
        name, number = seat.member.name, 1
        while _alike(name) in used or (number > 1 and _alike(name) in taken):
            number += 1
            name = f"{seat.member.name} ({number})"
        used.add(_alike(name))
        names[seat.member.seat] = name
    return names


def _alike(name: str) -> str:
    """Return what two names have in common that people take for the same."""
    return " ".join(name.casefold().split())
