"""A typed text beside the options of its question, with everything the rules look at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.dialog.question import Question
from bot.core.dialog.understanding import AskBack, Meant, NotUnderstood, Understanding
from bot.core.typed.choices import AllOptions, OptionWords, choices_of
from bot.core.typed.clean import key_of, plain_form, spell_out, split_words
from bot.core.typed.english import QUESTION_WORDS, bare

MOST_OFFERED = 4
"""Most answers of one question back: more would be the list once again."""
LONGEST_SURE = 200
"""Characters above which nothing is ever sure."""


@dataclass(frozen=True, slots=True)
class Said:
    """cleaned: the text in plain signs. spelt: that, without contractions. key: its words.

    bare: the words without what is polite or hesitant. among: the options.
    """

    question: Question
    among: AllOptions
    text: str
    cleaned: str
    spelt: str
    key: str
    bare: str

    @property
    def is_question(self) -> bool:
        """Whether it asks: by its mark, or by a word at its beginning that begins no option."""
        if self.spelt.endswith("?"):
            return True
        words = self.key.split()
        if len(words) < 3 or words[0] not in QUESTION_WORDS:
            return False
        return all(choice.first_word != words[0] for choice in self.among.all)

    def part(self, text: str) -> "Said":
        """Return a part of it, as a text of its own. text: cleaned."""
        key = key_of(text)
        return replace(self, text=text, cleaned=text, spelt=spell_out(text), key=key, bare=bare(key))


def as_said(question: Question, text: str) -> Said:
    """Return a text as it was typed to a question."""
    cleaned = plain_form(text)
    spelt = spell_out(cleaned)
    key = " ".join(split_words(spelt))
    polite = key if len(key) > LONGEST_SURE else bare(key)
    return Said(question, choices_of(question), text, cleaned, spelt, key, polite)


def taken(rule: str, *choices: OptionWords) -> Meant:
    """Return that these options are meant, in the form that their question keeps."""
    return Meant(tuple(dict.fromkeys(choice.id for choice in choices)), rule)


def asked(rule: str, choices: Iterable[OptionWords], most: int = MOST_OFFERED) -> Understanding:
    """Return a question back about these options; nothing is understood where there are none."""
    ids = tuple(dict.fromkeys(choice.id for choice in choices))[:most]
    return AskBack(ids, rule) if ids else NotUnderstood(rule)


def one_or_ask(rule: str, choices: Iterable[OptionWords]) -> Understanding:
    """Return that the only option is meant, or ask which of several."""
    found = tuple(dict.fromkeys(choice.id for choice in choices))
    return (
        Meant(found, rule)
        if len(found) == 1
        else (AskBack(found[:MOST_OFFERED], rule) if found else NotUnderstood(rule))
    )


def ids_of(understood: Understanding) -> tuple[str, ...]:
    """Return the ids of the options that a reading is about."""
    match understood:
        case Meant(value):
            return value if isinstance(value, tuple) else ()
        case AskBack(values):
            return tuple(value for value in values if isinstance(value, str))
    return ()


def sure_ids(read: Understanding) -> tuple[str, ...]:
    """Return the ids of the options that a reading is sure about."""
    return ids_of(read) if isinstance(read, Meant) else ()
