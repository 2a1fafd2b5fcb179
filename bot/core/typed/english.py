"""English words by what they do in a reply: those that add nothing, those that say no, those that hedge."""

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLER: Final = _words(
    """please pls plz i me my mine think guess suppose believe maybe probably perhaps well so really
    honestly actually just definitely obviously certainly mostly mainly would will like love want choose
    pick take go say answer option it is its that this the a an one to of in on at with for from be am
    are was do did does have has had been get got by and or as sure course only about there then some
    more rather quite very also too you your we our us if how where what which who when can could should
    might may all both oh um hm okay ok nice good great best most kind sort lol haha thanks work works
    working learn learning use used using pay pays feel here tbh imo imho luckily sadly unfortunately
    fortunately basically currently rly hope hoping hopefully because cause moment around yeah yep yup
    anyway ever anything need needs dear maam sir mate bro dude"""
)
"""Words that may stand beside an answer and change nothing about it."""

FUNCTION: Final = _words(
    """a an the i my me it its is am are was be been being to of in on at with for from by and or as that
    this there so then you your we our us they them their would will do does did have has had can could
    should may might if how where what which who when just only please also too some than getting"""
)
"""Words that prove nothing about which option is meant."""

NEGATION: Final = _words(
    "no not never none without neither nor nobody nothing hardly barely scarcely cant dont"
)
BARE_NO: Final = _words("never none nobody nothing")
"""Words that can be all that an answer says."""
HEDGES: Final = _words("but except unless however instead although though if than")
VAGUE: Final = _words(
    """little lot more less soon later often always much many few well better good bad big small now yet
    today again one two"""
)
"""Words that fit so much that alone they are never sure."""

EVERYDAY: Final = (
    FILLER
    | VAGUE
    | _words(
        """let see look help keep come leave wait try bring stay start new out up way off time day night
        home before after something next last right free fine times meet"""
    )
)
"""Words that people say of themselves at any time: "I need to go now" is no answer "Now"."""

LINKS: Final = _words("a an the of in on at for with by and or to my our them please only sadly")
"""Words of an answer in a word or two; a sentence has others."""

QUESTION_WORDS: Final = _words(
    """what which who whose why how where when does did is are was were can could should would"""
)
AUXILIARIES: Final = _words("do does did is are was were have has had can could will would should may")
"""Words that open a question to be answered with yes or no."""

_LEAD: Final = re.compile(
    r"^(?:(?:please|pls|well|oh|so|hm+|um+|ok|okay|i think|i guess|i suppose|i believe|i feel|probably|maybe|"
    r"perhaps|mostly|mainly|definitely|actually|honestly|really|i choose|i pick|i take|i will take|"
    r"i will go with|"
    r"i go with|i would say|i would go with|let us say|i say|i would like|i would love|i would choose|"
    r"i would pick|i want|my (?:answer|choice|wish|pick|goal|vote) (?:is|would be)|let me see|hmm?|dear|"
    r"answer|it is|that is|that would be|i am)\s+)+"
)
_TAIL: Final = re.compile(
    r"(?:\s+(?:please|pls|plz|i think|i guess|i suppose|i believe|i would say|probably|maybe|obviously|"
    r"of course|"
    r"for sure|definitely|really|mostly|would be nice|thanks|thank you|then|actually|lol|haha|for me))+$"
)
_TURNED_AROUND: Final = (
    "anything but",
    "anything except",
    "anything besides",
    "instead of",
    "rather than",
    "far from",
)
_DISTANCE: Final = "far from"
"""In a label it says how far; whoever writes the same says so, too."""
_WEAK_NO: Final = frozenset({"hardly", "barely", "scarcely", "almost", "nearly"})
_DENIAL: Final = re.compile(r"(?:not (?:a|an|the|my|that|this|for|in|with|to|on|by)|hardly|barely|scarcely) ")


def bare(key: str) -> str:
    """Return a key without what is polite or hesitant at its ends; all of it where nothing else is left."""
    return _TAIL.sub("", _LEAD.sub("", f"{key} ")).strip() or _TAIL.sub("", key).strip() or key


def is_negated(key: str) -> bool:
    """Whether some word of a key says no."""
    return not NEGATION.isdisjoint(key.split()) or any(each in key for each in _TURNED_AROUND)


def agrees(key: str, phrase: str) -> bool:
    """Whether a text says no where a label does, and only there."""
    if _DISTANCE in phrase:
        key, phrase = key.replace(_DISTANCE, ""), phrase.replace(_DISTANCE, "")
    return is_negated(key) == is_negated(phrase)


def says_no_alike(key: str, phrase: str) -> bool:
    """Whether both also say no in one manner: "never" is no "hardly ever", and "not the fee" no "no fee"."""
    said, meant = set(key.split()), set(phrase.split())
    if not agrees(key, phrase) or not is_negated(phrase):
        return agrees(key, phrase)
    denial = _DENIAL.match(key)
    return (denial is None or phrase.startswith(denial[0])) and bool(said & _WEAK_NO) == bool(
        meant & _WEAK_NO
    )


def content_words(words: list[str]) -> list[str]:
    """Return the words that can prove something."""
    return [word for word in words if word not in FUNCTION and word not in NEGATION]
