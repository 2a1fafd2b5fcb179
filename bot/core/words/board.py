"""The board of a group session: who takes part and how far it is, and the way in."""

from bot.core.words.phrase import Phrase, message


@message(
    "Your answers are confidential, not anonymous: totals appear only once {k} or more people "
    "have answered, each question says how exactly they are shown, and no one, not even the "
    "coach, sees who chose what.",
    promise=True,
)
def contract(k: int) -> None:
    """On the board, and on the invitation."""


@message("The session has ended. {people} You can still see your result: tap “My result”.")
def ended(people: Phrase) -> None:
    """people: how many took part, a sentence."""


@message("{number} person is taking part.", "{number} people are taking part.", by="number")
def people(number: int) -> None:
    """How many take part."""


@message("More than {number} people are taking part.")
def more_than(number: int) -> None:
    """In tens, so that the board need not change with each."""


@message("{number} person took part.", "{number} people took part.", by="number")
def took_part(number: int) -> None:
    """How many took part, after the end."""


@message("More than {number} people took part.")
def more_took_part(number: int) -> None:
    """In tens, as while it is under way."""


@message("Took part: {names}")
def who_took_part(names: str) -> None:
    """On the console, after the end. names: a list."""


@message("{coach} {steps} {people}")
def about(coach: Phrase, steps: Phrase, people: Phrase) -> None:
    """The first line, three sentences."""


@message("Coach: {name}.")
def coach(name: str) -> None:
    """Who leads."""


@message("Coach: no one right now.")
def no_coach() -> None:
    """The coach left the group, or was forgotten."""


@message("{number} step.", "{number} steps.", by="number")
def steps(number: int) -> None:
    """How long the session is."""


@message("Tap Join. You can also start on your own now, in our private chat.")
def lobby() -> None:
    """Before the first step."""


@message("Paused before the first step. All answers are kept.")
def paused_before_start() -> None:
    """Until the coach resumes it."""


@message("Paused at step {step} of {steps}. All answers are kept.")
def paused_at(step: int, steps: int) -> None:
    """Until the coach resumes it."""


@message("I was away from this group. All answers are kept.")
def detached() -> None:
    """The bot was removed or muted, and is back."""


@message("The session will end in a moment.")
def ending() -> None:
    """The coach can still undo it."""


@message("Step {step} of {steps}. You can join at any time.")
def at_step(step: int, steps: int) -> None:
    """While it is under way."""


@message("Your answers are safe. An admin can become the coach with /coach.")
def answers_are_safe() -> None:
    """Nobody leads."""


@message("The coach is away. Your answers are safe, and an admin can take over with /coach.")
def coach_is_away() -> None:
    """For ten minutes or more."""


@message("Written by {author}. Paid for by: {funding}.")
def written_by(author: str, funding: str) -> None:
    """About the dialog."""


@message("How the first steps went")
def first_steps() -> None:
    """A heading; below it are totals."""


@message("Join", most=30)
def join() -> None:
    """A button."""


@message("What is shared?", most=30)
def what_is_shared() -> None:
    """A button."""


@message("In private ↗", most=30)
def in_private() -> None:
    """A button that opens the private chat."""
