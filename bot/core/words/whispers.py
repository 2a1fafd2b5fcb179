"""A word to the coach: what a member writes without a name, and what the coach does with it."""

from bot.core.words.phrase import message
from bot.core.words.toasts import LONGEST_TOAST

# --- to whoever writes -------------------------------------------------------------------------


@message("A word to your coach · {place}")
def title(place: str) -> None:
    """Above what is being written; place: the group."""


@message("A word to your coach")
def title_without_name() -> None:
    """The same for a group whose name is not known."""


@message("Write your question or remark in one message, up to {most} characters.")
def write_below(most: int) -> None:
    """What to do."""


@message(
    "Your coach, and whoever else coaches this session, sees this without your name, mixed with what others "
    "write, and not before the session has moved on. They may show it to the group as it stands. If only a "
    "few of you write, they could guess who it was.",
    promise=True,
)
def how_it_is_seen() -> None:
    """What happens to it, said before it is sent."""


@message(
    "Only {number} person takes part, and that's you: your coach will know who wrote it.",
    "Only {number} of you take part, so your coach may well know who wrote it.",
    by="number",
    promise=True,
)
def few_could_have_written(number: int) -> None:
    """Below `how_it_is_seen`, in a small group."""


@message("Send this to your coach?")
def send_this() -> None:
    """Below what was written."""


@message(
    "I kept nothing of that, and your coach hasn't seen it. If your coach should know, without your name, "
    "write it once more. They won't know whom to help, so please also tell someone you trust.",
    promise=True,
)
def not_passed_on() -> None:
    """After a text of somebody in danger, who was told before where to find help."""


@message(
    "Sent, without your name. You can send {number} more.",
    "Sent, without your name. You can send {number} more.",
    by="number",
)
def sent(number: int) -> None:
    """In the place of what was written; number: of words that are left in this session."""


@message("Nothing was sent.")
def nothing_sent() -> None:
    """In the place of what was thrown away."""


@message("Your coach isn't taking any more words from you in this session.")
def muted() -> None:
    """The coach muted whoever wrote something."""


@message("You've sent {most} words in this session. That's the most.")
def enough(most: int) -> None:
    """No more words."""


@message("That's too long: {length} characters, and {most} is the most. Please write it shorter.")
def too_long(most: int, length: int) -> None:
    """The text is too long."""


@message("I can't see any text in that. Please write it in one message.")
def nothing_to_read() -> None:
    """A text of invisible signs."""


@message("You aren't taking part in a group session right now, so there's no coach to write to.")
def no_session() -> None:
    """Answers /word."""


@message("I've written to you in our private chat.", most=LONGEST_TOAST)
def in_private() -> None:
    """The first step is in the private chat."""


@message(
    "Not here, where everyone can read it. Open our private chat with “In private ↗” and send /word there. "
    "Your coach sees it without your name.",
    most=LONGEST_TOAST,
)
def where() -> None:
    """Whoever has no private chat with the bot yet."""


@message("Write it below.", most=LONGEST_TOAST)
def here() -> None:
    """The first step is in a new message."""


@message("This session is over, so your coach doesn't get any more words.", most=LONGEST_TOAST)
def over() -> None:
    """The session has ended."""


@message("Write a word to your coach, without your name")
def word_command() -> None: ...


# --- to the coach ------------------------------------------------------------------------------


@message("Words to you")
def words_to_you() -> None:
    """The title of the page on which they are."""


@message("From the group, without names and in no order. What you show to the group stands there as written.")
def how_they_stand() -> None:
    """Below the title."""


@message("Nothing new.")
def nothing_new() -> None:
    """In the place of the words."""


@message("{number}. “{text}”")
def numbered(number: int, text: str) -> None:
    """One of them."""


@message("{number} more after these.", "{number} more after these.", by="number")
def more(number: int) -> None:
    """There is no room for all of them."""


@message("Someone in the group asks")
def from_the_group() -> None:
    """The title of a word that the coach shows to the group."""


@message("“{text}”")
def quoted(text: str) -> None:
    """What somebody wrote."""


@message("It's in the group now.", most=LONGEST_TOAST)
def put() -> None:
    """The coach showed it to the group."""


@message("Put aside.", most=LONGEST_TOAST)
def put_aside() -> None:
    """The coach is done with it."""


@message(
    "Whoever wrote this can't write to you any more in this session. You don't learn who it is.",
    most=LONGEST_TOAST,
)
def has_muted() -> None:
    """The coach muted whoever wrote it."""


@message("That word is no longer here.", most=LONGEST_TOAST)
def gone() -> None:
    """Another coach was faster, or whoever wrote it had it deleted."""


# --- buttons -----------------------------------------------------------------------------------


@message("💬 A word to the coach", most=30)
def word_to_coach() -> None:
    """A button: writes to the coach."""


@message("Send", most=30)
def send() -> None:
    """A button."""


@message("Change", most=30)
def change() -> None:
    """A button: writes it again."""


@message("Don't send", most=30)
def drop() -> None:
    """A button."""


@message("Words to you ({number})", most=30)
def read(number: int) -> None:
    """A button of the console."""


@message("{number} ➜ Group", most=30)
def put_to_group(number: int) -> None:
    """A button: shows a word to the group."""


@message("{number} Put aside", most=30)
def set_aside(number: int) -> None:
    """A button: done with it."""


@message("{number} Mute", most=30)
def mute(number: int) -> None:
    """A button: takes no more words from whoever wrote it."""
