"""What people say who see no reason to live, want it to end, or think nobody would miss them."""

from typing import Final

from bot.core.typed.death_wishes import KILL, SOMEWHERE

WITH_SOMETHING: Final = (
    "(?! (?:an?|the|that|this|any|another|holidays?|vacation|courses?|paying|working|doing|learning|"
    r"studying|to|as|at|in|on|for|about|it|trips?|my|with (?:an?|the|this|that|my|it) ?(?!life))\b)"
)
"""Behind "go on": it is about a thing that one goes on with."""
_GONE: Final = (
    "(?:just |already |suddenly |really )?(?:gone|dead|no longer (?:here|there|around|alive)|not (?:here|"
    r"there|around|alive)|never born|out of the way)(?! (?:for|to|on|in|at|a|until|next|when|with|from)\b)"
)
IF_I_WENT: Final = (
    f"(?:if|when|once|that|whether) i (?:(?:was|were|am|would be|is) {_GONE}|(?:had )?(?:just |"
    "ever )?(?:died?|dis+ap+ear(?:ed)?|vanish(?:ed)?|stop(?:ped)? existing|ceased|jumped|offed|"
    f"never (?:woke|existed|came home)|left this (?:world|life|earth)|{KILL}|did not (?:exist|"
    "wake))(?! laughing))"
)
_REASON: Final = r"(?:point|reasons?|sense|purpose|motivation|strength|energy|will|wish|desire|use|hope)"
NOTHING_TO_LIVE_FOR: Final = (
    r"(?:living|existing|being alive|staying alive) (?:is|feels|gets|became) (?:just |so |too |way )*(?:hard|"
    r"difficult|painful|much|heavy|tiring)|too (?:hard|painful|tired|much effort) to (?:live|be alive|exist)",
    r"(?:not|never|n t|hardly) (?:\w+ )?worth (?:living|it to live|being alive)|life is not worth(?: it|"
    r" it any ?more)?$|(?:lost|lose|losing|no|without)(?: \w+){0,2} will to (?:live|go on)|my life (?:is|"
    "has|feels|means?) (?:over|pointless|meaningless|worthless|no meaning|no point|no value|no purpose|"
    "nothing|useless|not worth)",
    r"(?:nothing|no one|nobody|little)(?: \w+){0,2} to (?:live for|live(?! (?:on|in|off|with|at|near)\b)|"
    r"stay alive|be alive|keep (?:living|going)|go on living)|what (?:do|should|would) i (?:\w+ )?live for",
    "(?:no|any|what|zero|little|the|lost|more|without|many|much|"
    rf"see)(?: \w+){{0,4}} {_REASON}(?: left)? (?:of|in|to|for|for me to) (?:\w+ )?(?:live{SOMEWHERE}|"
    f"living{SOMEWHERE}|life(?! (?:science|insurance|coach))|being alive|be alive|stay alive|"
    rf"be here(?: any ?more)?$|exist\w*|keep going{WITH_SOMETHING}|keep living|(?:go|going|carry|"
    f"carrying) on{WITH_SOMETHING}|continue living|breathing)",
    f"(?:point|use|sense) (?:of|in|to) (?:living{SOMEWHERE}|life$|being alive|(?:going|"
    f"carrying) on{WITH_SOMETHING})|(?:no|not see (?:a|the|any)|what is the) point (?:of|in|to) (?:it all|"
    "anything)(?! (?:new|here))",
    "(?<!the )no way out for me|(?:see no|not see (?:a|any)|no|only) (?:other )?way out (?:any ?more|"
    "of (?:this|here) any ?more|is (?:death|to die))|(?:see no|not see (?:a|any)) (?:other )?way out|"
    r"no hope left|no future (?:for me|left)|i have no future(?! (?:in|at|here|with)\b)",
    "(?:nothing|no hope) left for (?:me|us)|(?<!my work )life (?:is|feels|seems|became|has become) (?:so |"
    "just |all |completely |totally )?(?:pointless|meaningless|unbearable|over|torture|worthless|"
    "not worth)",
    "(?:not see|see no|not have|have no|without) (?:a |any )?future for (?:me|myself)(?! (?:in|at|here|"
    r"with)\b)|(?:not see|not picture|not imagine) (?:myself|me) (?:alive|living (?:past|until|to)|"
    "being alive|growing old|getting old)",
    "can not (?:go|carry|keep) (?:on|going)(?: living| on)?(?: any ?more| like this| any longer|"
    " with (?:life|this life))*$|(?:can not|cannot) (?:take|bear|stand|face) (?:life|living|being alive|"
    r"another day|one more day|existing|this life|to be alive)(?! (?:of|at|in|with|here)\b)|"
    "(?:can not) (?:do|take|bear|stand|handle|cope with) (?:it|this|life) (?:all )?any ?more (?:want out|"
    "i want out|so|goodbye|bye|please|i am sorry)|can not do (?:life|this life)",
    "(?:none|nothing) (?:of )?(?:this|it)? ?(?:will |is going to )?matters? (?:any ?more )?(?:because|"
    r"when|as|since|once|if) (?:\w+ ){0,2}(?:i|will) ?(?:\w+ )?(?:be|am|not be) (?:gone|dead|here|around)",
)
IT_SHOULD_END: Final = (
    "(?:want|like|wish|need) (?:it|everything|this|life|the pain|my life) (?:all )?to (?:just )?(?:end|"
    r"stop|be over)(?! (?:with|on|in|at|by)\b)|make (?:the pain|it all|everything) (?:just )?stop",
    "(?:want|wanted|wish|like) (?:it all|all of (?:it|this)|everything|my life|"
    "the pain) (?:to (?:just )?(?:be over|stop)|was over|were over)",
    r"end(?:ed|ing|s)? (?:my|this) (?:\w+ )?(?:life|existence|suffering|misery)|end(?:ed|ing)? (?:it|"
    "things|everything) (?:all|for good|once and for all|tonight|forever|now$|today$)|end(?:ing)? it all|"
    "ending (?:things|everything)",
    r"(?:want|going|ready|courage|guts|strength|finally|decided|plan\w*|wish|could|might|should|rather|"
    "gunna|mean|just|if i)(?: (?:to|just|finally|really|i|do|it|could|"
    r"and)){0,4} end(?:ed)? it(?! (?:with|by|on|in|at|early|soon|there|here)\b)",
)
NOT_MISSED: Final = (
    r"(?:no ?one|nobody|not a soul|no soul|who|none of them|they)(?: \w+){0,3} (?:miss|misses|missed|"
    rf"notice|notices|care|cares|mind|cry|grieve|mourn|sad|know|look for)(?: \w+){{0,2}} {IF_I_WENT}|"
    r"(?:no ?one|nobody|not a soul|who|none of them) (?:\w+ ){0,3}miss(?:es)? me|(?:come|show up|turn up|"
    "cry) (?:to|at) my funeral",
    "(?:better|happier|easier|lighter|relieved|good|glad|peaceful)(?: (?:off|place|life|world|for|them|"
    "everyone|it|time|would|be|all|much|just|too|everybody)){0,4} (?:without me|with me (?:gone|dead)|"
    rf"{IF_I_WENT})(?! (?:at|in|on)\b)|better off (?:dead|not (?:here|alive|existing|being))",
    r"(?:am|be|being|feel like|feel|only|just|such|become|nothing but|i) a? ?(?:\w+ )?burden\b(?! of|"
    " (?:to|on|for) (?:my|the|our) (?:team|company|colleagues?|boss|department))|burden (?:to|on|"
    r"for) (?:\w+ )?(?:everyone|everybody|family|kids|others|people|them|parents|husband|wife|children|"
    "daughter|son|mum|mom)",
    f"{IF_I_WENT}(?! (?:from|into) (?:the|my|linkedin))|(?:am|i|me|just|such|only) a (?:complete |"
    "total )?waste of (?:space|oxygen|air|breath|skin)|(?:world|everyone|family|"
    r"they)(?: \w+){0,3} without me in it",
)
