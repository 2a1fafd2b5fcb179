"""The files of a group session: the table, the page and the picture that invites."""

from datetime import date

from bot.core.words.phrase import Phrase, message


@message("the group")
def the_group() -> None:
    """A group whose name is not known."""


@message(
    "All published figures of “{place}” · {title} · {day}, for a spreadsheet: what everyone was shown.",
    promise=True,
)
def table(place: str, title: str, day: date) -> None:
    """Below the file."""


@message(
    "One page about “{place}” · {title} · {day}, to keep or print. Published figures only.", promise=True
)
def page(place: str, title: str, day: date) -> None:
    """Below the file."""


@message(
    "Published figures only: what everyone was shown. Nothing here shows who said what.",
    promise=True,
)
def what_it_is() -> None:
    """At the foot of the page."""


@message("{title} · version {version}")
def source(title: str, version: str) -> None:
    """At the foot of the page: the dialog."""


@message("From start to end: {ask}")
def start_to_end(ask: str) -> None:
    """A heading on the page."""


@message("What to talk about next")
def talk_next() -> None:
    """A heading on the page."""


@message("What was answered, most split first")
def most_split() -> None:
    """A heading on the page."""


@message("What was answered, most split first (the table has more)")
def most_split_more() -> None:
    """A heading on the page."""


@message("Too few people answered for totals. Everyone's own result is private.", promise=True)
def too_few() -> None:
    """In the place of all figures."""


@message("Coach: {name}")
def coach(name: str) -> None:
    """At the head."""


@message("{number} person took part", "{number} people took part", by="number")
def took_part(number: int) -> None:
    """At the head of the page."""


@message("Join “{title}”: {link}")
def join(title: str, link: str) -> None:
    """Below the picture that invites."""


@message("Join “{title}” with {coach}: {link}")
def join_coach(title: str, coach: str, link: str) -> None:
    """Below the picture that invites."""


@message("{join}\n\n{contract}")
def invitation(join: Phrase, contract: Phrase) -> None:
    """Below the picture that invites."""


@message("1. Scan the code with your phone.")
def scan() -> None:
    """On the picture that invites."""


@message("2. Tap Start.")
def tap_start() -> None:
    """On the picture that invites."""


@message("3. Answer. No one sees who chose what.", promise=True)
def answer() -> None:
    """On the picture that invites."""
