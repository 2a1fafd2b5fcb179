"""All counts by what is told of them: a message may be told only if its whole class is safe."""

from collections.abc import Callable, Hashable, Iterable

from bot.core.group.privacy.publisher import ClassRule, Publisher, is_safe
from bot.core.group.privacy.vectors import Counts


def classes(tell: Callable[[Counts], Hashable], every: Iterable[Counts]) -> dict[Hashable, list[Counts]]:
    """What is told -> the counts of which it is told."""
    found: dict[Hashable, list[Counts]] = {}
    for counts in every:
        found.setdefault(tell(counts), []).append(counts)
    return found


def message_of(tells: Publisher) -> Callable[[Counts], Hashable]:
    """What a publisher tells, and by which view; that it tells nothing is a message as well."""

    def tell(counts: Counts) -> Hashable:
        view, message = tells.told(counts)
        return tells.views.index(view), message

    return tell


def leaking(tell: Callable[[Counts], Hashable], every: Iterable[Counts], rule: ClassRule) -> list[Hashable]:
    """The messages from which something follows for certain."""
    return [message for message, counts in classes(tell, every).items() if not is_safe(counts, rule)]
