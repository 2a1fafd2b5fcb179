"""What weighs on somebody, short of danger: fear for their job, or a hard day."""

from typing import Final

from bot.core.dialog.understanding import Wish
from bot.core.typed.forms import any_of, read_forms, spaced

_NAMES: Final = {
    "MY_WORK": "(my (job|role|position|post|team|department|office|contract))",
    "LOST": "(fired|laid off|made redundant|replaced|sacked|let go|dismissed|terminated|axed|furloughed|"
    "obsolete)",
    "ENDED": "(cut|eliminated|axed|scrapped|abolished|outsourced|automated|redundant|on the line|under "
    "threat|threatened|closed|not [being] (renewed|extended))",
    "US": "(me|us|my team|our team|my job)",
    "VERY": "[so|really|like|such|just|a|an|a bit|a lot|very|totally|completely|quite|utterly]5",
    "IT": "(it|this|that|everything)",
}
OF_FEAR: Final = read_forms(
    """
loose|loses|loosing|lose|losing|lost (my|our|the) (job|jobs|work|position|livelihood|
    income|career)                                                            # lost my job
was|were|got|been|be|being|get|getting|am|are [just|recently|all|soon|about to be] LOST  # I was fired
fire|fires|fired|firing|replace|replaces|replaced|replacing|axe|axes|axed|axing US  # AI will replace me
sack|sacks|sacked|sacking|dismiss|dismisses|dismissed|dismissing US           # they are sacking us
get|getting|got rid of US                                                     # they want to get rid of me
lay|lays|laying ..2 off                                                       # they are going to lay us off
(laid of|made redundant)                                                      # I was laid of last week
(ai|robots|machines|it|they|chatgpt) ..1 (do|does|doing|take|takes) my (work|job)  # AI will do my work
(layoff|layoffs|lay offs)                                                     # my company announced layoffs
letting (me|us|people|everyone|staff|half of us) go  # they are letting me go next month
they|boss|company|employer|firm|will|would|could|might|may let (me|us) go (soon|next|last|in|at|on|this|today|
    tomorrow|because|after|from|$)                                            # they will let me go
take|takes|taking|took|steal|steals|stealing|eat|eats|eating [over|away] (my|our) (job|
    jobs|work)                                                                # AI takes my job
((job|staff) cuts|(cut|cutting) (jobs|staff|my job|our team|my team)|downsizing|redundancy|
    redundancies)                                                             # job cuts
(unemployed|jobless|out of (a job|work)|have no job|not have a job|no job (any more|
    anymore))                                                                 # I have no job
MY_WORK (is|will be|might be|may be|could be) (at risk|gone|not (safe|secure)|going|
    disappearing|in danger)                                                   # my job is at risk
MY_WORK (was|is|got|gets|will be|is being|is getting|has been|might be|may be|could
    be|is about to be) ENDED                                                  # my position was cut
""",
    _NAMES,
)
_FEAR: Final = any_of(
    read_forms(
        "afraid|scared|worry|worried|worries|fear|fears|anxious|terrified|nervous|panic*|frightened # fear"
    )
)
_AT_WORK: Final = any_of(
    read_forms("(job|jobs|replac*|fired|laid off|work|career|layoff|layoffs|redundan*|obsolete) # my job")
)
"""Behind a word of fear: what it is about."""
_NO_WEIGHT: Final = any_of(read_forms("less|no|without stress* # less stress"))
OF_LOWNESS: Final = read_forms(
    """
overwhelm*|overwelm*|nervous|drained|ashamed|hopeless|helpless|panicking|anxious|anxiety|exhausted|depress*|
    struggling| burnout                                                       # I'm overwhelmed
(mental health|under ..3 (tension|pressure)|end of my (tether|rope)|of shame)  # my mental health is bad
(awake|not sleep) ..3 (worry|worrying|night|nights)                           # I lie awake every night
(fail|failing) at everything                                                  # I always fail at everything
can not (any more|anymore)                                                    # i cant anymore
panic attack|attacks                                                          # I have panic attacks
stress|stressed|stresses|stressful|stressing                                  # this stresses me out
burn|burned|burnt out                                                         # im burnt out
so|really|just (tired of|exhausted|tired|alone|lonely|sad|scared|ashamed|lost|desperate)  # I'm just so tired
feel|feeling|am VERY (stupid|lost|failure|useless|worthless|alone|empty|lonely|miserable|ashamed|desperate|
    broken| numb|loser|dumb|an idiot|hopeless|a mess|scared|dead inside)      # I feel like a failure
feel|feeling VERY (awful|terrible|sad|low|down|bad|horrible|rubbish)          # I feel really low
can not (cope|handle|take|stand|bear) [IT] [any more|anymore] !(the|a|an|my|
    another)                                                                  # I can't take it anymore
can not (do|deal with) (this|it) (any more|anymore)                           # I can't deal with this anymore
(feel like|want to|about to|ready to) (give|giving) up                        # I feel like giving up
(drowning in|(not|hardly|barely) coping)                                      # I'm drowning in work
(cry|crying|cried|in tears|falling apart|break down|breaking down|breakdown)  # I've been crying all day
(all|everything|it|this) is [all|just] too much  # everything is too much right now
too much for me                                                               # it's too much for me
hate (my life|myself)                                                         # I hate myself
everything [is] (hurts|pointless|falling apart|goes wrong)                    # everything hurts
please|just|someone|somebody kill me                                          # just kill me
(no one|noone|nobody) (likes|loves|needs|wants|cares about) me                # nobody needs me
done|finished with (everything|it all)                                        # I'm done with everything
had|having a [really|very] (hard|bad|rough|terrible|awful) (time|day|week|year)  # I'm having a bad day
""",
    _NAMES,
)
OF_ONESELF_ALONE: Final = read_forms(
    """
^ (OF_ME|feeling|so) VERY MOOD [and VERY MOOD] LATELY $                       # I'm so depressed
^ [i] (hate (my life|myself)|can not (cope|take it) [any more|anymore]) LATELY $  # I hate my life
""",
    {
        **_NAMES,
        "MOOD": "(depressed|hopeless|worthless|miserable|overwhelmed|(burnt|burned) out|exhausted|lonely|"
        "desperate|broken|numb|low|down|useless|ashamed|drained|alone|empty|like a failure|a failure)",
        "LATELY": "[today|now|right now|lately|these days|again|at the moment|all the time|every day]2",
        "OF_ME": "([i] (am|feel|have been|have been feeling|am feeling))",
    },
)
"""Lowness as all that a message says, and of its writer: "Living with depression" may be a course."""
_JOB_FEAR: Final = any_of(OF_FEAR)
_LOW: Final = any_of(OF_LOWNESS)
_ONESELF_ALONE: Final = any_of(OF_ONESELF_ALONE)


def weight_carried(key: str) -> Wish | None:
    """Return what weighs on somebody short of danger; None for nothing. key: see `clean.key_of`."""
    said = spaced(key)
    fear = _FEAR.search(said)
    if _JOB_FEAR.search(said) or (fear and _AT_WORK.search(said, fear.end())):
        return Wish.JOB_FEAR
    return Wish.LOW if _LOW.search(_NO_WEIGHT.sub("", said)) else None


def is_low_mood_alone(key: str) -> bool:
    """Whether a whole message says that its writer is low, and nothing else."""
    return _ONESELF_ALONE.search(spaced(key)) is not None
