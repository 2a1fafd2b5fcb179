"""The order of the rules: the first that fits a text says what it means."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Final, TypeAlias

from bot.core.dialog.answers import Silence
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import AskBack, Meant, NotUnderstood, Understanding, Wants, Wish
from bot.core.typed.choices import OptionWords
from bot.core.typed.clean import key_of, split_words
from bot.core.typed.consent import is_hesitation, is_nod, none_of_them, speaker_named, yes_or_no
from bot.core.typed.distress import is_at_the_end, is_self_harm
from bot.core.typed.hints import rude_or_foreign, wish_hinted
from bot.core.typed.labels import label_part, label_with_a_slip, whole_label
from bot.core.typed.languages import is_foreign, is_plainly_foreign
from bot.core.typed.lists import several, several_named
from bot.core.typed.matching import CLAUSE, clauses, glued, words
from bot.core.typed.months import month_named
from bot.core.typed.places import has_sign_beside, is_span, number_or_place, place_and_comment
from bot.core.typed.said import LONGEST_SURE, Said, as_said, asked, one_or_ask, sure_ids
from bot.core.typed.same_words import other_words
from bot.core.typed.weights import is_low_mood_alone, weight_carried
from bot.core.typed.wishes import wish_beside_texts, wish_said, without_politeness, without_symbols

ReadingRule: TypeAlias = Callable[[Said], Understanding | None]

_NOTHING: Final = re.compile(
    "(?:no|nope|nah|nothing|none|no thanks|no thank you|nothing (?:else|more|to add|special)|n a|na|"
    "not really|that is all)?"
)
_ANOTHER_TIME: Final = re.compile(
    r"\b(?:used to|formerly|previously|former|ex|once was|soon to be|about to|going to be|not any ?more|"
    r"no longer|back then)\b"
)
"""What was, or will be: "I used to have a job"."""
_HEARSAY: Final = re.compile(r"\b(?:they say|so i hear|people say|allegedly|supposedly)\b")
_OF_THE_MOMENT: Final = re.compile(
    r"\b(?:(?:needs?|wants?|calls?|calling|waiting for) (?:me|us)|(?:is|are|am) (?:here|back)|"
    r"have (?:\w+ ){1,2}to (?:do|say|ask|finish))$|"
    r"\b(?:one|just a|wait a) (?:moment|sec|second|minute)\b"
)
"""What keeps somebody from answering just now: "my kids need me"."""
_OR: Final = re.compile(r"\bor\b(?! (?:so|less|more|something|thereabouts|other)\b)")
_MOST_IN_LONG: Final = 3
_MOST_CLAUSES: Final = 60


def first_that_fits(rules: Iterable[ReadingRule], question: Question, text: str) -> Understanding:
    """Return what the first rule with something to say makes of a text."""
    said = as_said(question, text)
    read = next((each for rule in rules if (each := rule(said)) is not None), NotUnderstood("nothing fits"))
    if _is_question_besides(said):
        return _doubted(read, "a question")
    if _is_of(_ANOTHER_TIME, said):
        return _doubted(read, "another time")
    if _is_of(_OF_THE_MOMENT, said):
        return _doubted(read, "this moment")
    if _HEARSAY.search(said.key):
        return _doubted(read, "hearsay")
    return _doubted(read, "one of two") if _leaves_another_open(said, read) else read


def _is_question_besides(said: Said) -> bool:
    """Whether a text asks: "a promotion?", "money? maybe"; a label may itself be a question."""
    return "?" in said.spelt and not any("?" in each.text for each in said.question.options.values())


def _is_of(form: re.Pattern[str], said: Said) -> bool:
    """Whether a text has a form that no option has: "I used to have a job"."""
    return form.search(said.key) is not None and not any(
        form.search(phrase) for choice in said.among.all for phrase in choice.phrases
    )


def _leaves_another_open(said: Said, read: Understanding) -> bool:
    """Whether a text says "or" where the only option meant does not: "the company or me"."""
    if not (isinstance(read, Meant) and isinstance(read.value, tuple)) or not _OR.search(said.key):
        return False
    meant = [choice for choice in said.among.all if choice.id in read.value]
    return len(meant) == 1 and not any(_OR.search(phrase) for phrase in meant[0].phrases)


def _doubted(read: Understanding, doubt: str) -> Understanding:
    """Ask about what would be sure without that doubt."""
    match read:
        case Meant(tuple() as ids):
            return AskBack(ids, doubt)
        case Meant(Fraction() as number):
            return AskBack((number,), doubt)
    return read


# --- rules of every question ---------------------------------------------------------------------


def danger(said: Said) -> Understanding | None:
    """Hear somebody who may be in danger."""
    return Wants(Wish.SELF_HARM, "distress") if is_self_harm(said.key) else None


def at_the_end(said: Said) -> Understanding | None:
    """Hear somebody who can bear no more, where any text would be an answer."""
    return Wants(Wish.SELF_HARM, "distress") if is_at_the_end(said.key) else None


def low(said: Said) -> Understanding | None:
    """Hear somebody who says only how low they are, where any text would be an answer."""
    return Wants(Wish.LOW, "low mood") if is_low_mood_alone(said.key) else None


def only_a_mark(said: Said) -> Understanding | None:
    """Read a bare "?" as not sure; where that is no answer, as a wish for an explanation."""
    if not said.cleaned or said.cleaned.strip(" ?"):
        return None
    is_allowed = Silence.UNSURE in said.question.allow
    return Wants(Wish.UNSURE if is_allowed else Wish.EXPLAIN, "a question mark")


def too_long(said: Said) -> Understanding | None:
    """Never be sure of a long text; ask about what its clauses name, if that is little."""
    if len(said.cleaned) <= LONGEST_SURE:
        return None
    parts = [part for part in CLAUSE.split(said.spelt) if part.strip()][:_MOST_CLAUSES]
    read = (words(said, " ".join(split_words(part[:LONGEST_SURE])), with_slips=False) for part in parts)
    ids = {id_ for each in read for id_ in sure_ids(each)}
    named = [each for each in said.among.all if each.id in ids]
    return asked("a long text", named) if 0 < len(named) <= _MOST_IN_LONG else NotUnderstood("a long text")


def wish(said: Said) -> Understanding | None:
    """Read a whole message that wants something else; "no idea" and "later" may be an option's words too."""
    found = wish_said(said.key) or wish_said(without_symbols(said.key))
    if found is None:
        return None
    if found is Wish.UNSURE and not said.question.allow:
        if same := [each for each in said.among.all if any(wish_said(one) is found for one in each.phrases)]:
            return one_or_ask("not sure, as an option says", same)
        if alike := [each for each in said.among.all if "not know" in each.text]:
            return asked("not sure, as an option may say", alike)
    if found is Wish.STOP and (
        begun := [each for each in said.among.all if _opens_with(each, without_politeness(said.key))]
    ):
        return asked("stop, or the opening of a label", begun)
    return Wants(found, "wish")


def _opens_with(choice: OptionWords, key: str) -> bool:
    """Whether a label opens with these words: "later" may be "Later this year"."""
    return choice.text.startswith(f"{key} ")


def aside(said: Said) -> Understanding | None:
    """Read a nod, a fear, a hard day, rudeness, or a wish for another language.

    Having no job is first of all an answer, where one option alone says just that.
    """
    if is_nod(said.key) or is_hesitation(said.key):
        return Wants(Wish.NOD, "a nod")
    found = weight_carried(said.key) or rude_or_foreign(said.key)
    if found is Wish.JOB_FEAR and isinstance(answer := clauses(said), Meant):
        return answer
    if found is not None:
        return Wants(found, "aside")
    if is_plainly_foreign(word for word in said.key.split() if not said.among.knows(word)):
        return Wants(Wish.LANGUAGE, "another language")
    return None if said.key else NotUnderstood("no words")


def matched(said: Said) -> Understanding | None:
    """Read the words of an answer to one option; what hints at a wish, or is foreign, is never one."""
    return _or_hint(said, several_named(said) or clauses(said))


def listed_words(said: Said) -> Understanding | None:
    """Read the words of an answer to several options."""
    return _or_hint(said, several(said))


def hinted(said: Said) -> Understanding | None:
    """Offer what a word of the text hints at; otherwise say that it is in another language."""
    if found := wish_hinted(said.key, said.spelt.endswith("?")):
        return Wants(found, "a hint", is_hinted=True)
    return Wants(Wish.LANGUAGE, "another language") if is_foreign(said.key, said.among.scripts) else None


def _or_hint(said: Said, read: Understanding) -> Understanding:
    is_asking = said.is_question or "mean" in said.key.split()
    if (
        is_asking
        and not isinstance(read, Meant)
        and (found := wish_hinted(said.key, said.spelt.endswith("?")))
    ):
        return Wants(found, "a hint", is_hinted=True)
    if isinstance(read, Meant) and said.is_question:
        return AskBack(ids_as_values(read), "a question")
    if isinstance(read, Meant | AskBack):
        return read
    return other_words(said) or hinted(said) or glued(said) or place_and_comment(said) or read


def ids_as_values(read: Meant) -> tuple[str, ...]:
    """Return the ids of what is meant, as things to ask about."""
    return read.value if isinstance(read.value, tuple) else ()


def label_unless_number(said: Said) -> Understanding | None:
    """Read a whole label; a number on an ordered row may also be a place, so it waits."""
    return None if _is_about_numbers(said) else whole_label(said)


def part_unless_number(said: Said) -> Understanding | None:
    """Read a part of a label, under the same condition."""
    return None if _is_about_numbers(said) else label_part(said)


def _is_about_numbers(said: Said) -> bool:
    """Whether a text is of numbers alone, and says more with its signs than its key does: "1/2", "-2"."""
    key = without_symbols(said.key)
    if not said.among.has_amounts or not key.replace(" ", "").isdigit():
        return False
    is_one = key.isdigit()
    return (
        (is_one and said.among.is_ordered)
        or has_sign_beside(said.spelt)
        or not (is_one or is_span(said.spelt))
    )


def listed_place(said: Said) -> Understanding | None:
    """Read one number or place of a list; what is none may still be a list."""
    read = number_or_place(said)
    return None if isinstance(read, NotUnderstood) else read


def read_beside_questions(text: str) -> Understanding:
    """Return what a text wants where no question is open."""
    key = key_of(text)
    if is_self_harm(key):
        return Wants(Wish.SELF_HARM, "distress")
    found = wish_said(key) or weight_carried(key) or rude_or_foreign(key)
    if found is None and is_plainly_foreign(key.split()):
        found = Wish.LANGUAGE
    return Wants(found, "wish") if found else NotUnderstood("no wish")


def nothing_to_add(said: Said) -> Understanding | None:
    """Read that somebody has nothing to say, where that is an answer."""
    is_allowed = Silence.SKIPPED in said.question.allow
    return Wants(Wish.SKIP, "nothing to add") if is_allowed and _NOTHING.fullmatch(said.key) else None


def wish_among_texts(said: Said) -> Understanding | None:
    """Read a wish where any text is an answer: only one that leaves no doubt."""
    found = wish_beside_texts(said.key)
    if found is None or (found is Wish.UNSURE and Silence.UNSURE not in said.question.allow):
        return None
    return Wants(found, "wish")


ONE: Final[tuple[ReadingRule, ...]] = (
    *(
        label_unless_number,
        danger,
        only_a_mark,
        too_long,
        month_named,
        part_unless_number,
        wish,
        speaker_named,
    ),
    *(yes_or_no, number_or_place, aside, label_with_a_slip, matched),
)
"""The rules of a question that takes one of its options."""

MANY: Final[tuple[ReadingRule, ...]] = (
    *(whole_label, danger, only_a_mark, too_long, label_part, none_of_them, wish),
    *(listed_place, aside, label_with_a_slip, listed_words),
)
"""The rules of a question that takes several of its options."""

TEXT_KEPT: Final[tuple[ReadingRule, ...]] = (nothing_to_add, wish_among_texts)
"""The rules of a question that takes any text, for one that its writer wants to be kept."""

TEXT: Final[tuple[ReadingRule, ...]] = (danger, at_the_end, low, *TEXT_KEPT)
"""The rules of a question that takes any text, before the text is taken."""
