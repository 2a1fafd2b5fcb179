"""Signs that somebody is in danger, fears for their job, or has a hard day.

Words of danger are looked for in every text and at every stage. It is better to offer help to somebody who
does not need it than to overlook one who does; only figures of speech are left out.
"""

import re
from typing import Final

from bot.core.dialog.understanding import Wish
from bot.core.typed.clean import key_of

_SELF_HARM: Final = re.compile(
    r"\b(?:kil+(?:ing|ed)? my ?self|kil+ your ?self|unaliv\w*|sui[cs]id\w*|sucid\w*|suside|overdos\w*|"
    r"(?:slit|slash|cut|cutting) my (?:wrists?|throat)|(?:hang|hanging|shoot|drown|poison) my ?self|"
    r"off my ?self|"
    r"(?:jump|jumping) (?:off|from) (?:a|the|my) (?:bridge|roof|building|balcony)|jump in front of a|"
    r"t(?:oo|ake|aking) (?:too many|all my|all the) pills|took (?:too many|all my|all the) pills|"
    r"enough of (?:being alive|life|living)|(?:tired|sick|weary) of (?:living|life|being alive|existing)|"
    r"ending (?:things|everything)|end(?:ing)? (?:my|this|it) (?:life|all|existence)|"
    r"(?:want|like|wish) (?:it|everything|this|life) (?:all )?to end|(?:nothing|"
    r"no reason) (?:left )?to (?:live|go on living|go on)(?: for)?|"
    r"wish i (?:was|were|am) not (?:alive|here|born)|wish i (?:had|have) never been born|"
    r""
    r"(?:better|happier) off (?:if i (?:was|were) )?(?:without me|dead)|better off not (?:here|alive)|"
    r"never (?:been|be) born|i (?:was|were) never born|disappear (?:forever|for good)|"
    r"(?:want|wish i could|like) (?:to )?(?:just )?disappear|(?<!the )no way out for me|"
    r"burden to (?:everyone|everybody|"
    r"my family|others)|(?:not|never) wake up|(?:be|being|rather be|were|"
    r"was) dead(?: already)?(?! (?:tired|serious|"
    r"certain|sure|end|weight|wood))|tak(?:e|ing) my (?:own )?life|point (?:of|in|to) (?:living|life|"
    r"being alive|"
    r"going on)|(?:not|never) worth (?:living|it to live)|life is not worth(?: it)?|done with (?:life|"
    r"living)|"
    r"(?:no ?one|nobody) would (?:miss|care|notice) (?:me|if i)|"
    r"(?:want|wanted|going|wish|wishing|ready|plan|planning|hope|like|prefer|rather|deserve)(?: just|"
    r" to just| i could)? "
    r"(?:to )?die\b(?! (?:laughing|of laughter|hard))|(?:let|want) (?:me|myself) (?:die|dead)|"
    r"not want to (?:live|be alive|exist|be here any ?more|wake up|go on living|be on this (?:earth|planet))|"
    r"(?:can|do) not (?:want to )?live (?:like this |this way )?any ?more|want to stop (?:living|existing)|"
    r"(?:hurt|hurting|cut|cutting|harm|harming|burn|burning|starve|starving|injure) my ?self|self ?harm\w*|"
    r"can not (?:go|carry|keep) on(?: living)?(?: any ?more| like this| any longer)?$|"
    r"think(?:ing)? about (?:death|dying)|"
    r"thoughts of (?:death|dying)|my last (?:day|night) (?:alive|on earth)|say goodbye to (?:life|"
    r"the world))\b"
)
_NOT_MEANT: Final = re.compile(
    r"\bsuicid\w* (?:prevention|awareness|hotline|watch|squad)\b|\bkil+(?:ing)? my ?self laughing\b"
)
_SELF_HARM_ELSEWHERE: Final = re.compile(
    "ich will (?:sterben|nicht mehr leben)|mich umbringen|je veux mourir|me suicider|en finir avec la vie|"
    "quiero morir|no quiero vivir|suicidarme|matarme|voglio morire|uccidermi|quero morrer|me matar|"
    "olmek istiyorum|chce umrzec|ik wil dood|jag vill do\\b|хочу умереть|не хочу жить|покончить с собой|"
    "хочу померти|اريد ان اموت|انتحر|死にたい|自殺|自杀|我想死|不想活|मरना चाहत|죽고 싶"
)
_LOST_WORK: Final = (
    r"(?:fired|laid off|made redundant|replaced|sacked|let go|dismissed|terminated|axed|furloughed|obsolete)"
)
_JOB_FEAR: Final = re.compile(
    r"\b(?:loo?s(?:e|es|t|ing) (?:my|our|the) (?:job|jobs|work|position|livelihood|income|career)|"
    rf"(?:was|were|got|been|be|being|get|getting|am|are) (?:just |recently |all |soon |"
    rf"about to be )?{_LOST_WORK}|"
    r"(?:fire|replace|sack|dismiss|axe) (?:me|us|my team|my job)|lay(?:ing|s)? (?:\w+ ){0,2}off|lay ?offs?|"
    r"(?:tak(?:e|es|ing)|took|steal(?:s|ing)?|eat(?:s|ing)?) (?:over |away )?(?:my|our) (?:job|jobs|work)|"
    r"(?:job|staff) cuts|cut(?:ting)? (?:jobs|staff|my job|our team|my team)|downsizing|redundanc(?:y|ies)|"
    r"unemployed|jobless|out of (?:a job|work)|have no job|no job any ?more|"
    r"my (?:job|role|position) (?:is|will be) (?:at risk|gone|not safe|not secure|going|disappearing|"
    r"in danger))\b"
)
_FEAR: Final = re.compile(
    r"\b(?:afraid|scared|worr(?:y|ied|ies)|fear|fears|anxious|terrified|nervous|panic\w*|frightened)\b"
)
_AT_WORK: Final = re.compile(
    r"\b(?:job|jobs|replac\w*|fired|laid off|work|career|layoffs?|redundan\w*|obsolete)\b"
)
_LOW: Final = re.compile(
    r"\b(?:overwhelm\w*|hopeless|helpless|panick?ing|panic attacks?|anxious|anxiety|stress(?:ed|es|ful|ing)?|"
    r"(?:so|really|just) (?:tired of|exhausted|tired|alone|lonely|sad|scared|ashamed|lost|desperate)|"
    r"exhausted|"
    r"(?:feel|feeling|am) (?:so |really |like |such |like a |just |a |an |a bit |very |totally |completely )*"
    r"(?:stupid|lost|failure|useless|worthless|alone|empty|lonely|miserable|ashamed|desperate|broken|"
    r"numb|loser|"
    r"dumb|an idiot|hopeless|a mess|scared)|"
    r"feel(?:ing)? (?:so |really |very |quite )*(?:awful|terrible|sad|low|down|bad|horrible|rubbish|"
    r"awful today)|"
    r"can not (?:cope|handle|take|stand|bear)(?: (?:it|this|that))?(?: any ?more)?|can not (?:do|"
    r"deal with) (?:this|it) "
    r"any ?more|cry|crying|cried|in tears|depress\w*|burn(?:ed|t)? ?out|burnout|"
    r"(?:all|everything|it|this) is (?:all |just )?too much(?: for me| right now)?|too much for me|"
    r"hate (?:my life|my ?self)|falling apart|break(?:ing)? down|breakdown|struggling|"
    r"everything (?:is )?(?:hurts|pointless|falling apart|goes wrong)|nobody (?:likes|loves|cares about) me|"
    r"(?:having|had) a (?:really |very )?(?:hard|bad|rough|terrible|awful) (?:time|day|week|year))\b"
)


def is_self_harm(key: str) -> bool:
    """Whether somebody may be in danger of harming themselves. key: see `clean.key_of`."""
    if _SELF_HARM_ELSEWHERE.search(key):
        return True
    return bool(_SELF_HARM.search(_NOT_MEANT.sub("", key))) or key == "kms"


def is_danger(text: str) -> bool:
    """Whether somebody who typed this may be in danger of harming themselves."""
    return is_self_harm(key_of(text))


def weight_carried(key: str) -> Wish | None:
    """Return what weighs on somebody short of danger; None for nothing."""
    fear = _FEAR.search(key)
    if _JOB_FEAR.search(key) or (fear and _AT_WORK.search(key, fear.end())):
        return Wish.JOB_FEAR
    return Wish.LOW if _LOW.search(key) else None
