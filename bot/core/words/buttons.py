"""Names of buttons. A phone cuts a label after about 35 letters."""

from typing import Final

from bot.core.words.phrase import message

LONGEST_LABEL: Final = 35


@message("Begin", most=LONGEST_LABEL)
def begin() -> None:
    "On the welcome card."


@message("‹ Back", most=LONGEST_LABEL)
def back() -> None:
    "To the question before."


@message("Skip", most=LONGEST_LABEL)
def skip() -> None:
    "Leaves a question out."


@message("Not sure", most=LONGEST_LABEL)
def not_sure() -> None:
    "Answers a question with neither of its options."


@message("Continue", most=LONGEST_LABEL)
def resume() -> None:
    "Takes a paused conversation up again, or leads from the review to the next question."


@message("Start over", most=LONGEST_LABEL)
def start_over() -> None:
    "Begins the same dialog anew."


@message("Start over on my own", most=LONGEST_LABEL)
def start_over_alone() -> None:
    "Begins a dialog that was part of a group session anew, for the person alone."


@message("Change an answer", most=LONGEST_LABEL)
def change_answer() -> None:
    "From the result to the list of answers."


@message("Get my advice", most=LONGEST_LABEL)
def get_advice() -> None:
    "On the list of answers, when all questions are answered."


@message("Switch to the new version", most=LONGEST_LABEL)
def move_over() -> None:
    "Goes on in the newer version of a dialog."


@message("‹ Back to my answers", most=LONGEST_LABEL)
def back_to_answers() -> None:
    "From the change of one answer to the list of answers."


@message("‹ Back to my result", most=LONGEST_LABEL)
def back_to_result() -> None:
    "From the list of answers, where nothing was changed."


@message("Open {number}", most=LONGEST_LABEL)
def open_result(number: int) -> None:
    "Opens the result with this number in the list."


@message("Compare {numbers}", most=LONGEST_LABEL)
def compare(numbers: str) -> None:
    'Puts results side by side. numbers: as "1, 3".'


@message("Continue: {title} ({number} answer)", "Continue: {title} ({number} answers)", by="number")
def resume_dialog(title: str, number: int) -> None:
    "In the list of dialogs: one that is under way."


@message("Delete everything", most=LONGEST_LABEL)
def delete_everything() -> None:
    "Answers /forgetme with yes."


@message("Keep everything", most=LONGEST_LABEL)
def keep_everything() -> None:
    "Answers /forgetme with no."
