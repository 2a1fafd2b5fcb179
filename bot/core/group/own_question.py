"""A question that a coach wrote for one group: it is asked like the dialog's own, and scores nothing.

It is known by what it asks, not by a number. So the same question in a later session of the same people is
the same one to `privacy.again`, in whatever order its options stand.
"""

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2s
from typing import Final

from bot.core.dialog.answers import Silence
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Changeable, GroupRules, Level, Option, Question
from bot.core.group.group_questions import OWN
from bot.core.kinds import KINDS
from bot.core.typed.clean import plain_form

_MARKS: Final = " .,:;!?…"
_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""How Unicode calls the signs of scripts that put no spaces between words."""
MOST_OWN: Final = 12
"""Questions that coaches can write for one session."""
LEVELS: Final = (Level.COUNTED, Level.OPEN)
"""How much of the answers a group can be told; words alone are for what an author knows to be sensitive."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """What a coach wrote. ask: 1-300 characters; options: 2-8, of 1-64 characters; level: of `LEVELS`."""

    ask: str
    options: tuple[str, ...]
    level: Level = Level.COUNTED

    @property
    def id(self) -> str:
        """Return its id as a question, and its name in a plan."""
        return OWN + self.digest

    @property
    def digest(self) -> str:
        """Return what stands for its text and its answers, in whatever order they are."""
        return _digest(essence(self.ask), *sorted(map(essence, self.options)))


def is_alike(one: OwnQuestion, other: OwnQuestion) -> bool:
    """Return whether two questions ask nearly the same.

    They have half of their answers in common, and half of the words they ask with: of what the shorter has,
    for with one more answer, the totals of the others could still be compared. Or they ask with nearly the
    same words: then the answers say the same in other words.
    """
    answers, asked = (
        [{*map(essence, each.options)} for each in (one, other)],
        [_words(each) for each in (one, other)],
    )
    first, second = asked
    if 8 * len(first & second) >= 7 * max(len(first), len(second)):
        return True
    return all(2 * len(first & second) >= min(len(first), len(second)) for first, second in (answers, asked))


def _words(own: OwnQuestion) -> set[str]:
    """Return the words a question asks with; of scripts that write none apart, every two signs that meet."""
    found: set[str] = set()
    for word in essence(own.ask).split():
        bare = word.strip(_MARKS) or word
        is_apart = not any(unicodedata.name(sign, "").startswith(_UNSPACED) for sign in bare)
        found |= {bare} if is_apart else {bare[at : at + 2] for at in range(max(1, len(bare) - 1))}
    return found


def repeats_dialog(dialog: Dialog, own: OwnQuestion) -> bool:
    """Return whether a dialog asks nearly the same itself: half of the words of the longer are in both.

    Asked twice, and of one person fewer the second time, the difference of the totals would be theirs; and
    what an author keeps hidden would be shown as exactly as a coach likes.
    """
    texts = (_as_own(each) for each in dialog.questions.values() if each.options)
    both = ((_words(each), _words(own)) for each in texts if is_alike(each, own))
    return any(2 * len(one & other) >= max(len(one), len(other)) for one, other in both)


def asked_as(question: Question) -> str:
    """Return what stands for what a question asks in every dialog; "" where it has no text of its own."""
    return _as_own(question).digest if question.ask and question.options else ""


def _as_own(question: Question) -> OwnQuestion:
    return OwnQuestion(question.ask, tuple(option.text for option in question.options.values()))


def essence(text: str) -> str:
    """Return what two texts have in common that ask or answer the same."""
    plain = plain_form(text)
    return plain.strip(_MARKS) or plain


@lru_cache(maxsize=256)
def with_own(dialog: Dialog, own: tuple[OwnQuestion, ...]) -> Dialog:
    """Return a dialog as a group goes through it: with the questions that its coach wrote.

    It scores and advises as before. The same questions give the same dialog, so what was worked out for it
    is found again.
    """
    return replace(dialog, own=tuple(map(_question, own))) if own or dialog.own else dialog


def _question(own: OwnQuestion) -> Question:
    """Ask it as one choice, which anybody may skip: no author has thought about whom it might hurt.

    What is shown exactly is for what nobody minds, so its totals come at once, like those of a warm-up.
    """
    rules = GroupRules(level=own.level)
    if own.level is Level.OPEN:
        rules = replace(rules, reveal="immediate", discuss="never")
    options = {name: Option(name, text) for text in own.options for name in (_digest(essence(text)),)}
    return Question(
        own.id,
        KINDS["one"],
        own.ask,
        "",
        options,
        allow=frozenset({Silence.SKIPPED}),
        changeable=Changeable.NEVER,
        group=rules,
    )


def _digest(*parts: str) -> str:
    return blake2s("\n".join(parts).encode(), digest_size=6).hexdigest()
