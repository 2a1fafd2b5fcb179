"""A first step in somebody's own words, for the wall."""

from bot.core.words.buttons import LONGEST_LABEL
from bot.core.words.phrase import message


@message("✍ In my own words", most=30)
def in_my_own_words() -> None:
    """A button below the plan: to write a first step in private."""


@message("Your first step, for {place}")
def title(place: str) -> None:
    """Above the message in which it is written. place: the group's name."""


@message("Your first step, for your group")
def title_without_name() -> None:
    """As `title`, of a group without a name."""


@message("Write it below, in up to {most} characters. You'll see it once more before anybody else does.")
def write_below(most: int) -> None:
    """Before it is written."""


@message("Everybody sees this with your name: “{text}”", promise=True)
def everybody_sees(text: str) -> None:
    """Before it is shown."""


@message("Your coach can take it off the wall, and so can you: choose “Keep it to myself” in the group.")
def how_to_take_off() -> None:
    """Below `everybody_sees`."""


@message("Show it", most=LONGEST_LABEL)
def show_it() -> None:
    """A button."""


@message("Write it again", most=LONGEST_LABEL)
def again() -> None:
    """A button."""


@message("Keep it private", most=LONGEST_LABEL)
def keep_private() -> None:
    """A button: what was written is deleted."""


@message("It's on the wall, with your name.")
def on_the_wall() -> None:
    """After it was shown."""


@message("On the wall, with your name: “{text}”", promise=True)
def stands_on_the_wall(text: str) -> None:
    """In the place of what was being written."""


@message("Kept private. Nothing was shown, and I've deleted it.", promise=True)
def kept() -> None:
    """After it was not."""


@message("It isn't on the wall any more.", promise=True)
def no_longer_there() -> None:
    """In the place of what was being written, once its writer took it off."""


@message(
    "I've deleted what you just wrote. What you put on the wall before is still there, with your name.",
    promise=True,
    most=200,
)
def kept_beside_another() -> None:
    """After it was not, by somebody whose earlier words are on the wall."""


@message("Write to me in our private chat: I've asked you there.", most=200)
def in_private() -> None:
    """In the group, after a tap."""


@message("You write this in our private chat. Tap “In private” first, then this button again.", most=200)
def where() -> None:
    """In the group, to somebody who has never written to the bot."""


@message("You can't add to the wall any more.", most=200)
def too_late() -> None:
    """When the plan is over."""


@message("There's nothing to read in that. Please write it in words.")
def nothing_to_read() -> None:
    """To a text that shows nothing."""


@message("That has {length} characters, and the wall has room for {most}. Please make it shorter.")
def too_long(most: int, length: int) -> None:
    """To a text that is too long."""


@message("Own words on the wall ({number})", "Own words on the wall ({number})", by="number", most=30)
def read(number: int) -> None:
    """A button of the console."""


@message("On the wall, in people's own words")
def page() -> None:
    """The title of a page of the console."""


@message("{number}. {name}: {text}")
def line(number: int, name: str, text: str) -> None:
    """One of them on that page."""


@message("Nobody's own words are on the wall now.")
def none_there() -> None:
    """On that page."""


@message("Take off {number}", most=LONGEST_LABEL)
def take_off(number: int) -> None:
    """A button of that page."""


@message(
    "{number} more on the wall; they move up as you take others off.",
    "{number} more on the wall; they move up as you take others off.",
    by="number",
)
def more(number: int) -> None:
    """On that page, which lists ten."""


@message("Taken off the wall. I've told the person who wrote it, in private.")
def taken_off() -> None:
    """To the coach."""


@message("Taken off the wall. I can't message the person who wrote it, so please let them know yourself.")
def taken_off_untold() -> None:
    """To the coach, where the writer has no private chat with the bot."""


@message(
    "In “{place}”, the coach took your line off the wall. Your plan and your result haven't changed. "
    "Your line was: “{text}”"
)
def off_the_wall(place: str, text: str) -> None:
    """In private, to whoever wrote it."""


@message("You can pick one of the steps there, or write another line.")
def another_step() -> None:
    """Below that, while people still make their plans."""


@message("That one isn't on the wall any more.")
def gone() -> None:
    """To the coach."""
