"""Rules about yes, no and "me": only where the question can be answered so."""

import re
from typing import Final

from bot.core.dialog.understanding import Meant, NotUnderstood, Understanding, Wants, Wish
from bot.core.typed.english import FILLER, FUNCTION, NEGATION, is_negated
from bot.core.typed.labels import label_part, whole_label
from bot.core.typed.matching import NEGATED, words
from bot.core.typed.said import Said, asked, ids_of, one_or_ask, taken
from bot.core.typed.spelling import stem

_YES: Final = re.compile(
    r"(?:oh |hell |well |oh god )?(?:yes+|yep|yeah+|yea|yup|yeap|ya|aye|y|sure|of course|absolutely|"
    r"certainly|definitely|"
    r"indeed|true|correct|right|ok|okay|exactly|totally|affirmative|i do|it does|i have|i am|i would|"
    r"i think so|"
    r"i guess so|i believe so|👍|✅|👌)"
    r"(?: (?:yes|i do|it does|i have|i am|i would|i think so|please|of course|sure|there is|thanks|thank you|"
    r"absolutely|definitely|indeed|👍|👌|😀|🙂))*"
)
_NO: Final = re.compile(
    r"(?:oh |hell |well |god )?(?:no+|nope|nah|naw|n|no thanks|no thank you|no way|not really|not at all|"
    r"i do not|"
    r"it does not|i have not|i am not|i would not|certainly not|of course not|definitely not|absolutely not|"
    r"i do not think so|i think not|i guess not|i am afraid not|not that i know(?: of)?|negative|never|"
    r"no chance|not a chance|"
    r"by no means|not in the least|👎|❌)"
    r"(?: (?:no|i do not|it does not|i have not|i am not|i would not|thanks|thank you|not really|way|at all|"
    r"i do not think so|😕|sorry|👎))*"
)
_NOD: Final = re.compile(
    r"(?:yes+|yep|yeah|yup|sure|ok(?:ay)?|k|kk|of course|fine|alright|all right|right|i see|good|great|"
    r"cool|nice|got it|"
    r"understood|interesting|perfect|awesome|👍|👌|✅|🙂|😀|hm+|ah+|oh+|uh+|um+|lol|ha(?:ha)+|wow|so|well)"
)
_HESITATION: Final = re.compile(
    r"(?:(?:h+m+|m{2,}|a+h+|o+h+|u+h+|u+m+|e+r+m*|lol|ha(?:ha)+|wow|so|well|let me (?:think|see)|"
    r"i am thinking|thinking|one (?:moment|second|sec)|wait)\s?)+"
)
_ONLY_NODS: Final = re.compile(r"(?:ok(?:ay)?|right|true|correct|fine|👍|👌|✅)(?: (?:ok|👍))*")
_LIKELY_NO: Final = re.compile(
    r"(?:no |nope |not at all )?(?:far from it|anything but(?: that)?|quite the (?:opposite|contrary)|"
    r"(?:just )?the opposite|on the contrary|hardly|barely|not exactly|not quite|not so much|not much)"
)
"""Turns of phrase that mean no, where the question can be answered so; never taken as sure."""
_BOTH: Final = re.compile(r"\byes\b.*\bno\b|\bno\b.*\byes\b")
_AND_MORE: Final = re.compile(r"(yes|yeah|yep|yup|no|nope|nah)\b,? (?:but )?(.+)")
_SPEAKER: Final = frozenset({"i", "me", "myself"})
_NONE: Final = re.compile(
    r"(?:none|nothing|no ?one|neither|nope)(?: of (?:these|them|those|the above|it))?(?: at all| yet|"
    r" really| so far)?"
)


def yes_or_no(said: Said) -> Understanding | None:
    """Read yes and no where the question opens with do, is, have..., or an option with Yes."""
    among = said.among
    if not (among.agreeing or among.is_yes_or_no):
        return _no_to_another_question(said)
    if _BOTH.search(said.key) and len(said.key.split()) <= 4 and among.agreeing and among.refusing:
        return asked("yes and no", (among.agreeing[0], among.refusing[0]))
    if _ONLY_NODS.fullmatch(said.key):
        return asked("a nod", among.agreeing) if among.agreeing else Wants(Wish.NOD, "a nod")
    for forms, side in ((_YES, among.agreeing), (_NO, among.refusing)):
        if forms.fullmatch(said.key) or forms.fullmatch(said.bare):
            return one_or_ask("yes or no", side) if side else _nothing_to_agree_with(forms)
    if _LIKELY_NO.fullmatch(said.bare):
        return (
            asked("likely no", among.refusing) if among.refusing else NotUnderstood(NEGATED, is_negated=True)
        )
    return _and_more(said) or _no_about_the_question(said)


def _nothing_to_agree_with(forms: re.Pattern[str]) -> Understanding:
    return Wants(Wish.NOD, "yes to no option") if forms is _YES else NotUnderstood("no to no option")


def _no_to_another_question(said: Said) -> Understanding | None:
    if not _NO.fullmatch(said.key):
        return None
    none = [each for each in said.among.all if "none" in (each.text, *each.parts)]
    return (
        asked("no, and an option none", none)
        if none
        else NotUnderstood("no to another question", is_negated=True)
    )


def _and_more(said: Said) -> Understanding | None:
    """Read "yes, I have one": sure where the rest speaks for no other option."""
    found = _AND_MORE.fullmatch(said.spelt)
    if found is None:
        return None
    side = said.among.agreeing if found[1].startswith("y") else said.among.refusing
    if len(side) != 1:
        return None
    rest = said.part(found[2])
    read = words(rest, rest.key)
    turns_back = found[1].startswith("y") and is_negated(rest.key) and not is_negated(side[0].text)
    is_clear = ids_of(read) in ((), (side[0].id,)) and not said.is_question and not turns_back
    strange = [
        word for word in rest.key.split() if not _is_empty(said, word) and stem(word) not in side[0].stems
    ]
    if is_clear and not strange:
        return taken("yes or no, with more", side[0])
    other = label_part(rest) or whole_label(rest)
    named = [each for each in said.among.all if each.id in ids_of(other)] if isinstance(other, Meant) else []
    return asked("yes or no, with more", (*side, *named))


def _no_about_the_question(said: Said) -> Understanding | None:
    """Ask about "I do not want one": it says no in the question's own words."""
    words_said = said.key.split()
    refusing = said.among.refusing
    if said.key == "not" or (said.key in ("not now", "not yet") and refusing):
        return asked("not", [each for each in said.among.all if each.first_word in ("no", "not")])
    is_no = len(words_said) > 1 and is_negated(said.key)
    if is_no and all(_is_empty(said, word) or word == "one" for word in words_said):
        return asked("no, about the question", refusing[:1]) if refusing else None
    return None


def _is_empty(said: Said, word: str) -> bool:
    """Whether a word says no more than the question does."""
    return word in FILLER or word in FUNCTION or word in NEGATION or stem(word) in said.among.topic


def speaker_named(said: Said) -> Understanding | None:
    """Ask about "me" and "I'd pay", where the question is who: it names everything that says "I"."""
    words_said = said.key.split()
    if not said.among.asks_who or _SPEAKER.isdisjoint(words_said) or is_negated(said.key):
        return None
    if not all(word in _SPEAKER or _is_empty(said, word) for word in words_said):
        return None
    mine = [each for each in said.among.all if each.first_word == "i"]
    return asked("who speaks", mine) if mine else None


def none_of_them(said: Said) -> Understanding | None:
    """Read that nothing of a list applies, where an option says so."""
    if not said.among.empty:
        return NotUnderstood(NEGATED, is_negated=True) if _NO.fullmatch(said.key) else None
    if _NONE.fullmatch(said.bare):
        return one_or_ask("none of them", said.among.empty)
    if _NO.fullmatch(said.bare) or _NO.fullmatch(said.key):
        return (
            one_or_ask("no", said.among.empty) if said.among.is_yes_or_no else asked("no", said.among.empty)
        )
    return None


def is_yes(key: str) -> bool:
    """Whether a text agrees, and says nothing else."""
    return bool(_YES.fullmatch(key))


def is_hesitation(key: str) -> bool:
    """Whether a text only says that its writer thinks."""
    return bool(_HESITATION.fullmatch(key))


def is_nod(key: str) -> bool:
    """Whether a text only says that it was heard."""
    return bool(_NOD.fullmatch(key))
