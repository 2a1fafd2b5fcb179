"""Signs that somebody is in danger, fears for their job, or has a hard day.

Words of danger are looked for in every text and at every stage, by what people say: that they wish to be
dead, are a burden, see no reason, cannot bear it, have means, say farewell, tried before. It is better to
offer help to somebody who does not need it than to overlook one who does; figures of speech are left out.
"""

import re
from itertools import chain
from typing import Final

from bot.core.dialog.understanding import Wish
from bot.core.typed.clean import key_of
from bot.core.typed.danger_elsewhere import ANY_CYRILLIC, CYRILLIC, LATIN, OTHER_SCRIPTS
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


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


_DANGER: Final = _any(
    *chain(TO_ONESELF, TO_DIE, NOT_TO_LIVE, NOTHING_TO_LIVE_FOR),
    *chain(IT_SHOULD_END, NOT_MISSED, MEANS_AND_FAREWELL, BEFORE),
)
_DRAWN_OUT: Final = re.compile(r"(\w)\1{2,}")
_REPEATED: Final = re.compile(r"\b(\w+)(?: \1)+\b")
"""What is said over and over: "I really really want"."""
_WHOLE: Final = frozenset(
    (
        "kms",
        "die",
        "death",
        "dead",
        "to die",
        "i die",
        "dying",
        "my death",
        "being dead",
        "being alive",
        "that i am alive",
    )
)
_SELF: Final = r"my ?self"
_PEOPLE: Final = r"(?:no ?one|nobody)"
_LOST: Final = (
    r"(?:fired|laid off|made redundant|replaced|sacked|let go|dismissed|terminated|axed|furloughed|obsolete)"
)
_MY_WORK: Final = r"my (?:job|role|position|post|team|department|office|contract)"
_JOB_FEAR: Final = _any(
    r"loo?s(?:e|es|t|ing) (?:my|our|the) (?:job|jobs|work|position|livelihood|income|career)",
    r"(?:was|were|got|been|be|being|get|getting|am|are) (?:just |recently |all |soon |about to be )?"
    rf"{_LOST}",
    r"(?:(?:fir|replac|ax)(?:e|es|ed|ing)|(?:sack|dismiss)(?:s|es|ed|ing)?|(?:get|getting|got) rid of) "
    r"(?:me|us|my team|our team|my job)|lay(?:ing|s)? (?:\w+ ){0,2}off|lay ?offs?",
    r"letting (?:me|us|people|everyone|staff|half of us) go",
    r"(?:they|boss|company|employer|firm|will|would|could|might|may) let (?:me|us) go"
    r"(?= (?:soon|next|last|in|at|on|this|today|tomorrow|because|after|from)\b|$)",
    r"(?:tak(?:e|es|ing)|took|steal(?:s|ing)?|eat(?:s|ing)?) (?:over |away )?(?:my|our) (?:job|jobs|work)",
    r"(?:job|staff) cuts|cut(?:ting)? (?:jobs|staff|my job|our team|my team)|downsizing|redundanc(?:y|ies)",
    r"unemployed|jobless|out of (?:a job|work)|have no job|no job any ?more",
    rf"{_MY_WORK} (?:is|will be|might be|may be|could be) "
    r"(?:at risk|gone|not safe|not secure|going|disappearing|in danger)",
    rf"{_MY_WORK} (?:was|is|got|gets|will be|is being|is getting|has been|"
    r"might be|may be|could be|is about to be) "
    r"(?:cut|eliminated|axed|scrapped|abolished|outsourced|automated|redundant|on the line|under threat|"
    r"threatened|closed|not (?:being )?(?:renewed|extended))",
)
_FEAR: Final = _any(
    r"afraid|scared|worr(?:y|ied|ies)|fear|fears|anxious|terrified|nervous|panic\w*|frightened"
)
_AT_WORK: Final = _any(r"job|jobs|replac\w*|fired|laid off|work|career|layoffs?|redundan\w*|obsolete")
_FEELING: Final = r"(?:so |really |like |such |like a |just |a |an |a bit |very |totally |completely )*"
_LOW: Final = _any(
    r"overwhelm\w*|hopeless|helpless|panick?ing|panic attacks?|anxious|anxiety|exhausted|depress\w*",
    r"(?<!less )(?<!no )(?<!without )stress(?:ed|es|ful|ing)?|burn(?:ed|t)? ?out|burnout",
    r"(?:so|really|just) (?:tired of|exhausted|tired|alone|lonely|sad|scared|ashamed|lost|desperate)",
    rf"(?:feel|feeling|am) {_FEELING}(?:stupid|lost|failure|useless|worthless|alone|empty|lonely|"
    rf"miserable|ashamed|"
    r"desperate|broken|numb|loser|dumb|an idiot|hopeless|a mess|scared|dead inside)",
    r"feel(?:ing)? (?:so |really |very |quite )*(?:awful|terrible|sad|low|down|bad|horrible|rubbish|"
    r"awful today)",
    r"can not (?:cope|handle|take|stand|bear)(?: (?:it|this|that))?(?: any ?more)?",
    r"(?:feel like|want to|about to|ready to) giv(?:e|ing) up|drowning in|"
    r"(?:not|hardly|barely) coping",
    r"can not (?:do|deal with) (?:this|it) any ?more|cry|crying|cried|in tears",
    r"(?:all|everything|it|this) is (?:all |just )?too much(?: for me| right now)?|too much for me",
    rf"hate (?:my life|{_SELF})|falling apart|break(?:ing)? down|breakdown|struggling",
    r"everything (?:is )?(?:hurts|pointless|falling apart|goes wrong)|(?:please|just|someone|"
    r"somebody) kill me",
    rf"{_PEOPLE} (?:likes|loves|needs|wants|cares about) me|(?:done|finished) with (?:everything|it all)",
    r"(?:having|had) a (?:really |very )?(?:hard|bad|rough|terrible|awful) (?:time|day|week|year)",
)


def is_self_harm(key: str) -> bool:
    """Whether somebody may be in danger of harming themselves. key: see `clean.key_of`."""
    said = _REPEATED.sub(r"\1", _DRAWN_OUT.sub(r"\1", key))
    if _is_danger_elsewhere(said):
        return True
    plain = NOT_MEANT.sub("", said)
    return bare(plain) in _WHOLE or bool(_DANGER.search(plain)) or _speaks_of_own_death(plain)


def _is_danger_elsewhere(key: str) -> bool:
    """Whether a text in another language is of danger."""
    if LATIN.search(key):
        return True
    if key.isascii():
        return False
    return bool((ANY_CYRILLIC.search(key) and CYRILLIC.search(key)) or OTHER_SCRIPTS.search(key))


def _speaks_of_own_death(key: str) -> bool:
    """Whether somebody joins a word of dying to one of themselves, and it is no figure of speech."""
    if not (MYSELF.search(key) and (DEATH.search(key) or ALIVE.search(key))) or OTHERS_WORK.search(key):
        return False
    plain = FIGURES.sub(" ", key)
    return bool(DEATH.search(plain) or (ALIVE.search(plain) and UNWANTED.search(plain)))


def is_danger(text: str) -> bool:
    """Whether somebody who typed this may be in danger of harming themselves."""
    return is_self_harm(key_of(text))


def weight_carried(key: str) -> Wish | None:
    """Return what weighs on somebody short of danger; None for nothing."""
    fear = _FEAR.search(key)
    if _JOB_FEAR.search(key) or (fear and _AT_WORK.search(key, fear.end())):
        return Wish.JOB_FEAR
    return Wish.LOW if _LOW.search(key) else None
