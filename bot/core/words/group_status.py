"""Where a group stands, in one sentence; it follows many a toast."""

from bot.core.words.phrase import message


@message("The session hasn't started yet.")
def lobby() -> None:
    """Before the first step."""


@message("We're on step {step} of {steps}.")
def open_step(step: int, steps: int) -> None:
    """Its question is open."""


@message("Step {step} of {steps} is about to close.")
def closing_step(step: int, steps: int) -> None:
    """For five seconds it can be undone."""


@message("We're talking about step {step} of {steps}.")
def talk(step: int, steps: int) -> None:
    """After its question was closed."""


@message("We're looking at the totals of step {step} of {steps}.")
def totals(step: int, steps: int) -> None:
    """They are on show."""


@message("Step {step} of {steps} is closed.")
def closed_step(step: int, steps: int) -> None:
    """No totals of it are shown."""


@message("The results are here.")
def results() -> None:
    """Each can look at their own."""


@message("We're making plans.")
def plan() -> None:
    """Each chooses a first step."""


@message("The session has ended.")
def ended() -> None:
    """For good."""


@message("The session is paused.")
def paused() -> None:
    """Until the coach resumes it."""


@message("I can't write in the group right now.")
def detached() -> None:
    """The bot was removed or muted."""


@message("The session is about to end.")
def ends_soon() -> None:
    """For five seconds it can be undone."""
