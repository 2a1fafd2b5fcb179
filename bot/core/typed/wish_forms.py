"""How people word a wish, as whole messages without what is polite about them."""

import re
from typing import Final

from bot.core.dialog.understanding import Wish


def _whole(*forms: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(forms)})")


_BOT: Final = "human|bot|robot|real|person|ai|machine|chatgpt|program|computer|alive|chatbot|someone real"
_QUESTION_OF: Final = r"(?: (?:this|that|it|the question|me that|me this|me))?"
_MILDLY: Final = r"(?:(?:really|still|honestly|just|actually|simply) )*"
_STILL: Final = (
    r"(?: (?:yet|really|either|at all|that|this|it|sorry|still|right now|"
    r"(?:about|on) (?:that|this|it|(?:this|that) one)))*"
)
_GO_AWAY: Final = (
    r"(?:go|run|leave|dash|be off|get going|hurry|sleep|head (?:out|off|home)|"
    r"go (?:home|to (?:bed|sleep|work))|get back to work|sign off|log off)"
)
_BY_NOW: Final = r"(?: (?:right now|now|for (?:now|today|tonight)|soon|sorry|then|again))*"
WISHES: Final[tuple[tuple[Wish, re.Pattern[str]], ...]] = (
    (
        Wish.UNSURE,
        _whole(
            rf"(?:i )?(?:am )?{_MILDLY}(?:not (?:(?:really|so|too|quite|very|at all|that|entirely) "
            rf")?(?:sure|certain)|"
            rf"unsure|uncertain|notsure|undecided|in two minds|torn|clueless){_STILL}",
            rf"(?:i )?{_MILDLY}(?:do not|dont|could not|can not) {_MILDLY}(?:know|say|tell|decide|answer "
            rf"that){_STILL}",
            rf"(?:i )?{_MILDLY}(?:do not|dont|have not) (?:have )?{_MILDLY}"
            rf"(?:a clue|any idea|an idea|an opinion|decided|made up my mind|the faintest){_STILL}",
            rf"(?:i have )?(?:absolutely )?(?:no (?:idea|clue|opinion)|not a clue|not decided|idk|"
            rf"dunno){_STILL}",
            r"hard to say|difficult to say|it depends|depends|who knows|beats me|good question|"
            r"your guess is as good as mine",
            ".*[\U0001f937].*|.*ツ.*",
        ),
    ),
    (
        Wish.SKIP,
        _whole(
            r"(?:skip|pass)(?: on)?(?: it| this| that| this one| that one| this question| the question)?",
            r"next(?: question| one| please)?|move on|leave (?:it|this|that) (?:out|blank|open|empty)|"
            r"go on without",
            r"(?:i would |i will )?(?:rather|prefer) (?:not|to skip)(?: to)?(?: say| answer| tell)?"
            r"(?: that| this| it)?|(?:i )?(?:would )?prefer not(?: to)?(?: say| answer)?",
            r"(?:i )?(?:do not|dont|will not) (?:want to |wish to |like to |care to )?(?:say|answer|tell|"
            r"share)"
            r"(?: that| this| it| you)?|no comment|none of your business|that is (?:private|personal)|"
            r"no answer|too personal|i skip|ask me (?:something|another)(?: else)?",
        ),
    ),
    (
        Wish.EXPLAIN,
        _whole(
            r"what (?:do|did) you mean(?: (?:by|with) (?:that|this|it))?|wdym|what (?:does|do) (?:that|"
            r"this|it|these|"
            r"they) mean|what is (?:that|this|meant|it about)(?: by (?:that|this))?|"
            r"what is meant(?: by that)?",
            r"(?:sorry )?i (?:do|did) not (?:really |quite )?(?:understand|get it|get this|get that|"
            r"get the question|follow|"
            r"know what (?:you|this|that) means?)(?: the question| this| it| that| you)?|"
            r"(?:do not|dont) (?:understand|get it)(?: this| the question)?|i am (?:confused|lost here)|"
            r"confusing",
            r"huh|what|eh|(?:can you )?(?:say|put|ask) (?:it|that|this) (?:in (?:easier|simpler|other|"
            r"plain) words|simpler|differently|more simply)|explain"
            + _QUESTION_OF
            + r"(?: to me)?(?: better)?|unclear|(?:this is |that is )?not clear|"
            r"sorry|pardon|pardon me|meaning|come again|say (?:that|it) again|repeat(?: that| the question)?|"
            r"rephrase(?: that| it| the question)?|more (?:details?|information|info)|"
            r"(?:give me )?an example|"
            r"for example|example|elaborate|makes no sense|this makes no sense|wym|in other words|"
            r"clarify(?: that)?",
        ),
    ),
    (
        Wish.WHY,
        _whole(
            r"why|what for|how come|why do you (?:ask|want to know|need to know|need|care|want)"
            + _QUESTION_OF
            + r"|why (?:are )?you (?:asking|ask)"
            + _QUESTION_OF
            + r"|why (?:is|does) (?:this|that|it) (?:important|needed|asked|relevant|necessary|matter)",
            r"why this(?: question)?|why ask|what is (?:this|that) for|what is the (?:point|"
            r"reason)(?: of (?:this|that)"
            r"(?: question)?)?|how is (?:this|that) relevant|does (?:it|this|that) matter|"
            r"why should i (?:tell|answer|say)"
            r"(?: you)?(?: that| this)?|why that|reason",
        ),
    ),
    (
        Wish.HELP,
        _whole(
            r"help(?: me)?(?: out)?|i need help|commands|menu|instructions|options|usage",
            r"how does (?:this|it) work|(?:how do i |how to )(?:answer|reply|use this)(?: this| it| that)?|"
            r"what (?:can|should|do) i (?:type|say|write|enter|press|tap|click)(?: here| now)?|"
            r"what can (?:i|you) do(?: here)?|what now|what do i do(?: here| now)?",
        ),
    ),
    (
        Wish.BACK,
        _whole(
            r"back|go back|(?:go |take me |bring me )?to the (?:previous|last) (?:question|one)|"
            r"previous(?: question| one)?|(?:go )?(?:one|a|1) (?:step |question )?back|one back|"
            r"(?:go )?back (?:one|a step|one step|to the (?:last|previous) (?:question|one))|"
            r"undo(?: that| it| this)?|"
            r"take (?:that|it|this) back|return|(?:the )?(?:last|previous) question(?: again)?|revert|"
            r"step back",
            r"oops|ups|whoops|(?:that was )?(?:a |my )?(?:mistake|error|typo|wrong|misclick)(?: sorry)?|"
            r"my bad|"
            r"mistake sorry|(?:that was |that is )?not what i meant|i made a mistake|i meant something else|"
            r"(?:i )?(?:pressed|clicked|tapped|chose|hit|picked|typed) wrong|(?:i )?(?:pressed|clicked|"
            r"tapped|chose|hit|picked|typed) (?:on )?(?:the )?wrong (?:one|"
            r"answer|button|"
            r"thing|option)|wrong (?:button|answer|one|option)|(?:i )?(?:misclicked|mistyped|mis ?tapped)|"
            r"change (?:that|it|the last (?:one|answer)|my last answer)",
        ),
    ),
    (
        Wish.STOP,
        _whole(
            rf"(?:i )?{_MILDLY}(?:have (?:got )?to|need to|must|got to|gotta|should|ought to|(?:had )?better|"
            rf"am (?:going|off) to|time to|it is time to) {_GO_AWAY}{_BY_NOW}",
            rf"(?:i am )?{_MILDLY}(?:going|off|heading) (?:home|out|off|to (?:bed|sleep|work)){_BY_NOW}",
            r"(?:that is|this is) (?:all|it|enough) for (?:now|today|tonight)",
            rf"(?:i am )?(?:in a hurry|leaving|signing off|logging off|out of here){_BY_NOW}",
            r"stop(?: it| this| here| that| now| asking)?|quit|cancel|exit|end(?: it| this| here)?|"
            r"enough(?: of this)?|"
            r"abort|(?:finish|continue|do (?:it|this)) later|pause|later(?: please)?|not now(?: later)?|"
            r"unsubscribe|"
            r"leave(?: me alone)?|go away|i "
            r"have no time|no time|bye(?: bye)?|goodbye|good night|"
            r"close|"
            r"see you(?: later)?|i am (?:out|leaving|tired of this)|no more(?: questions)?|that is enough|"
            r"i (?:give up|quit|am bored)|(?:take )?a break|i will (?:come back|go on|continue|finish|"
            r"do (?:it|"
            r"this)) (?:later|tomorrow|tonight|another time|next week|at home)|shut up|"
            r"brb|gtg|g2g|i need (?:a break|a pause|some rest)|(?:continue|go on|do (?:this|it)|"
            r"finish)(?: this| it)? (?:later|tomorrow|another (?:time|day)|some other time)|i want out|"
            r"maybe later|another time|some other time|"
            r"tomorrow maybe|i do not want (?:to continue|this "
            r"any ?more|to go on)",
        ),
    ),
    (
        Wish.RESTART,
        _whole(
            r"(?:start|begin|go|try) (?:again|over|anew|from scratch|all over(?: again)?)|restart|"
            r"(?:start )?from (?:the (?:beginning|start)|scratch)|reset|again from the start|"
            r"(?:start )?all over(?: again)?|"
            r"back to (?:the )?(?:start|beginning)|new start|start new|once more from the (?:start|"
            r"beginning)",
        ),
    ),
    (
        Wish.REVIEW,
        _whole(
            r"review|change (?:an|my|some|one of my|earlier) (?:earlier )?answers?|(?:show |see |list |"
            r"check |view )?"
            r"(?:me )?(?:all )?my answers(?: so far)?|what (?:did|have) i (?:answer|say|said|answered|"
            r"chosen|choose)"
            r"(?:ed)?(?: so far| before)?|edit(?: my answers?)?|summary|overview|my answers so far",
        ),
    ),
    (
        Wish.DONE,
        _whole(
            r"done|that is (?:all|it|everything)|i am (?:done|finished|ready)|finished|ready|finish|"
            r"keep(?: it)?(?: as my answer)?|nothing (?:else|more)|no more"
        ),
    ),
    (
        Wish.THANKS,
        _whole(
            r"(?:ok |great |cool )?(?:many )?thanks?(?: you)?(?: very much| so much| a lot|"
            r" a million| indeed)?|thx|"
            r"ty|cheers|thank u|tysm|much appreciated|appreciate it|thanks for (?:that|asking|your help|"
            r"the help)"
        ),
    ),
    (
        Wish.HELLO,
        _whole(
            r"hello(?: (?:there|again|bot|everyone))?|hi(?: (?:there|again|bot))?|hey(?: (?:there|you|"
            r"bot))?|hiya|"
            r"good (?:morning|evening|afternoon|day)|yo|greetings|howdy|how are you(?: doing)?(?: today)?|"
            r"what is up|sup|hullo|helo|hallo"
        ),
    ),
    (
        Wish.HUMAN,
        _whole(
            rf"are you (?:a |an )?(?:real |actual |just |just a )?(?:{_BOT})(?: person|"
            rf" being)?(?: or (?:a |an )?(?:{_BOT}))?",
            rf"(?:who|what) are you|who (?:is|am i) (?:this|talking to|speaking to|speaking with|"
            rf"writing)|is (?:this|it|"
            rf"there) (?:a |an )?(?:real )?(?:{_BOT})(?: there| here)?|(?:who|what) (?:made|wrote|"
            rf"built) (?:you|this)|"
            r"am i (?:talking|speaking|chatting|writing) (?:to|with) (?:a |an )?(?:real )?"
            rf"(?:{_BOT})|is (?:anyone|anybody|someone|somebody) (?:out )?there|(?:i want |talk |"
            rf"speak )?(?:to )?(?:talk to |speak to )?"
            r"a (?:real )?(?:human|person)|is it a (?:human|person|machine|bot|robot) (?:who|that|which) "
            r"(?:writes|asks|answers|reads)(?: me| this)?|do you have (?:feelings|a name)|what is your "
            r"name|your name|"
            r"is this ai",
        ),
    ),
    (
        Wish.PRIVACY,
        _whole(
            r"who (?:can |will |else )?(?:sees?|reads?|gets?|knows?)(?: (?:this|it|that|my answers?|"
            r"all this|what i "
            r"(?:write|say|type)))?|is (?:this|it|that) (?:all |really |completely )?(?:anonymous|"
            r"private|confidential|"
            r"secret|safe|secure)",
            r"(?:what (?:happens|do you do) (?:with|to) |where (?:is|are|goes|go) |"
            r"how do you use )(?:my |the |all this |"
            r"this )?(?:data|answers?|information)?(?: stored| saved)?|(?:delete|erase|remove|"
            r"forget) (?:all )?"
            r"(?:my (?:data|answers?)|me|everything)|(?:delete|erase|remove|forget) everything about me|"
            r"(?:do|will|are) you (?:going to )?(?:store|stor|sav|"
            r"shar|save|keep|share|"
            r"sell|record)(?:ing)?(?: (?:this|that|it|my data|my answers?))?|privacy(?: policy)?|"
            r"is (?:anyone|anybody|someone|somebody) (?:else )?(?:reading|watching|listening|"
            r"seeing)(?: (?:this|that|here|along))?|"
            r"(?:will|can|does) (?:my (?:boss|employer|manager|company|team|colleagues)|anyone|anybody|"
            r"someone) "
            r"(?:see|read|know|find out)(?: (?:this|it|that|about this|my answers?))?|(?:is|"
            r"are) my (?:answers?|data) "
            r"(?:private|safe|anonymous|stored|saved|shared)|data protection|gdpr|anonymous|confidential",
        ),
    ),
    (
        Wish.PROGRESS,
        _whole(
            r"how many (?:more|questions|more questions|are left|left|to go)(?: are| is)?(?: left| there|"
            r" to go| to come)*"
            r"(?: are there)?|how (?:long|much longer|much more|far)(?: does (?:it|this) take|"
            r" will (?:it|this) take|"
            r" is (?:it|this)| is left| left| to go| am i| are we| until (?:the end|i am done))?",
            r"are we (?:done|there|finished)(?: yet| soon)?|is (?:this|that|it) the last (?:one|question)|"
            r"(?:is|will) (?:it|this) (?:be )?(?:over|done|"
            r"finished)(?: soon| "
            r"now| yet)?|progress|how much is left|(?:almost|nearly) (?:done|there|finished)|when (?:is|"
            r"does|will) "
            r"(?:it|this) (?:be )?(?:end|over|done|finished)|when are we done",
        ),
    ),
    (
        Wish.ADVICE,
        _whole(
            r"what (?:should|shall|must) i (?:do|choose|pick|answer|take)|you (?:decide|choose|pick|tell me)|"
            r"what (?:would|will) you (?:do|say|choose|pick|recommend|advise|suggest)(?: in my (?:place|"
            r"shoes))?|"
            r"(?:just )?(?:tell|advise) me(?: what to (?:do|choose|pick)| the answer)?|"
            r"(?:just )?(?:give|show|get)(?: me)? (?:the |your |an |my )?"
            r"(?:advice|answer|results?|recommendation)|(?:the |my )?results?|"
            r"what do you (?:think|recommend|advise|suggest|prefer)|"
            r"(?:just )?decide(?: for me)?|(?:choose|pick)(?: one)? for me|which (?:one )?(?:is (?:best|"
            r"better|right)|"
            r"(?:would|do|should) (?:you|i) (?:recommend|take|choose|pick))|your (?:opinion|advice|"
            r"recommendation)|"
            r"what is (?:best(?: for me)?|your advice|the (?:right|best) (?:answer|choice))|should i do it|"
            r"any advice|advice",
        ),
    ),
    (
        Wish.NOTHING_FITS,
        _whole(
            r"none of (?:these|them|those|the above|it|the answers|the options)(?: (?:fits?|apply|"
            r"applies|really|is right|"
            r"are right|works?))?(?: me| to me| for me)?|(?:something|anything) (?:else|different)|other|"
            r"neither(?: of "
            r"(?:them|these|those))?(?: (?:one|fits?))?|it is (?:complicated|more complicated|"
            r"not that (?:simple|easy))|"
            r"(?:my|the) (?:answer|option) is (?:not (?:there|here|in the list|listed|on the list)|"
            r"missing)|(?:there is )?no "
            r"(?:answer|option) (?:for me|fits|for that)(?: me)?|(?:nothing|none|no answer|"
            r"no option)(?: here| really)? "
            r"(?:fits|fit|applies|apply|suits|matches)(?: me)?|not (?:in the list|listed|there|on the list)|"
            r"(?:these|they|(?:these|the|your) (?:answers|options)) do not (?:really )?(?:fit|apply|"
            r"work)(?: me| to me)?|complicated|my (?:case|situation) is (?:different|special|another)|"
            r"another answer|"
            r"(?:can|may|could) i (?:choose|pick|select|take|tick|have) (?:two|both|several|many|more|2|"
            r"3|three|"
            r"more than (?:one|1)|multiple)(?: answers| options| things| of them)?|"
            r"is it (?:ok|okay|possible|allowed|fine) to (?:choose|pick|select|take|tick|have) (?:two|both|"
            r"several|more|more than (?:one|1)|multiple)(?: answers| options| things| of them)?|"
            r"a different answer|does not apply(?: to me)?|not applicable|something in between|in between",
        ),
    ),
)
"""What a whole message says, without what is polite about it; the first that fits counts."""
