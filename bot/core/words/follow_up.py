"""What follows a result: a promised step and its reminder, a second look, the way on to another dialog."""

from datetime import date

from bot.core.words.buttons import LONGEST_LABEL
from bot.core.words.phrase import message
from bot.core.words.toasts import LONGEST_TOAST

# --- buttons below the result ---------------------------------------------------------------


@message("I'll do it", most=LONGEST_LABEL)
def do_it() -> None:
    "Promises the first step of the advice."


@message("Keep as PDF", most=LONGEST_LABEL)
def keep_page() -> None:
    "Sends the result as one page."


@message("Copy the message", most=LONGEST_LABEL)
def copy_message() -> None:
    "Copies a text that the person can send to somebody, such as their boss."


# --- when to write ----------------------------------------------------------------------------


@message("I'd write once, on {day}. When?")
def when(day: date) -> None:
    "After “I'll do it”. Buttons with times of the day follow."


@message("No tap, no message.", promise=True)
def only_by_consent() -> None:
    "Below the question when to write."


@message("Morning", most=LONGEST_LABEL)
def morning() -> None: ...


@message("Evening", most=LONGEST_LABEL)
def evening() -> None: ...


@message("No message", most=LONGEST_LABEL)
def no_message() -> None:
    "Does not want to be written to."


@message("What time is it where you are?")
def what_time() -> None:
    "Buttons with times of the day follow, such as 14:05."


@message(
    "Tap the nearest time. I keep only how far it is from UTC, so that I don't write at night.", promise=True
)
def nearest_time() -> None:
    "Below the question what time it is."


@message("The times have moved on a little. Please tap again.", most=LONGEST_TOAST)
def times_moved_on() -> None:
    "To an answer to the question what time it is, long after it was asked."


# --- what was agreed --------------------------------------------------------------------------


@message("By {day}: {step}")
def promised(day: date, step: str) -> None: ...


@message("I'll write on {day}, at about {hour}:00 your time.")
def will_write(day: date, hour: int) -> None: ...


@message("On {day} I'll also ask whether your answers still hold.")
def will_look(day: date) -> None: ...


@message("Another time", most=LONGEST_LABEL)
def another_time() -> None: ...


@message("Don't write", most=LONGEST_LABEL)
def do_not_write() -> None: ...


@message("Also check again on {day}", most=LONGEST_LABEL)
def check_again(day: date) -> None:
    "Asks for one more message, on the day on which the advice should be looked at again."


@message("Don't check again", most=LONGEST_LABEL)
def check_no_more() -> None:
    "Takes back the wish for one more message."


@message(
    "You can start over. I'll still write to you about the step you planned: “{step}”.",
    promise=True,
    most=LONGEST_TOAST,
)
def promise_stands(step: str) -> None:
    """To somebody who begins a dialog again while a step is promised."""


@message("You've already agreed to that. See my message about it.", most=LONGEST_TOAST)
def promised_already() -> None:
    "To “I'll do it”, where the step was promised before."


# --- the reminder -----------------------------------------------------------------------------


@message("You meant to do this by {day}:")
def meant_to(day: date) -> None:
    "The reminder. The step follows."


@message("This is the last time I ask.", promise=True)
def last_time_asked() -> None:
    "Below the second reminder."


@message("Done", most=LONGEST_LABEL)
def done() -> None: ...


@message("A week later", most=LONGEST_LABEL)
def week_later() -> None:
    "Wants to be reminded in a week."


@message("Drop it", most=LONGEST_LABEL)
def drop() -> None:
    "Does not mean to do the step any more."


@message("Well done. Did that change an answer?")
def did_it_change() -> None:
    "After “Done”."


@message("Look again", most=LONGEST_LABEL)
def look_again() -> None:
    "Goes through the answers again that may have changed."


@message("No", most=LONGEST_LABEL)
def nothing_new() -> None:
    "No answer has changed."


# --- the end ----------------------------------------------------------------------------------


@message("No message, then. The step stays yours:")
def ended_without() -> None:
    "The step follows."


@message("Dropped. I won't write about this step again.", promise=True)
def ended_dropped() -> None: ...


@message("Then your advice still stands, and I won't write about this step again.", promise=True)
def ended_done() -> None: ...


@message("You have newer advice, so I won't write about the step from before.", promise=True)
def ended_newer() -> None: ...


@message("I couldn't write when you asked me to, and now it's too late. The step was:")
def ended_missed() -> None:
    "The bot was out of order for more than a week. The step follows."


@message("You're looking at your answers again, below.")
def ended_looking() -> None: ...


# --- a second look ----------------------------------------------------------------------------


@message("On {day}, the advice was: {advice}\nHas anything changed since?")
def invite(day: date, advice: str) -> None:
    "Weeks after the advice, to somebody who wanted to be asked."


@message("It takes a few taps: I ask only what could change the advice.")
def few_taps() -> None:
    "Below the invitation to look again."


@message("Still so? · {number} of {total}")
def still_so(number: int, total: int) -> None:
    "Above a question that was answered before, and is asked once more."


@message("Still so: {answer}")
def keep_answer(answer: str) -> None:
    "A button that keeps the answer from before."


@message("Last time, on {day}: {advice}\nNothing has changed since, so it still holds.")
def nothing_changed(day: date, advice: str) -> None:
    "In the result of a second look, if all answers are as before."


@message("Last time, on {day}, it was the same.\nWhat changed: {reason}")
def same_advice(day: date, reason: str) -> None:
    "In the result of a second look: other answers, and the same advice. reason: a sentence."


@message("Last time, on {day}: {before}\nNow: {now}\nWhat changed: {reason}")
def other_advice(day: date, before: str, now: str, reason: str) -> None:
    "In the result of a second look. before, now: the advice. reason: a sentence."


# --- on to another dialog ---------------------------------------------------------------------


@message("I'd take these answers along:")
def take_along() -> None:
    "Before another dialog begins. The answers follow, a line each."


@message("{question} → {answer}")
def answered(question: str, answer: str) -> None:
    "A question with its answer, on one line."


@message("None of your answers fits there, so it starts afresh.")
def nothing_to_take() -> None: ...


@message("Use them", most=LONGEST_LABEL)
def use_them() -> None:
    "Takes the answers along."


@message("Ask me again", most=LONGEST_LABEL)
def ask_afresh() -> None:
    "Begins the other dialog without any answer."


@message(
    "I've brought {number} answer along. You can change it at the end.",
    "I've brought {number} answers along. You can change them at the end.",
    by="number",
)
def taken_along(number: int) -> None:
    "On the first card of the other dialog."


# --- the page to keep -------------------------------------------------------------------------


@message("Your result on one page, to keep or print. Your answers are on it, too.", promise=True)
def page_caption() -> None:
    "Below the file."


@message("Your answers")
def your_answers() -> None:
    "A heading on the page."


@message("Opinion, no guarantee. {title}, version {version}. Written by {author}. Paid for by: {funding}.")
def page_foot(title: str, version: int, author: str, funding: str) -> None:
    "At the foot of the page."
