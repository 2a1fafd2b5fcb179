"""The clock that everybody sees, and who has looked at a question again."""

from bot.core.words.phrase import Phrase, message

# --- how long -----------------------------------------------------------------------------------


@message("{number} s")
def seconds(number: int) -> None:
    """A time of less than two minutes, in tens."""


@message("{number} min")
def minutes(number: int) -> None:
    """A longer time."""


# --- what it says -------------------------------------------------------------------------------


@message("⏱ Closes in about {time}.")
def closes_in(time: Phrase) -> None:
    """Below a question, and on the console."""


@message("⏱ Closes in about {time}: last chance to answer.")
def last_chance(time: Phrase) -> None:
    """Below a question that closes by itself."""


@message("⏱ About {time} left to talk.")
def talk_time(time: Phrase) -> None:
    """Below a talk, and on the console."""


@message("⏱ Time's up: please finish your thought.")
def time_is_up() -> None:
    """Below a talk."""


@message("⏱ About {time} left. The clock runs again when you continue.")
def stands_still(time: Phrase) -> None:
    """On the console, during a pause."""


@message("⏱ The time to talk is up.")
def talk_is_up() -> None:
    """On the console."""


# --- a second round -----------------------------------------------------------------------------


@message("Looked again: {done} of {of}")
def looked_again(done: int, of: int) -> None:
    """Below a question in its second round: how many kept their answer or chose another."""


@message("Looked again: about {percent}%")
def looked_again_about(percent: int) -> None:
    """The same of a big group, in tens."""


@message("Looked again: fewer than {below}%")
def looked_again_fewer(below: int) -> None:
    """The same of a big group, of whom hardly anyone has."""


@message("Looked again: everyone")
def all_looked_again() -> None:
    """The same of a big group, and on the console."""


# --- what the coach does ------------------------------------------------------------------------


@message("⏱ 1 min", most=30)
def start() -> None:
    """A button: everybody sees a minute run, after which the question closes."""


@message("One minute. Everyone sees the clock; then the question closes by itself.", most=200)
def started() -> None:
    """To “⏱ 1 min”."""


@message("☐ Reveal when all answered", most=30)
def turn_on() -> None:
    """A button: each question then closes by itself once everybody has answered."""


@message("☑ Reveal when all answered", most=30)
def turn_off() -> None:
    """A button: questions then stay open until the coach closes them."""


@message(
    "Once everyone has answered, I close the question and show what comes next. "
    "You have five seconds to cancel.",
    most=200,
)
def turned_on() -> None:
    """To “Reveal when all answered”."""


@message("Questions stay open until you close them.", most=200)
def turned_off() -> None:
    """To “Reveal when all answered”, once it was on."""
