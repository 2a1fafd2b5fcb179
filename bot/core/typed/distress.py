"""Signs that somebody is in danger, fears for their job, or has a hard day.

Words of danger are looked for in every text and at every stage. It is better to offer help to somebody who
does not need it than to overlook one who does; only figures of speech are left out.
"""

import re
from typing import Final

from bot.core.dialog.understanding import Wish
from bot.core.typed.clean import key_of


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


_SELF: Final = r"my ?self"
_PEOPLE: Final = r"(?:no ?one|nobody)"
_SOMEWHERE: Final = r"(?! (?:in|with|at|near|on|off|from|there|abroad|alone|close|far|next|out)\b)"
"""Behind "live": it is about a place or a way of living."""
_SELF_HARM: Final = _any(
    # what somebody does to themselves
    rf"kil+(?:ing|ed)? ?{_SELF}|kil+ your ?self|off {_SELF}|unaliv\w*|sui[csz]id\w*|sucid\w*|suside",
    rf"(?:hurt|hurting|cut|cutting|harm|harming|burn|burning|starve|starving|injure|injuring) {_SELF}",
    rf"(?:hang|hanging|shoot|shooting|drown|drowning|poison|poisoning) {_SELF}|self ?harm\w*|overdos\w*",
    r"(?:slit|slitting|slash|slashing|cut|cutting) my (?:wrists?|throat|arms?)",
    r"(?:jump|jumping) (?:off|from) (?:a|the|my) (?:bridge|roof|building|balcony)",
    rf"(?:jump|jumping|step|stepping) in front of a|throw(?:ing)? {_SELF} (?:off|under|in front)",
    r"(?:too|take|taking|took|swallow|swallowed|swallowing) (?:too many|all my|all the|a lot of) pills",
    r"tak(?:e|ing) my (?:own )?life|end(?:ing)? (?:my|this|it) (?:life|all|existence)|ending (?:things|"
    r"everything)",
    r"(?:thinking|thought|think) (?:of|about) ending (?:it|things)|if i (?:just )?ended (?:it|everything|"
    r"my life)",
    r"(?:want to|going to|will|should|might|just|rather) kms",
    # to die, or not to live
    r"(?:want|wanted|wan|going|wish|wishing|ready|plan|planning|hope|like|prefer|rather|deserve)"
    r"(?: just| to just| i could)? (?:to |too |2 )?die\b(?! (?:laughing|of laughter|hard))",
    r"(?:let|want) (?:me|myself) (?:die|dead)|think(?:ing)? (?:about|of) (?:death|dying)|"
    r"thoughts of (?:death|dying)",
    r"(?:i|to|rather|should|could|just|better) (?:was|were|be) (?:just )?dead"
    r"(?! (?:tired|serious|certain|sure|end|weight|wood|without|in the water|last|wrong|broke|set)\b)",
    r"(?:better|happier|easier) (?:off |place )?(?:if i (?:was|were) )?(?:without me|dead)|"
    r"better off not (?:here|alive)",
    r"wish i (?:was|were|am) not (?:alive|here|born)|wish i (?:had|have) never been born|wish i (?:did|"
    r"do) not exist",
    r"never (?:been|be) born|i (?:was|were) never born",
    r"(?:not|never) wake up(?! (?:so |too |that )?(?:early|late|at|before|in time)\b)|sleep forever",
    r"not want to wake up(?! (?:so |too |that )?(?:early|late|at|before|in time)\b)",
    rf"not want to live\b{_SOMEWHERE}|not want to (?:be alive|exist|go on living|be on this (?:earth|"
    rf"planet))",
    r"not want to be (?:here|around) any ?more",
    r"(?:can|do) not (?:want to )?live (?:like this |this way )?any ?more|(?:want to stop|"
    r"hate) (?:living|existing|being alive)",
    rf"(?:tired|sick|weary) of (?:life|being alive|existing)|(?:tired|sick|weary) of living{_SOMEWHERE}",
    r"enough of (?:being alive|life|living)|(?:done|finished) with (?:life|living)|giv(?:e|en|"
    r"ing) up on (?:life|living)",
    r"disappear (?:forever|for good)|(?:want|wish i could|like) (?:to )?(?:just )?(?:disappear|vanish)",
    # nothing to live for
    r"(?:not|never) worth (?:living|it to live)|life is not worth(?: it)?|lost (?:the|all|my) will to live",
    r"no will to live|my life (?:is|has) (?:over|pointless|meaningless|worthless|no meaning|no point)",
    r"(?:nothing|no reason) (?:left )?to (?:live(?! (?:on|in|off)\b)|stay alive|be alive|keep (?:living|"
    r"going)|go on living)",
    r"no reason (?:left )?to go on|why am i (?:even |still )?alive|what (?:do|should) i live for",
    r"(?:point|use|sense) (?:of|in|to) (?:living|life|being alive)",
    r"(?:point|use|sense) (?:of|in|to) (?:going|carrying) on"
    r"(?! (?:an?|the|that|this|any|another|holidays?|vacation|courses?|with (?:a|the|this|that|"
    r"my) (?!life))\b)",
    r"(?:no|not see (?:a|the|any)|what is the) point (?:of|in|to) (?:it all|anything)",
    r"(?<!the )no way out for me|(?:see no|not see (?:a|any)) (?:other )?way out|no hope left|"
    r"no future for me",
    r"can not (?:go|carry|keep) on(?: living)?(?: any ?more| like this| any longer)?$",
    r"(?:nothing|no hope) left for (?:me|us)|life (?:is|feels|seems) (?:so |just |all )?(?:pointless|"
    r"meaningless)",
    r"(?:not see|see no) (?:a |any )?future for (?:me|myself)(?! (?:in|at|here|with)\b)",
    r"not being (?:here|around) any ?more|not being alive",
    # it should end
    r"(?:want|like|wish) (?:it|everything|this|life) (?:all )?to end",
    r"(?:want|wanted|wish|like) (?:it all|all of (?:it|this)|everything|my life|"
    r"the pain) (?:to (?:just )?(?:be over|stop)|was over|were over)",
    # nobody would miss me
    rf"{_PEOPLE} (?:would|will) (?:even |ever |really )?(?:miss|care|notice|mind) (?:me\b|if i)",
    r"if i (?:was|were) (?:just )?(?:gone|dead|no longer (?:here|there)|not (?:here|there|around)|never born)"
    r"(?! (?:for|to|on|in|at|a|until|next|when|with)\b)",
    r"if i (?:died|disappeared|vanished|stopped existing)(?! laughing)",
    r"(?:am|be|being|feel like|only|just) a burden|burden (?:to|on|for) (?:everyone|everybody|my family|"
    r"my kids|others)",
    r"my last (?:day|night) (?:alive|on earth)|say goodbye to (?:life|the world)|goodbye cruel world",
    r"(?:not|will not) be (?:here|around|alive) much longer",
)
_NOT_MEANT: Final = _any(
    r"suicid\w* (?:prevention|awareness|hotline|watch|squad|mission)",
    r"(?:career|professional|political|social|financial|commercial|business|brand) suicide",
    rf"kil+(?:ing)? {_SELF} laughing|(?:cut|cutting) {_SELF} (?:some slack|off|short|shaving)",
    rf"(?:shoot|shooting) {_SELF} in the foot|(?:drown|drowning|burn|burning) {_SELF} (?:out|in work)",
    r"overdos\w* (?:on|of) (?:coffee|caffeine|ai|news|information|content|courses|meetings|sugar|chocolate)",
)
_SELF_HARM_ELSEWHERE: Final = re.compile(
    "|".join(
        (
            "ich will (?:sterben|nicht mehr leben)|umbringen|selbstmord|suizid|mir das leben nehmen|"
            "nicht mehr leben",
            "je veux mourir|envie de mourir|me suicider|me tuer|en finir avec la vie|plus envie de vivre",
            "quiero morir|no quiero (?:seguir )?(?:vivir|viviendo)|suicidarme|matarme|quitarme la vida",
            "voglio morire|uccidermi|ammazzarmi|farla finita|togliermi la vita",
            "quero morrer|me matar|acabar com a minha vida|tirar a minha vida|nao quero (?:mais )?viver",
            "olmek istiyorum|intihar|yasamak istemiyorum|kendimi oldur",
            "chce umrzec|samoboj|zabic sie|nie chce (?:juz )?zyc",
            "ik wil dood|zelfmoord|niet meer leven|jag vill do\\b|sjalvmord|vill inte leva",
            "хочу умереть|не хочу (?:больше )?жить|покончить с собои|самоуби|убить себя|хочу сдохнуть",
            "хочу померти|не хочу (?:більше )?жити|самогуб|вбити себе",
            "اريد ان اموت|انتحر|الانتحار|اقتل نفسي|لا اريد ان اعيش",
            "死にたい|自殺|消えたい|生きていたくない|自杀|想死|不想活|结束生命|结束自己",
            "मरना चाहत|आत्महत्या|जीना नहीं चाहत|죽고 싶|자살|살기 싫",
        )
    )
)
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
