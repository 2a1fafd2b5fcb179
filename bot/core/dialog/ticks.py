"""The ticks of a question that takes several options, always in the question's order."""

from bot.core.dialog.question import Question

Ticks = tuple[str, ...]


def tick(question: Question, ticked: Ticks, option_id: str) -> Ticks:
    """The ticks after one more; an exclusive option stands alone."""
    options = question.options
    if options[option_id].exclusive:
        return (option_id,)
    kept = {other for other in ticked if not options[other].exclusive} | {option_id}
    return tuple(other for other in options if other in kept)


def untick(ticked: Ticks, option_id: str) -> Ticks:
    """The ticks after one less."""
    return tuple(other for other in ticked if other != option_id)
