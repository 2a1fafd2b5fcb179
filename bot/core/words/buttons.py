"""Names of buttons. A phone cuts a label after about 35 letters."""

from typing import Final

from bot.core.words.phrase import message

LONGEST_LABEL: Final = 35


@message("Who's behind this?", most=LONGEST_LABEL)
def about() -> None:
    "On the welcome: who wrote the dialog, and who paid for it."


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


@message("All reasons", most=LONGEST_LABEL)
def all_reasons() -> None:
    "On the result, as all the buttons down to Not quite right."


@message("Compare the ways", most=LONGEST_LABEL)
def compare_ways() -> None:
    "Puts the alternatives side by side."


@message("What I told you", most=LONGEST_LABEL)
def what_i_told_you() -> None: ...


@message("Sources", most=LONGEST_LABEL)
def sources() -> None: ...


@message("Share", most=LONGEST_LABEL)
def share() -> None: ...


@message("Not quite right", most=LONGEST_LABEL)
def not_quite_right() -> None:
    "Asks which line of the result is wrong."


@message("Where I lean now", most=LONGEST_LABEL)
def leaning_now() -> None:
    "On the result of somebody who was asked where they lean before the first question."


@message("‹ Back to the answer", most=LONGEST_LABEL)
def back_to_answer() -> None:
    "From a page of the result to its front."


@message("Answer only", most=LONGEST_LABEL)
def answer_only() -> None:
    "Shares the first sentence of the result."


@message("With reasons", most=LONGEST_LABEL)
def with_reasons() -> None:
    "Shares the result with its reasons."


@message("Send it, ready to forward", most=LONGEST_LABEL)
def send_shared() -> None: ...


@message("Send it as a picture", most=LONGEST_LABEL)
def send_picture() -> None: ...


@message("Something else", most=LONGEST_LABEL)
def something_else() -> None:
    "To the question which line of the result is wrong: none of them."


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


@message("‹ {number} of {total}", most=LONGEST_LABEL)
def part_before(number: int, total: int) -> None:
    "Leads to the part before, of a message that is too long for one."


@message("{number} of {total} ›", most=LONGEST_LABEL)
def part_after(number: int, total: int) -> None:
    "As `part_before`, to the next part."
