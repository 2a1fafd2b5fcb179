"""A question that a coach writes for the group: how it is written, in the coach's private chat."""

from bot.core.words.phrase import message

# --- what it says ------------------------------------------------------------------------------


@message("Your own question · {place}")
def title(place: str) -> None:
    """Above what is being written; place: the group."""


@message("Your own question")
def title_without_name() -> None:
    """The same for a group whose name is not known."""


@message("What do you want to ask? Write it to me in one message.")
def write_ask() -> None:
    """What to do first."""


@message("It doesn't change anyone's result, and anyone can skip it. Your co-coaches see it too.")
def what_it_is() -> None:
    """Below the first step."""


@message("Now write the answers, one per line: {fewest} to {most} of them.")
def write_answers(fewest: int, most: int) -> None:
    """What to do second."""


@message(
    "If there are more than five, put answers that are alike next to each other: where small numbers have "
    "to be hidden, such a pair is counted together."
)
def put_alike_together() -> None:
    """Below the second step."""


@message("How exactly may the group see the totals?")
def choose_level() -> None:
    """What to do third."""


@message(
    "Show exact totals only for what nobody minds sharing, like when to have lunch. If it's personal, hide "
    "small numbers."
)
def which_level() -> None:
    """Below the third step."""


@message("Nothing has been asked yet. Add it to the plan, or ask it next.")
def ready() -> None:
    """Below the whole question."""


@message("Change what you like, then tap Save.")
def ready_to_save() -> None:
    """Below a question that is in the session already."""


@message("No more questions can be asked in this session.")
def too_late() -> None:
    """Below the whole question, where there is nothing left to plan."""


@message("This question is on hold. Tap Continue to go on writing.")
def on_hold() -> None:
    """Something else was begun meanwhile."""


@message("That's done. “Own question” on your console starts another one.")
def nothing_open() -> None:
    """Where a question was written."""


# --- what is wrong with a text -----------------------------------------------------------------


@message(
    "I haven't added that to your question. If you meant it as part of it, please reword it: it could hit "
    "someone in the group hard, and I couldn't help them."
)
def put_it_differently() -> None:
    """After help was told: there are words of danger in what a coach wrote."""


@message("I can't see any text in that. Write your question in one message.")
def nothing_to_read() -> None:
    """A text of invisible signs."""


@message("That's too long: {length} characters, and {most} is the most. Please write it shorter.")
def too_long(most: int, length: int) -> None:
    """The question is too long."""


@message(
    "I found {number} answer, and need {fewest} to {most}. Write each on a line of its own.",
    "I found {number} answers, and need {fewest} to {most}. Write each on a line of its own.",
    by="number",
)
def wrong_number(number: int, fewest: int, most: int) -> None:
    """Too few answers, or too many."""


@message("This answer is too long: “{answer}…” An answer can have {most} characters.")
def answer_too_long(answer: str, most: int) -> None:
    """answer: as much of it as would fit."""


@message(
    "Everyone gets a Skip button, so “{answer}” can't be one of your answers. Write the others again, "
    "without it."
)
def skip_is_there(answer: str) -> None:
    """An answer is called as a button of ours."""


@message("“{answer}” is there twice. Please write the answers again.")
def twice(answer: str) -> None:
    """Two answers are the same."""


# --- toasts ------------------------------------------------------------------------------------


@message("Write it below.")
def write_below() -> None:
    """The first step is in a new message."""


@message("It's in the plan.")
def added() -> None:
    """The question was added."""


@message("It comes next.")
def comes_next() -> None:
    """The question was added as the next one."""


@message("You already have this question. Tap “Ask again” in its talk, or write another one.")
def already_there() -> None:
    """The same question is part of the session."""


@message("The dialog already asks that. Add its question to the plan, or write a different one.")
def dialog_asks_it() -> None:
    """The dialog has nearly the same question, with the same answers."""


@message("You've written {most} questions for this session. That's the most.")
def enough(most: int) -> None:
    """No more questions of one's own."""


@message("There is no finished question here. Tap “Own question” on your console.")
def nothing_to_add() -> None:
    """A button of a question that is no longer there."""


@message("Discarded.")
def discarded() -> None:
    """The question was thrown away."""


@message("Here it is again, below.")
def edit_below() -> None:
    """The question that is to be changed is in a new message."""


@message("Saved.")
def saved() -> None:
    """The question was changed."""


@message("The group has already been asked this question, so it stays as it is.")
def asked_already() -> None:
    """A question cannot be changed any more."""


@message("Another coach has changed this question in the meantime. You can add yours as a new one.")
def changed_by_another() -> None:
    """A question that was changed is no longer there as it was."""


@message("First finish or discard the question you're writing.")
def finish_first() -> None:
    """A question of one's own is half-written."""


# --- buttons -----------------------------------------------------------------------------------


@message("Own question", most=30)
def own_question() -> None:
    """A button of the console: writes one."""


@message("Add to the plan", most=30)
def add() -> None:
    """A button."""


@message("Ask it next", most=30)
def ask_next() -> None:
    """A button."""


@message("Edit question", most=30)
def change_ask() -> None:
    """A button."""


@message("Edit answers", most=30)
def change_answers() -> None:
    """A button."""


@message("🔓 Show exactly", most=30)
def exactly() -> None:
    """A button: all totals are shown."""


@message("🔒 Hide small numbers", most=30)
def counted() -> None:
    """A button: small numbers are hidden."""


@message("✏ Edit {number}", most=30)
def edit(number: int) -> None:
    """A button of the plan: changes the question of that number."""


@message("Save", most=30)
def save() -> None:
    """A button."""


@message("Leave as it was", most=30)
def leave_as_it_was() -> None:
    """A button: throws the changes away."""


@message("Discard", most=30)
def discard() -> None:
    """A button: throws the question away."""


@message("Cancel", most=30)
def cancel() -> None:
    """A button: throws away what is half-written."""


@message("Continue", most=30)
def go_on() -> None:
    """A button: goes on writing."""
