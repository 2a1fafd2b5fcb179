"""How to answer a question of each kind, what typed answers lack, and answers in words."""

from bot.core.words.buttons import LONGEST_LABEL
from bot.core.words.phrase import Phrase, message

# --- any kind -----------------------------------------------------------------------------


@message("skipped")
def skipped() -> None:
    "Stands for an answer, as in a list of answers."


@message("not sure")
def not_sure() -> None:
    "Stands for an answer, as in a list of answers."


# --- several options ----------------------------------------------------------------------


@message("Tick everything that applies, then tap Done. You can also type: “1, 2” means the first two.")
def tick_all() -> None: ...


@message("Tap everything that applies. Tap again to untick.")
def tick_together() -> None:
    "As `tick_all`, on a message that a whole group sees."


@message("“{option}” only works on its own. Choose just that, or only others.")
def stands_alone(option: str) -> None:
    "To an option that excludes all others, typed together with others."


@message("Done", most=LONGEST_LABEL)
def done() -> None:
    "Takes what is ticked as the answer."


@message("Done ({number})", most=LONGEST_LABEL)
def done_ticked(number: int) -> None:
    "As `done`, with how many are ticked."


# --- scales -------------------------------------------------------------------------------


@message("{position} of {number}: {text}")
def scale_answer(position: int, number: int, text: str) -> None:
    'An answer on a scale, as "2 of 3: A bit".'


# --- numbers ------------------------------------------------------------------------------


@message("Type a number.")
def type_number() -> None: ...


@message("Type a number ({unit}).")
def type_number_of(unit: str) -> None: ...


@message("Type a number from {lowest} to {highest}.")
def type_number_between(lowest: str, highest: str) -> None:
    'The unit follows the last number, where there is one, as "from 0 to 24 hours".'


@message("Type a number: {lowest} or more.")
def type_number_from(lowest: str) -> None: ...


@message("Type a number: {highest} or less.")
def type_number_up_to(highest: str) -> None: ...


@message("That doesn't work here. {how}")
def does_not_fit(how: Phrase) -> None:
    "how: which number to type, as a sentence."


@message("It has to be from {lowest} to {highest}.")
def out_of_bounds(lowest: str, highest: str) -> None:
    'To a number that is too small or too big. The unit follows the last number: "from 0 to 200 km".'


@message("Please give it in {unit}.")
def other_unit(unit: str) -> None:
    "To a number with another unit."


@message("Keep {answer}", most=LONGEST_LABEL)
def keep_number(answer: str) -> None:
    "Takes the number that was given before once more."


# --- texts --------------------------------------------------------------------------------


@message("Type your answer.")
def type_text() -> None: ...


@message("Please type a few words.")
def too_short() -> None: ...


@message(
    "That's {number} character too long. Please send a shorter version.",
    "That's {number} characters too long. Please send a shorter version.",
    by="number",
)
def too_long(number: int) -> None: ...


@message("Keep what I wrote", most=LONGEST_LABEL)
def keep_text() -> None:
    "Takes the text that was given before once more."


# --- notes --------------------------------------------------------------------------------


@message("Continue", most=LONGEST_LABEL)
def read_on() -> None:
    "Below something to read between questions."


@message("read")
def was_read() -> None:
    "Stands for an answer, where there was only something to read."


@message("Please tap Continue, or type ok.")
def confirm_reading() -> None: ...
