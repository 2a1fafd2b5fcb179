"""Several options out of several, ticked one by one."""

from collections.abc import Iterator
from itertools import combinations

from bot.core.dialog.answers import Value
from bot.core.dialog.keys import Holds, Key
from bot.core.dialog.kind import Kind
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Understanding
from bot.core.kinds.answering import Done, Pick, Unpick
from bot.core.screen.button import Button, Rows
from bot.core.typed.reader import MANY, first_that_fits
from bot.core.words import kinds
from bot.core.words.phrase import Phrase, Words, verbatim

ON, OFF = "☑ ", "☐ "

EXCLUSIVE = Key("exclusive", Holds.SWITCH, False, "Cannot be ticked together with others (`many` only).")


class ManyKind(Kind):
    """A question that takes one or more options; its value is their ids, in the question's order."""

    name = "many"
    summary = "several"
    option_keys = (EXCLUSIVE,)
    is_ticked = True

    def hint(self, question: Question) -> Phrase | None:
        return kinds.tick_all()

    def group_hint(self, question: Question) -> Phrase | None:
        return kinds.tick_together()

    def rows(self, question: Question, draft: Value | None, words: Words) -> Rows:
        ticked = _ticks(draft)
        options = tuple(
            (
                Button(f"{ON}{option.text}", Unpick(question.id, option.id))
                if option.id in ticked
                else Button(f"{OFF}{option.text}", Pick(question.id, option.id)),
            )
            for option in question.options.values()
        )
        label = kinds.done_ticked(len(ticked)) if ticked else kinds.done()
        return (*options, (Button(words(label), Done(question.id)),))

    def take(self, question: Question, draft: Value | None, tap: str) -> tuple[str, ...]:
        """Return the ticks after one more; an exclusive option stands alone."""
        alone = _exclusive(question)
        if tap in alone:
            return (tap,)
        kept = {*_ticks(draft), tap} - alone
        return tuple(option for option in question.options if option in kept)

    def untake(self, question: Question, draft: Value | None, tap: str) -> tuple[str, ...]:
        return tuple(option for option in _ticks(draft) if option != tap)

    def read(self, question: Question, text: str) -> Understanding:
        return first_that_fits(MANY, question, text)

    def restore(self, question: Question, value: Value) -> Value | None:
        return tuple(option for option in question.options if option in _ticks(value)) or None

    def describe(self, question: Question, value: Value) -> Phrase:
        return verbatim(", ".join(question.options[option].text for option in _ticks(value)))

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        return value if isinstance(value, tuple) else ()

    def values(self, question: Question) -> Iterator[Value]:
        alone = _exclusive(question)
        together = [option for option in question.options if option not in alone]
        for size in range(1, len(together) + 1):
            yield from combinations(together, size)
        yield from ((option,) for option in question.options if option in alone)

    def most_points(self, question: Question, scale: str) -> int:
        points = {option.id: option.score.get(scale, 0) for option in question.options.values()}
        alone = [points.pop(option) for option in _exclusive(question)]
        return max(sum(points.values()), *alone, 0)

    def count(self, question: Question, chosen: tuple[str, ...]) -> int:
        return sum(not EXCLUSIVE.of(question.options[option]) for option in chosen)

    def steps(self, question: Question, value: Value) -> Iterator[Value]:
        """Yield the ticks with one more, or one less; after the last one, what stands for none."""
        alone = _exclusive(question)
        for option in (each for each in question.options if each not in alone):
            if option not in _ticks(value):
                yield self.take(question, value, option)
            elif less := self.untake(question, value, option):
                yield less
            else:
                yield from ((each,) for each in question.options if each in alone)

    def others(self, question: Question, value: Value) -> Iterator[Value]:
        """Yield each option by itself."""
        yield from ((option,) for option in question.options if (option,) != value)


def _ticks(draft: Value | None) -> tuple[str, ...]:
    return draft if isinstance(draft, tuple) else ()


def _exclusive(question: Question) -> set[str]:
    return {option.id for option in question.options.values() if EXCLUSIVE.of(option)}
