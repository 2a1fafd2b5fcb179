"""Several options out of several, ticked one by one."""

from collections.abc import Iterator
from itertools import combinations

from bot.core.dialog.answers import InvalidAnswer, Value
from bot.core.dialog.question import Question
from bot.core.dialog.ticks import tick
from bot.core.kinds.answering import Done, Pick, Unpick
from bot.core.kinds.typed import options_meant
from bot.core.screen.button import Button, Rows

ON, OFF = "☑ ", "☐ "


class Many:
    """A question that takes one or more options; its value is their ids, in the question's order."""

    name = "many"
    is_ordered = False

    def hint(self, question: Question) -> str:
        return "Tick all that fit, then choose Done; or type their numbers, as 1, 2."

    def parse(self, question: Question, raw: str) -> tuple[str, ...]:
        """Read one option or a list of them."""
        meant = {option.id: option for option in options_meant(question, raw)}
        if not meant:
            raise InvalidAnswer("Please tick at least one.")
        alone = next((option for option in meant.values() if option.exclusive), None)
        if alone is not None and len(meant) > 1:
            raise InvalidAnswer(f"“{alone.text}” stands alone: choose it, or the others.")
        ticked: tuple[str, ...] = ()
        for option in meant:
            ticked = tick(question, ticked, option)
        return ticked

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return value if isinstance(value, tuple) else ()

    def describe(self, question: Question, value: Value) -> str:
        return ", ".join(question.options[option].text for option in self.options_of(question, value))

    def values(self, question: Question) -> Iterator[Value]:
        together = [option.id for option in question.options.values() if not option.exclusive]
        for size in range(1, len(together) + 1):
            yield from combinations(together, size)
        yield from ((option.id,) for option in question.options.values() if option.exclusive)

    def rows(self, question: Question, draft: Value | None) -> Rows:
        ticked = self.options_of(question, draft) if draft is not None else ()
        options = tuple(
            (
                Button(f"{ON}{option.text}", Unpick(question.id, option.id))
                if option.id in ticked
                else Button(f"{OFF}{option.text}", Pick(question.id, option.id)),
            )
            for option in question.options.values()
        )
        return (*options, (Button(f"Done ({len(ticked)})" if ticked else "Done", Done(question.id)),))
