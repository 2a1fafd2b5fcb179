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
    "All published figures so far of “{place}” · {title} · {day}, for a spreadsheet: what everyone was "
    "shown.",
    promise=True,
)
def table_so_far(place: str, title: str, day: date) -> None:
    """Below the file, of a session that is still open."""


@message(
    "Report about “{place}” · {title} · {day}, to keep, print or send on. Published figures only.",
    promise=True,
)
def report(place: str, title: str, day: date) -> None:
    """Below the file."""


@message(
    "Report so far about “{place}” · {title} · {day}, to keep, print or send on. Published figures only.",
    promise=True,
)
def report_so_far(place: str, title: str, day: date) -> None:
    """Below the file, of a session that is still open."""


@message("The session is still open. This is what has been shown so far.")
def still_open() -> None:
    """On the cover sheet."""


@message("What we asked")
def asked() -> None:
    """A heading on the cover sheet; below it are questions."""


@message("What each person was asked alone")
def left_alone() -> None:
    """A heading on the cover sheet; below it are questions that the group left out."""


@message("First steps, chosen without a name")
def first_steps() -> None:
    """A heading on the last page."""


@message("This group over time")
def over_time() -> None:
    """A heading on the last page: earlier sessions beside this one."""


@message(
    "Published figures only: what everyone was shown. Nothing here shows who said what.",
    promise=True,
)
def what_it_is() -> None:
    """At the foot of each page."""


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
