"""What a kind of question is: everything the rest of the bot may ask of it.

A kind is a stateless object; `bot.core.kinds` holds one module for each and the table of them. Nothing
outside that package recognizes a kind by its name or class: it asks the kind. The defaults here are those of
a kind with options that is answered by tapping, so a new kind overrides only what is different about it.

What must not live here: the words of a question (they are the author's), and anything of a session.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.keys import Flaw, Key
from bot.core.dialog.understanding import Understanding
from bot.core.screen.button import Rows
from bot.core.words.phrase import Phrase, Words

if TYPE_CHECKING:
    from bot.core.dialog.question import Question


@dataclass(frozen=True, slots=True)
class Tappable:
    """One thing that a question offers to tap. id: what its button stands for, unique in the question."""

    id: str
    label: str


class Kind(ABC):
    """One kind of question.

    name: the word for it in YAML. summary: its answer in a few words, for the JSON Schema.
    keys, option_keys: the YAML keys it adds to questions and to their options.
    takes_options: whether its questions have options, which score and which conditions compare with.
    fewest_options: how many options a question needs, where it takes them.
    expects_answer: False for what is only read: it can be neither skipped nor changed.
    is_ticked: whether one answer is a tuple of options, ticked one by one.
    is_counted: whether a group can be asked it on a message that everybody sees, and its answers counted.
    is_typed: whether it is answered by typing, not by buttons.
    accepts_any_text: whether every text is an answer, so that words for steering may be meant as one.
    """

    name: ClassVar[str]
    summary: ClassVar[str]
    keys: ClassVar[tuple[Key[object], ...]] = ()
    option_keys: ClassVar[tuple[Key[object], ...]] = ()
    takes_options: ClassVar[bool] = True
    fewest_options: ClassVar[int] = 2
    expects_answer: ClassVar[bool] = True
    is_ticked: ClassVar[bool] = False
    is_counted: ClassVar[bool] = True
    is_typed: ClassVar[bool] = False
    accepts_any_text: ClassVar[bool] = False

    # --- what an author writes -----------------------------------------------------------

    def check(self, question: "Question") -> Iterator[Flaw]:
        """Yield what is wrong with a question beyond the shape of its keys."""
        return iter(())

    def way_of_asking(self, question: "Question") -> object:
        """Return a value that is equal for two versions of a question that take the same answers.

        The ids of its options are compared elsewhere, as long as a new one changes no other.
        """
        return {option.id: option.settings for option in question.options.values() if option.settings}

    def has_order(self, question: "Question") -> bool:
        """Return whether the options stand in an order, so that one has neighbours."""
        return False

    def names_result(self, question: "Question") -> bool:
        """Return whether the answer tells results of one dialog apart in lists."""
        return False

    # --- how it is shown -----------------------------------------------------------------

    def hint(self, question: "Question") -> Phrase | None:
        """Return how to answer, where the buttons do not show it."""
        return None

    def group_hint(self, question: "Question") -> Phrase | None:
        """Return the same for a message that a whole group sees."""
        return None

    def tappable(self, question: "Question") -> tuple[tuple[Tappable, ...], ...]:
        """Return what can be tapped, row by row; nothing where the answer is typed."""
        return tuple((Tappable(option.id, option.text),) for option in question.options.values())

    @abstractmethod
    def rows(self, question: "Question", draft: Value | None, words: Words) -> Rows:
        """Return the buttons in a private chat. draft: what is ticked so far, or was answered before."""

    def tap_ids(self, question: "Question") -> tuple[str, ...]:
        """Return the ids of everything that can be tapped, in order."""
        return tuple(each.id for row in self.tappable(question) for each in row)

    # --- answers -------------------------------------------------------------------------

    def take(self, question: "Question", draft: Value | None, tap: str) -> Value:
        """Return the answer after a tap on one of the `tap_ids`. draft: the answer so far."""
        return tap

    def untake(self, question: "Question", draft: Value | None, tap: str) -> Value:
        """Return the answer after a tick was taken away; of a kind that is ticked."""
        raise TypeError(f"nothing is ticked in a `{self.name}` question")

    @abstractmethod
    def read(self, question: "Question", text: str) -> Understanding:
        """Return what a typed text means to this question."""

    def read_kept(self, question: "Question", text: str) -> Understanding:
        """Return what a text means that its writer wants to be kept, be it of danger."""
        return self.read(question, text)

    def as_written(self, question: "Question", text: str) -> Value | None:
        """Return a text itself as the answer; None where it cannot be one."""
        return None

    def restore(self, question: "Question", value: Value) -> Value | None:
        """Return what of an answer to an earlier version still is one; None for nothing of it."""
        return value if value in self.values(question) else None

    @abstractmethod
    def describe(self, question: "Question", value: Value) -> Phrase:
        """Return an answer in the words of its question."""

    @abstractmethod
    def options_of(self, question: "Question", value: Value) -> tuple[str, ...]:
        """Return the ids of the options that an answer stands for; none for a text."""

    @abstractmethod
    def values(self, question: "Question") -> Iterator[Value]:
        """Yield every answer that scoring can tell apart, at least one."""

    # --- scoring -------------------------------------------------------------------------

    def most_points(self, question: "Question", scale: str) -> int:
        """Return the most points that one answer can give a scale, unweighted."""
        return max((option.score.get(scale, 0) for option in question.options.values()), default=0)

    def count(self, question: "Question", chosen: tuple[str, ...]) -> int:
        """Return how many of the chosen options count as ticks."""
        return len(chosen)

    def steps(self, question: "Question", value: Value) -> Iterator[Value]:
        """Yield the answers one step away; none where the options have no order."""
        values = list(self.values(question))
        chosen = [self.options_of(question, each) for each in values]
        mine = self.options_of(question, value)
        if self.has_order(question) and mine in chosen:
            at = chosen.index(mine)
            yield from values[max(at - 1, 0) : at] + values[at + 1 : at + 2]

    def others(self, question: "Question", value: Value) -> Iterator[Value]:
        """Yield the other answers."""
        mine = () if isinstance(value, Silence) else self.options_of(question, value)
        yield from (each for each in self.values(question) if self.options_of(question, each) != mine)
