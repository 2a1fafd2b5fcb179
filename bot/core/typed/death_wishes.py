"""What people say who wish to be dead, gone or asleep for ever, or who hurt themselves; as forms of keys."""

from typing import Final


def _few(words: str, most: int) -> str:
    """Return the form of some of these words in a row, each with a space before it."""
    return rf"(?: (?:{words})){{0,{most}}}"


SELF: Final = r"(?:m[yie] ?(?:self|selfs|slef|sefl|sel|sef|elf|selv|slf)|myselves)"
KILL: Final = r"(?:k[ie1]+l+(?:ing|in|ed)?|kll|klil|k l+)"
_DIE: Final = r"(?:die|diee|d1e|dy|dead|dying|deceased)"
_WANT: Final = (
    "(?:want|wants|wanted|wanting|wan|wann|wana|wanta|whant|wnat|watn|wante?d|wish|wished|wishing|hope|"
    "hoped|hoping|ready|plan|planned|planning|going|gunna|goin|finna|tryna|imma|bouta|like|love|prefer|"
    "rather|sooner|deserve|need|try|tried|trying|decided|prepared|dream|dreaming|pray|praying|prayed|"
    "longing|waiting|let me|(?:i|i would|i will) (?:just |really )?(?:could|might|should|better|may|can|"
    "just))"
)
_LINK: Final = _few(
    "to|2|too|just|really|only|simply|so|that|i|could|would|can|may|will|be|was|were|am|of|peacefully|"
    "quietly|slowly|fucking|finally|already|badly|please|kind|sort|somehow|all|and|for|had|have|been|up",
    4,
)
_NOT_OF_DEATH: Final = (
    "(?! (?:laughing|hard|for|of (?:laughter|boredom|shame|embarrassment|curiosity|cringe|stress|heat|"
    "hunger|envy)|from (?:boredom|cringe|laughing|laughter|embarrassment|shame)|trying|tired|serious|"
    "certain|sure|end|weight|wood|without|in the water|last|wrong|broke|set|line|lines|lock|to learn|"
    "to know|to see|to try|to get|inside|my hair|my clothes|honest|an? (?!(?:painless|quick|peaceful|slow|"
    r"better)))\b)"
)
SOMEWHERE: Final = (
    r"(?! (?:in|with|at|near|on|off|from|there|abroad|alone|close|far|next|out|up to|here|without)\b)"
)
"""Behind "live": it is about a place or a way of living."""
_LATE_OR_SO: Final = (
    "(?! (?:so |too |that |as )?(?:early|late|at|before|in time|on time|to|without|with|for|every|when|"
    r"thinking|feeling|happy|refreshed|motivated)\b)"
)
_ONE: Final = r"(?: \w+)?"
TO_ONESELF: Final = (
    rf"suicid\w*|{KILL} ?{SELF}|{KILL} your ?self|end{_ONE} {SELF}|off(?:ed|ing)? {SELF}|i?want ?todie|"
    r"iwantto ?die|unaliv\w*|su[sc]?[iy1]?[csz]{1,2}[iy1]?d\w*|s[uio][uie]?[csz]{1,2}[i1y]d(?:e|al|es|"
    r"ally)|s icide|su cide|suiced\w*|s you i c i d e|sewer ?slide\w*|kermit s\w+|commit (?:die|sudoku|"
    r"sewer\w*|toaster\w*)|toaster bath|ctb",
    "(?:hurt|cut|cutt?ing|harm|burn|starv|injur|hang|shoot|drown|poison|stab|chok|strangl|electrocut|"
    "gass?|punish|scratch|bleed|neck|delet|eras|destroy|bit|hit|top|rop|knif)(?:e|ing|ed|t|s|"
    f"es)?{_ONE} {SELF}",
    rf"(?:hung|shot|drowned|burnt|bit|hurting) {SELF}|self ?(?:harm|injur|mutilat|delet|exit|terminat)\w*|"
    r"overdos\w*|(?:to|i|might|will|and) od",
    f"(?:yeet|throw|fling|hurl|toss|pitch)(?:ing|ed)? {SELF} (?:off|under|out|in front|from|down|before|"
    "into (?:the |a )?(?:river|sea|lake|traffic|road|canal|water))",
    "(?:slit|slitting|slash|slashing|slashed|cut|cutting|burn|burning|carve|carving|open|opening) (?:up |"
    "open )?my (?:wrists?|throat|arms?|legs?|thighs?|skin|veins?|stomach)",
    "(?:i|have|been|was|started|start|keep|am|to|and|relapsed?) cut(?:ting)? again(?! (?:the|costs?|our|my))",
    r"(?:razors?|razor ?blades?|blades?|knife|scissors|lighter|cigarettes?)(?: \w+){0,4} my (?:wrists?|"
    "arms?|skin|thighs?|legs?|throat)",
    f"danger to {SELF}|not safe (?:with|from|around|by) {SELF}|(?:afraid|scared|frightened) of (?:{SELF}|"
    f"what i (?:might|may|could|will|would|am going to) do(?: to {SELF}| tonight| next)?$)|"
    rf"do something (?:stupid|bad|terrible) to {SELF}|voices? (?:\w+ )?tell\w* me|do {SELF} in",
    "(?:tak(?:e|es|ing)|took) my (?:own )?life|by my own hands?|(?:i|to|ill|might|will|would|should|could|"
    "just|going|gunna|finna|tryna|imma|bouta|literally|rather|probably|actually|lemme|and) kms",
)
TO_DIE: Final = (
    r"(?:my|the|this|all) (?:suffering|agony|misery|torment|pain)(?: \w+){0,3} (?:stops?|ends?|over|"
    "go away)",
    "(?:find|found|have|had|get|gather|pluck|lack)(?:ing)?(?: up)?(?: the)? (?:nerve|guts|"
    "courage)(?: to (?:do it|end|jump|go through)|$)|too (?:scared|cowardly|afraid|weak|"
    "much of a coward) to (?:do it|die|end|jump|kill)|(?:hop|wish|want|pray)(?:e|ed|es|s|"
    r"ing)?(?: \w+){0,2} (?:get|got|had|have|has|for)(?: \w+){0,2} (?:cancer|heart attack|terminal|"
    "stroke|accident|aneurysm|illness)|my heart (?:to |would |will |just )*(?:stops?|stopped|gives? out)|"
    "live or die|i am (?:already )?a (?:ghost|walking corpse)|i am already dead",
    "no me in|(?<!get )(?:free|rid) of me at last|be free of me|not (?:try to )?(?:save|revive|"
    r"resuscitate) me(?! (?:an?|some|the|money|time|from)\b)|(?:pray|hope|wish|want|"
    r"rather)(?: \w+){0,3} not (?:to )?wake|life is not for me|log(?:ging)? out (?:soon|tonight)|"
    "not (?:made|meant|built|cut out) (?:for|to) (?:life|live|exist|this (?:life|world)|be here|be alive)|"
    "(?:bear|stand|hate|sick of|tired of) being me|can not (?:bear|take|stand|"
    r"live)(?: \w+){0,4} another (?:minute|second|hour)",
    f"{_WANT}{_LINK} {_DIE}{_NOT_OF_DEATH}|w(?:ant|hant|nat|ana)(?:ed|s)? (?:to )?dye(?! (?:my|the|hair|"
    r"it))|dream\w* of (?:death|dying)",
    "(?:i|to|rather|should|could|just|better|sooner) (?:was|were|be|am|is) (?:just |already |"
    "better off )?dead" + _NOT_OF_DEATH,
    "my funeral(?! (?:leave|home))|(?:i|to|rather|would|sooner|already) (?:be |lie |lying )?(?:in|"
    "inside) (?:my|a|the) (?:own )?(?:grave|coffin)|six feet under|my own funeral|(?:be|am|"
    "were) in the ground|food for (?:the )?worms",
    "how (?:to|do i|can i|could i|would i|does one) (?:die|kill|hang|overdose|od|tie a noose|make a noose|"
    r"end my)\b(?! (?:the|a|this|my (?:darlings|project))\b)",
    "(?:painless|easy|easiest|quick|quickest|peaceful|best|least painful|good) (?:way|death|method|"
    "exit)s? (?:out$|out of (?:life|this world|here$)|to (?:die|go$|end it|end my|kill my))|"
    "painless(?:ly)? (?:death|exit|method|way)|(?:die|dying|death|go|end) (?:without|with no) pain|"
    "lethal dose|ways to die",
    r"(?:think\w*|thought\w*|dream\w*|fantasi[sz]\w*|obsess\w*|contemplat\w*|consider\w*|talk\w*|feel like|"
    f"keep){_ONE} (?:about|of|abt|bout|on )?{_ONE}(?:^| )(?:death|dying|end(?:ing)? (?:it|things|"
    "everything|my life)|hanging|not (?:being|existing|waking|living)|how to die|being (?:dead|gone)|"
    r"jumping)(?! (?:by|with|at|to|my (?:job|contract))\b)",
    r"(?:dark|intrusive|morbid|bad|suicid\w*) thoughts(?! (?:about|on) (?:the|my (?:job|boss|work)))|"
    "ideation",
    "(?:be|join|see|follow|rejoin|meet|reunited?)(?:ing|ed)? (?:up )?(?:with |again )?my (?:late|dead|"
    r"deceased) \w+|(?:see|join|be with|meet)(?: \w+){1,3} in heaven|(?:go|going|be|am|"
    "get) (?:up )?(?:to|in) heaven(?: soon| now)?$",
    r"(?:lord|god|jesus|death|he|angels)(?: \w+){0,3} (?:take|takes|call|calls|fetch) me(?: home| away|"
    " soon|$)|take me (?:away |home )?(?:lord|god|now lord)|(?:meet|see) my maker|waiting (?:for|"
    "on) (?:death|the end|god to)|lived (?:long enough|too long)|enough of this (?:world|life)|"
    r"overstayed (?:\w+ ){0,3}(?:earth|world|life)",
    "die in (?:my|the) sleep|27 club|(?:crash|kill|hit)(?:es|s|ed)? me with it|cursed? (?:to live|"
    "the day i was born)",
)
NOT_TO_LIVE: Final = (
    r"(?:not|never|no) (?:deserve|right|reason|able|strength|fit|worthy)(?: \w+)? (?:to|"
    f"of) (?:live{SOMEWHERE}|living|be alive|exist)",
    r"(?:not|never|no longer|stop|hardly|barely) (?:\w+ ){0,4}?want(?:ing)? (?:\w+ )?to (?:\w+ )?(?:live"
    f"{SOMEWHERE}|be (?:alive|born|on this (?:earth|planet)|in this world|around|here(?: any ?more|"
    " any longer| tomorrow)?$|here any ?more)|exist|breathe|keep living|go on living|continue living|"
    "stay alive|see (?:another day|tomorrow))",
    "(?:not|never|without)(?: (?:ever|want|wanting|have|having|to|hope|need|like|feel|even|"
    f"again)){{0,4}} wak(?:e|ing) up{_LATE_OR_SO}|(?:hope|wish|want|pray|"
    f"rather){_LINK} not wake up{_LATE_OR_SO}",
    "(?:can|could|do|will|would|wo) not (?:want to |keep |go on |bear to |stand to )?liv(?:e|"
    "ing) (?:like this|this way|this life|with this (?:pain|guilt)|with myself|any ?more|any longer)|"
    "not live (?:much longer|long)",
    "(?:hate|stop|quit|done with|regret|resent|end|over with) (?:living(?! (?:to|for))|existing|"
    r"being alive|breathing)(?! (?:in|at|with|near|off|from|here|abroad|alone)\b)",
    "(?:tired|sick|weary|done|fed up|exhausted|bored|finished|over|through) (?:of|with|from|by) (?:life|"
    f"being alive|existing|existence|breathing|living{SOMEWHERE}|this (?:life|world)|my (?:life|existence))",
    "enough of (?:being alive|my life|this life|life|living)|giv(?:e|en|ing) up on (?:life|living)|"
    "(?:want|get|opt|check|sign|drop|way|log|clock)(?:ing|ed)? out of (?:life|this (?:life|world)|"
    "existence)|(?:leave|leaving|exit|exiting|quit|quitting|depart|departing) (?:this|the|my) (?:life|"
    "world|earth|planet|existence)|quit(?:ting)? life|(?:log|clock|check|sign)(?:ging|ing)? (?:off|"
    "out) (?:for good|forever|for ever|permanently)",
    f"(?:{_WANT}|only i|if i) ?{_LINK} (?:dis+ap+ear|vanish|evaporate|dissolve|fade away|cease to (?:be|"
    "exist)|cease existing|not exist|stop existing|be no more|be nothing|be erased|not be(?: here| alive|"
    " around)?$)(?! (?:(?:from|into|on|to|for) (?!(?:this|the) (?:world|earth|planet|face)|everyone|"
    r"everybody|life|ever|good)|in)\b)",
    "(?:dis+ap+ear|vanish|gone|sleep|asleep|rest|close my eyes) (?:forever|for ever|for good|eternally|"
    "permanently|from (?:this|the) (?:world|earth|planet|face of))|(?:sleep|asleep|"
    r"eyes)(?: \w+){0,3} (?:never|not) (?:wak|open)\w*|eternal (?:sleep|rest)|permanent (?:sleep|exit|"
    "rest)",
    "(?:to|and|just|i will|will|better|rather) (?:not|no longer|never) (?:be|exist)(?:ing)? (?:here|"
    "around|alive|on this (?:earth|planet)|in this world)(?: any ?more| any longer| then| soon|$)|"
    "not being (?:here|around) any ?more|not being alive|(?:not|will not|wo not|no longer) be (?:here|"
    "around|alive|on this earth)(?: to see (?:it|that|the)| much longer| any ?more| for long| to (?:use|"
    r"enjoy) it$)|(?:not|no longer) be (?:alive|around)(?: (?:by|in|next|then|for|long) ?\w*| a year|$)",
    r"(?:should|wish|better|regret\w*|hate|curse\w*|sorry|ask)(?: \w+){0,6} (?<!was )(?:never|not|been|"
    r"being) (?:\w+ ){0,2}born|never (?:been|be|have been) born|i (?:was|were) (?:never|"
    "not) born(?! (?:yesterday|in|to|with|here))|day i was born(?= |$)(?! (?:in|on|is|was))|"
    "my birth was a mistake",
    "wish i (?:was|were|am) not (?:alive|here|born|around)|wish i (?:did|do) not exist|(?:i am|that i|"
    "^) ?(?:am )?(?:even |sadly |unfortunately )?still (?:alive|breathing)(?! and (?:kicking|well))|"
    "why am i (?:even |still )?(?:alive|here)|(?:let me|want to|just) (?:rot|wither)(?: away)?",
    "being alive (?:is|feels|hurts)|(?:existing|existence|living) (?:is|feels) (?:so |too |"
    "just )?(?:exhausting|unbearable|painful|pointless|hell|torture|a burden|a punishment)|(?:exist|"
    "living) (?:is|feels) pointless",
)
