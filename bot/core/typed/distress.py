"""Signs that somebody is in danger of harming themselves.

They are looked for in every text and at every stage, by what people say: that they wish to be
dead, are a burden, see no reason, cannot bear it, have means, say farewell, tried before. It is better to
offer help to somebody who does not need it than to overlook one who does; figures of speech are left out.
"""

import re
from typing import Final

from bot.core.typed.clean import key_of
from bot.core.typed.danger_elsewhere import CYRILLIC, LATIN
from bot.core.typed.danger_of_others import OF_OTHERS
from bot.core.typed.danger_signs import DANGER_SIGNS
from bot.core.typed.death_wishes import NOT_TO_LIVE, TO_DIE, TO_ONESELF
from bot.core.typed.despair import IT_SHOULD_END, NOT_MISSED, NOTHING_TO_LIVE_FOR
from bot.core.typed.english import bare
from bot.core.typed.farewells import BEFORE, MEANS_AND_FAREWELL
from bot.core.typed.figures import (
    ALIVE,
    DEATH,
    FIGURES,
    MYSELF,
    NOT_MEANT,
    OTHERS_WORK,
    UNWANTED,
)
from bot.core.typed.forms import any_of, read_forms, spaced
from bot.core.typed.plain_talk import in_plain_words, once_each

OF_DANGER: Final = (
    *(*TO_ONESELF, *TO_DIE, *NOT_TO_LIVE, *NOTHING_TO_LIVE_FOR),
    *(*IT_SHOULD_END, *NOT_MISSED, *MEANS_AND_FAREWELL, *BEFORE, *OF_OTHERS),
)
"""Every form of danger, in English."""
_DANGER: Final = any_of(OF_DANGER)
_NOT_MEANT: Final = any_of(NOT_MEANT)
_FIGURE: Final = any_of(FIGURES)
_AT_THE_END: Final = any_of(
    read_forms(
        "^ [i] can not [do|take|bear|stand|handle] [this|it|that] anymore $   # I can't do this anymore"
    )
)
_IN_CYRILLIC: Final = re.compile("[а-яіїє]")
_LEFT_OUT: Final = "~ "
"""Stands where a figure of speech was, so that what was on its sides does not touch."""
_WHOLE: Final = frozenset(
    ("die", "death", "dead", "to die", "i die", "dying", "my death", "being dead", "being alive")
)
"""What is a sign of danger only where it is all that is said."""


def is_self_harm(key: str) -> bool:
    """Whether somebody may be in danger of harming themselves. key: see `clean.key_of`."""
    said = in_plain_words(key)
    if bare(said) in _WHOLE or _is_danger_elsewhere(key):
        return True
    plain = _NOT_MEANT.sub(_LEFT_OUT, spaced(said))
    return bool(_DANGER.search(plain)) or _speaks_of_own_death(plain)


def is_at_the_end(key: str) -> bool:
    """Whether a whole message says only that its writer can bear no more, of what it does not say."""
    return _AT_THE_END.search(spaced(in_plain_words(key))) is not None


def _is_danger_elsewhere(key: str) -> bool:
    """Whether a text in another language is of danger."""
    said = spaced(once_each(key))
    if LATIN.search(said):
        return True
    if key.isascii():
        return False
    return bool((_IN_CYRILLIC.search(said) and CYRILLIC.search(said)) or DANGER_SIGNS.search(key))


def _speaks_of_own_death(said: str) -> bool:
    """Whether somebody joins a word of dying to one of themselves, and it is no figure of speech."""
    is_own = MYSELF.search(said) and (DEATH.search(said) or ALIVE.search(said))
    if not is_own or OTHERS_WORK.search(said):
        return False
    plain = _FIGURE.sub(_LEFT_OUT, said)
    return bool(DEATH.search(plain) or (ALIVE.search(plain) and UNWANTED.search(plain)))


def is_danger(text: str) -> bool:
    """Whether somebody who typed this may be in danger of harming themselves."""
    return is_self_harm(key_of(text))
