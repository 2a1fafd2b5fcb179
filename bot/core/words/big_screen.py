"""The big screen: its page of the console, and the projector's page."""

from bot.core.words.phrase import message

# --- on the console ----------------------------------------------------------------------------


@message(
    "The big screen is a page for a projector. It shows what everyone in the group sees: the code to join, "
    "the questions, how many have answered, the totals and the wall."
)
def what_it_shows() -> None:
    """Above the link."""


@message("Anyone with this link can watch. If it gets into the wrong hands, make a new one.", promise=True)
def who_sees_it() -> None:
    """Below the link."""


@message("The big screen is off. A new link turns it on.")
def is_off() -> None:
    """In the place of the link."""


@message("There is no big screen here any more: whoever runs this bot has turned it off.")
def not_set_up() -> None:
    """In the place of the link."""


@message("Open ↗", most=30)
def open_page() -> None:
    """A button."""


@message("Copy the link", most=30)
def copy_link() -> None:
    """A button."""


# --- on the page -------------------------------------------------------------------------------


@message("Connecting…")
def connecting() -> None:
    """In the place of the page, until the first state is there."""


@message("Connection lost. Trying again…")
def lost() -> None:
    """At the foot of the page; what it showed last stays."""


@message("This screen is off. Ask the coach for the link.")
def off() -> None:
    """In the place of the page: the link was taken back, or the session was deleted."""


@message("This page needs JavaScript.")
def needs_script() -> None:
    """In the place of the page, in a browser that runs none."""


@message("Full screen (F)", most=30)
def full_screen() -> None:
    """A button, with its key."""


@message("Light or dark (D)", most=30)
def light_or_dark() -> None:
    """A button, with its key."""


@message("Smaller (−)", most=30)
def smaller() -> None:
    """A button, with its key: type and chart."""


@message("Larger (+)", most=30)
def larger() -> None:
    """A button, with its key: type and chart."""


@message("QR code of {link}")
def code(link: str) -> None:
    """What a screen reader says in the place of the code."""


@message("Time left")
def time_left() -> None:
    """What a screen reader says before the clock."""
