"""The plan of a session: what the coach's console says of it, and the buttons that change it."""

from bot.core.words.phrase import Phrase, message

# --- what it says ------------------------------------------------------------------------------


@message("{number} question", "{number} questions", by="number")
def questions(number: int) -> None:
    """How many a plan has up to the results."""


@message("{questions} and {number} after the results")
def questions_and_after(questions: Phrase, number: int) -> None:
    """How many a plan has that asks some once more when the results are there. questions: see `questions`."""


@message(
    "Plan: {questions}, about {minutes} minutes (answering {answering}, talking {talking}, results and first "
    "steps {results})."
)
def plan_lasts(questions: Phrase, minutes: int, answering: int, talking: int, results: int) -> None:
    """How long a session is likely to take. questions: see `questions` and `questions_and_after`."""


@message("The times are what your last sessions took.")
def by_your_sessions() -> None:
    """Below them, where earlier sessions tell how long steps take."""


@message("How long do you have? I pick the questions that matter most; each person answers the others alone.")
def how_long() -> None:
    """Before the start, where everything is planned."""


@message(
    "Tap a question to leave it out or take it in; ↑ moves it up. What you leave out, each person answers "
    "alone, before their result. What depends on another question comes after it, and only if enough of "
    "you have it."
)
def plan_how() -> None:
    """On the page of the plan, before the start."""


@message(
    "Still to come. Tap a question to leave it out, or to put it back; ⏭ makes it the next one. "
    "What you leave out, each person answers alone, before their result. What depends on another question "
    "comes after it, and only if enough of you have it."
)
def plan_how_live() -> None:
    """On the page of the plan, once the session is under way."""


@message("No more questions until the results.")
def plan_done() -> None:
    """On the page of the plan, where nothing can be changed."""


# --- what it does ------------------------------------------------------------------------------


@message("{minutes} min", most=30)
def length(minutes: int) -> None:
    """A button: plans so many minutes."""


@message("Save for my next group", most=30)
def save() -> None:
    """A button: keeps the plan under the group's name."""


@message("As in “{name}”")
def as_saved(name: str) -> None:
    """A button: a plan that was saved; name: of the group it was made for."""


@message("All questions", most=30)
def all_questions() -> None:
    """A button: plans everything."""


@message("Plan", most=30)
def plan() -> None:
    """A button: shows the plan."""


@message("‹ Back", most=30)
def plan_back() -> None:
    """A button: shows the console as usual."""


@message("✔ {ask}")
def taken(ask: str) -> None:
    """A button: a question of the plan."""


@message("＋ {ask}")
def left(ask: str) -> None:
    """A button: a question that is left out."""


@message("↑", most=30)
def move_up() -> None:
    """A button: one place earlier."""


@message("⏭", most=30)
def make_next() -> None:
    """A button: comes next."""


@message("Drop the rest", most=30)
def drop_rest() -> None:
    """A button: on to the results."""
