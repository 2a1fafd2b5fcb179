"""A made-up kind of question, whole in one module as any real one: so many stars, tapped or typed."""

from collections.abc import Iterator
from fractions import Fraction

from bot.core.dialog.answers import Value
from bot.core.dialog.keys import Flaw, Holds, Key
from bot.core.dialog.kind import Tappable
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Meant, NotUnderstood, Understanding
from bot.core.kinds.one import OneKind
from bot.core.typed.clean import plain_form
from bot.core.words.phrase import Phrase, verbatim

MOST = Key("most", Holds.WHOLE, 5, "Most stars it takes (`stars` only).", least=2, most=8)
SHAPE = Key("shape", Holds.LINE, "★", "What a star looks like (`stars` only).", most=2, is_wording=True)
STARS: Key[int | None] = Key("stars", Holds.WHOLE, None, "Most stars of this option (`stars` only).", least=1)


class Stars(OneKind):
    """A question that takes 1 to `most` stars; each option stands for some of these numbers."""

    name = "stars"
    summary = "a number of stars"
    keys = (MOST, SHAPE)
    option_keys = (STARS,)

    def has_order(self, question: Question) -> bool:
        return True

    def check(self, question: Question) -> Iterator[Flaw]:
        for at, option in enumerate(question.options.values()):
            if (STARS.of(option) or 0) > MOST.of(question):
                yield Flaw("E12", "`stars` is more than `most`", path=("options", at, "stars"))

    def way_of_asking(self, question: Question) -> object:
        return MOST.of(question), super().way_of_asking(question)

    def hint(self, question: Question) -> Phrase:
        return verbatim(f"1 to {MOST.of(question)} stars")

    def group_hint(self, question: Question) -> Phrase:
        return verbatim(f"From {SHAPE.of(question)} to {SHAPE.of(question) * MOST.of(question)}")

    def tappable(self, question: Question) -> tuple[tuple[Tappable, ...], ...]:
        return (tuple(Tappable(f"s{at}", SHAPE.of(question) * at) for at in range(1, 1 + MOST.of(question))),)

    def take(self, question: Question, draft: Value | None, tap: str) -> Fraction:
        return Fraction(tap.removeprefix("s"))

    def read(self, question: Question, text: str) -> Understanding:
        words = plain_form(text).removesuffix("stars").strip()
        if words not in {str(at) for at in range(1, 1 + MOST.of(question))}:
            return NotUnderstood("stars", verbatim(f"Please give 1 to {MOST.of(question)} stars."))
        return Meant(Fraction(words), "stars")

    def describe(self, question: Question, value: Value) -> Phrase:
        return verbatim(f"{value} stars")

    def options_of(self, question: Question, value: Value) -> tuple[str, ...]:
        if not isinstance(value, Fraction):
            return ()
        fitting = (each.id for each in question.options.values() if value <= (STARS.of(each) or value))
        return tuple(fitting)[:1]

    def values(self, question: Question) -> Iterator[Value]:
        yield from (Fraction(at) for at in range(1, 1 + MOST.of(question)))
