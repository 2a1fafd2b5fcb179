"""Words anywhere in a text: rude ones, another language wished for, and hints at a wish."""

import re
from typing import Final

from bot.core.dialog.understanding import Wish

_MOST_WORDS: Final = 9
_TONGUES: Final = (
    "german|french|spanish|italian|russian|turkish|arabic|chinese|hindi|portuguese|polish|dutch|ukrainian|"
    "japanese|korean|swedish|greek|hebrew|persian|farsi|deutsch|francais|espanol|czech|romanian|vietnamese"
)
_ABUSE: Final = re.compile(
    r"\b(?:fuck\w*|stupid (?:bot|thing|machine|program|app|question|questions)|shit\w*|idiots?|moron|"
    r"you suck|this sucks|"
    r"(?:you are|you re|youre) (?:so |really |just |such )?(?:a )?(?:stupid|dumb|useless|an idiot|"
    r"worthless|annoying|rubbish|"
    r"terrible|crap|bad|joke)|this (?:bot )?is (?:so |really |just |all )?(?:stupid|dumb|bullshit|"
    r"useless|annoying|"
    r"rubbish|nonsense|crap|ridiculous|a joke|a waste of (?:my )?time|garbage|boring)|dumb (?:bot|"
    r"questions?)|"
    r"(?:useless|annoying|crappy|silly|bad|worst) (?:bot|questions?)|"
    r"waste of (?:my )?time|bullshit|bs|asshole|"
    r"wtf|crap|"
    r"screw you|i hate (?:you|this|this bot)|piss off|get lost|go to hell|bloody (?:bot|thing))\b"
)
_LANGUAGE: Final = re.compile(
    rf"\b(?:do you (?:speak|understand|know)|in|speak|into|use) (?:{_TONGUES})\b|\bsprechen sie\b|"
    rf"\bparlez[ -]vous\b|"
    r"\b(?:no )?habl\w* (?:espanol|ingles)\b|"
    r"^(?:en |in )?(?:italiano|espanol|francais|deutsch|portugues|polski|turkce)"
    r"(?: (?:per favore|por favor|s il vous plait|bitte|prosze|lutfen))?$|"
    r"\b(?:other|another|different|my) languages?\b|\bchange (?:the )?language\b|"
    r"\b(?:do|can) you (?:translate|speak (?:my|other))\b|^language$|\bnot (?:my|good at|speak) english\b|"
    rf"^(?:{_TONGUES})(?: please)?$|\bmy english is\b"
)

_HINTS: Final = tuple(
    (wish, re.compile(form))
    for wish, form in (
        (Wish.EXPLAIN, r"\b(?:mean|meant|means|understand|rephrase|unclear|explain|confus\w+|clarify)\b"),
        (
            Wish.HUMAN,
            r"\b(?:human|real person|chatgpt|(?:you|a) (?:ro)?bot)\b|\b(?:the|this) (?:ro)?bot\b.*\?",
        ),
        (
            Wish.WHY,
            r"^why (?:do|are|does|is|should|would) (?:you|this|that|it|i)\b|\bmatters?\b.*\?|"
            r"\bneed (?:this|to know)\b",
        ),
        (
            Wish.PRIVACY,
            r"\b(?:anonymous\w*|privacy|confidential\w*|my data|who (?:sees|reads|can see)|"
            r"(?:see|read|share|store|save|delete) my (?:data|answers?))\b|\bprivate\b.*\?",
        ),
        (
            Wish.PROGRESS,
            r"\bhow (?:many|much|long)\b.*\b(?:left|more|questions?|take|longer)\b|"
            r"\b(?:almost|nearly) (?:done|there|finished)\b",
        ),
        (
            Wish.BACK,
            r"\b(?:go|take me|bring me|step|went) back\b|\bmy last answer\b|\bwrong (?:one|button|answer)\b|"
            r"\b(?:by|a) mistake\b|\bprevious (?:question|answer)\b|\bundo\b",
        ),
        (
            Wish.REVIEW,
            r"\b(?:change|correct|edit|fix)\b.*\b(?:answers?|questions?|\d+)\b|"
            r"\bchange (?:it|this|that|my mind)\b.*\b(?:later|afterwards|again)\b",
        ),
        (Wish.STOP, r"\b(?:quit|enough|stop|cancel)\b|^not now$|^later$|\bcome back later\b"),
        (Wish.RESTART, r"\b(?:start (?:over|again)|restart|from the (?:start|beginning))\b"),
        (
            Wish.UNSURE,
            r"^(?:maybe|perhaps|possibly|could be|might be|we will see|fifty fifty|50 50)$|"
            r"\b(?:not (?:so |really |quite |too |that |entirely |totally )?(?:sure|certain)|unsure|"
            r"no (?:clue|idea)|"
            r"can not (?:tell|say|decide)|how should i know|do not (?:really |actually )?know)\b",
        ),
        (Wish.SKIP, r"\b(?:skip|blank|private|personal)\b"),
        (
            Wish.ADVICE,
            r"\bwhat (?:should|would|do) (?:i|you) (?:do|choose|recommend|advise|suggest|think)\b|"
            r"\b(?:you|bot) (?:decide|choose|tell me)\b",
        ),
        (Wish.HELP, r"\bhelp\b"),
        (
            Wish.NOTHING_FITS,
            r"\b(?:none|neither|nothing)\b.*\b(?:fits?|applies|apply|suits?)\b|\bcomplicated\b|"
            r"\bnot (?:in|on) the list\b|\bmissing\b",
        ),
    )
)
"""Words that hint at a wish; a text that holds one may still mean something else."""


def rude_or_foreign(key: str) -> Wish | None:
    """Return whether a text is rude, or asks for another language."""
    if _ABUSE.search(key):
        return Wish.ABUSE
    return Wish.LANGUAGE if _LANGUAGE.search(key) else None


def wish_hinted(key: str, is_question: bool) -> Wish | None:
    """Return the wish that a word of a short text hints at; None for none."""
    words = key.split()
    if len(words) > _MOST_WORDS:
        return None
    said = f"{key}?" if is_question else key
    return next((wish for wish, form in _HINTS if form.search(said)), None)
