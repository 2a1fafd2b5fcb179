"""What people say who wish to be dead, gone or asleep for ever, or who hurt themselves."""

from typing import Final

from bot.core.typed.forms import read_forms

_DIE: Final = "die|dead|dying|deceased"
_WISH: Final = (
    "(want|wanted|wanting|wish|wished|wishing|hope|hoped|hoping|ready|plan|planned|planning|going|like|love|"
    "prefer|rather|sooner|deserve|need|try|tried|trying|decided|prepared|dream|dreaming|pray|praying|prayed|"
    "longing|long|waiting|let me|i [would|will] (could|might|should|better|may|can))"
)
_TO: Final = "[to|2|too|that|i|is|could|would|can|may|will|be|was|were|am|of|all|and|for|had|have|been|up]4"
PLACE: Final = "!(in|with|at|near|on|off|from|there|abroad|alone|close|far|next|out|up to|here|without)"
"""Behind "live": it is about a place, or a way of living."""
_NAMES: Final = {
    "WISH": _WISH,
    "TO": _TO,
    "DIE": f"({_DIE})",
    # what somebody dies of, or is dead to, without being in danger
    "NO_FIGURE": "!(laughing|hard|for|of (laughter|boredom|shame|embarrassment|curiosity|cringe|stress|"
    "heat|hunger|envy)|from (boredom|cringe|laughing|laughter|embarrassment|shame)|trying|tired|serious|"
    "certain|sure|end|weight|wood|without|in the water|last|wrong|broke|set|line|lines|lock|to (learn|"
    "know|see|try|get)|inside|my (hair|clothes)|honest|(a|an) !(painless|quick|peaceful|slow|better))",
    "PLACE": PLACE,
    "LIVE": "(live PLACE|living PLACE|be alive|being alive|exist|existing|breathe|breathing|go on living|"
    "keep living|continue living|stay alive)",
    "WAYS_TO_GO": "(death|dying|end|ending|die|kill|killing|hanging|jumping|suicide)",
    "HARM": "hurt*|cut*|harm*|burn*|starv*|injur*|hang*|hung|shoot*|shot|drown*|poison*|stab*|chok*|"
    "strangl*|electrocut*|gas*|punish*|scratch*|bleed*|neck*|delet*|eras*|destroy*|bit*|hit*|top*|rop*|"
    "knif*|kill|killing|killed|end|ending|ended|off|offing|offed|murder*",
    "BODY": "wrist*|throat|arm|arms|leg|legs|thigh|thighs|skin|vein|veins|stomach|body",
    "THIS_LIFE": "(this|the|my) (life|world|earth|planet|existence)",
}

TO_ONESELF: Final = read_forms(
    """
suicid*|unaliv*|ctb|overdos*                                                  # I took an overdose
(kermit s*|commit (die|sudoku|sewer*|toaster*)|toaster bath)                  # gonna commit toaster bath
(HARM) [own] myself                                                           # I cut myself
kill yourself                                                                 # it tells me to kill yourself
not kill me ..3 (do it|will) myself  # if it doesn't kill me I'll do it myself
self (harm*|injur*|mutilat*|delet*|exit*|terminat*)                           # I have started self harming
selfharm*|selfinjur*|selfmutilat*|selfdelet*                                  # selfharming again
to|i|might|will|and od                                                        # I might OD
i|to|might|will|would|should|could|going|rather|and|me|literally kms          # gonna kms
^ kms $                                                                       # kms
yeet*|throw*|fling*|hurl*|toss*|pitch* myself (off|under|out|in front|from|down|before|into [the|a] (river|
    sea|lake|traffic|road|canal|water))                                       # yeet myself off a roof
slit*|slash*|cut*|burn*|carv*|open* [up|open] my (BODY)                       # I cut my arms when it gets bad
(i|have|been|was|started|start|keep|am|to|and|relapse|relapsed) (cut|cutting) again !(the|
    cost|costs|our|my)                                                        # i cut again
razor*|blade*|knife|scissors|lighter|cigarettes ..4 my (BODY)                 # a razor on my wrists
danger to myself                                                              # I am a danger to myself
not safe (with|from|around|by) myself                                         # I am not safe with myself
(afraid|scared|frightened) of (myself|what i (might|may|could|will|would|am going to) do [to myself|tonight|
    next] $)                                                                  # scared of what I might do
do something (stupid|bad|terrible) to myself  # I may do something bad to myself
do myself in                                                                  # I'll do myself in
something ..2 to myself  # scared that I do something to myself
voice|voices ..1 tell* me                                                     # the voices tell me to
(cutting|burning) is [the] thing [that] (helps|works|calms)  # cutting is the only thing that helps
tak*|took my [own] life                                                       # taking my life
by my own hand|hands                                                          # dead by my own hand
""",
    _NAMES,
)
TO_DIE: Final = read_forms(
    """
WISH TO DIE NO_FIGURE                                                         # I just want to be dead
want|wanted [to] dye !(my|the|hair|it)                                        # i want to dye
(i|to|rather|should|could|better|sooner) (was|were|be|am|is) [better off] dead
    NO_FIGURE                                                                 # I should just be dead
dream* of (death|dying)                                                       # I dream of dying
my|the|this|all (suffering|agony|misery|torment|pain) ..3 (stop|stops|end|
    ends|over|go away)                                                        # for the suffering to stop
(find|found|finding|have|had|get|gather|pluck|lack) [up] [the] (nerve|guts|courage) (to (do it|end|jump|go
    through)|$)                                                               # until I find the nerve
too (scared|cowardly|afraid|weak|much of a coward) to (do it|die|end|jump|kill)  # I'm too scared to die
hop*|wish*|want*|pray* ..2 (get|got|had|have|has|for) ..2 (cancer|heart attack|terminal|stroke|accident|
    aneurysm|illness)                                                         # hoping I get cancer
my heart [to|would|will|just]2 (stop|stops|stopped|give out|gives out)        # for my heart to stop
live or die                                                                   # no one cares if I live or die
i am a (ghost|walking corpse)                                                 # I'm a ghost already
i am dead $                                                                   # I am already dead
no me in                                                                      # there's no me in the future
(free|rid) of me at last  # they would be free of me at last
be free of me                                                                 # they'd be free of me
not [try to] (save|revive|resuscitate) me !(a|an|some|the|money|time|from)    # dont save me
(pray|hope|wish|want|rather) ..3 not [to] wake                                # I pray not to wake
life is not for me                                                            # life's not for me
(log|logging) out (soon|tonight)                                              # gonna log out soon
not (made|meant|built|cut out) (for|to) (life|live|exist|this (life|world)|
    be here|be alive)                                                         # I'm not made for this world
(bear|stand|hate|sick of|tired of) being me                                   # I can't bear being me
can not (bear|take|stand|live) ..4 another (minute|second|hour)               # I can't take it another minute
my [own] funeral !(leave|home)                                                # I think of my funeral
(i|to|rather|would|sooner|already) [be|lie|lying|am]2 (in|inside|buried) [my|a|the]2 [own] (grave|coffin|
    ground)                                                                   # I would sooner be in my grave
(six feet under|food for [the] worms)                                         # better off six feet under
(be|am|were) in the ground                                                    # I want to be in the ground
how (to|do i|can i|could i|would i|does one) (die|kill myself|kill !(the|a|this|my)|hang|overdose|od|(tie|
    make) a noose|end my)                                                     # how to die without pain
(painless|easy|easiest|quick|quickest|peaceful|best|least painful|good) (way|ways|death|method|exit) (out $|
    out of (life|this world|here $)|to (die|go $|end it|end my|kill my))      # a painless way out
painless|painlessly|peaceful|gentle (death|exit)                              # a peaceful death
painless|painlessly (method|way)                                              # a painless way
(die|dying|death|go|end) (without|with no) pain                               # to go without pain
(lethal dose|ways to die)                                                     # what is a lethal dose
think*|thought*|dream*|fantasi*|obsess*|contemplat*|consider*|talk*|keep|feel ..1 [about|of|abt|bt|on|like]
    ..1 WAYS_TO_GO [to|on|it|things|everything|my life] !(by|with|at|my (job|contract))
                                                                              # I keep thinking about dying
think*|thought*|dream*|fantasi* ..1 [about|of|abt|on] ..1 (not (being|existing|waking|living)|how to die|being
    (dead|gone)|end|ending)                                                   # I think about not being here
(dark|intrusive|morbid|bad) thoughts !(about|on) !(the|my (job|boss|work))    # I have dark thoughts
ideation                                                                      # passive ideation
(be|join|see|follow|rejoin|meet|reunite|reunited) [up] [with|again] my
    (late|dead|deceased)                                                      # to be with my late husband
(see|join|be with|meet) ..3 in heaven                                         # see mum in heaven
(go|going|be|am|get) [up] (to|in) heaven [soon|now] $                         # I want to go to heaven
(lord|god|jesus|death|he|angels) ..3 (take|takes|call|calls|fetch) me [home|away|
    soon] $                                                                   # may the lord take me
take me [away|home] (lord|god|now lord)                                       # take me home lord
(meet|see) my maker                                                           # ready to meet my maker
waiting (for|on) (death|the end|god to)                                       # waiting for death
lived (long enough|too long)                                                  # I have lived long enough
enough of this (world|life)                                                   # enough of this world
overstayed ..3 (earth|world|life)                                             # I overstayed on this earth
die in (my|the) sleep                                                         # to die in my sleep
27 club                                                                       # joining the 27 club
(crash*|kill*|hit*) me with it                                                # a lorry that hits me with it
cursed|curse (to live|the day i was born)                                     # I curse the day I was born
(someone|somebody|anyone) [would|to|could|will] (shoot|kill|end) me
    !(for|if|when)  # I wish someone would just shoot me
(made|make|making) [my] peace with (leaving|dying|death|going|the end|god)  # I've made my peace with leaving
(stopped|stop|not) (eating|eat) ..4 (ends|over|die|fade)  # I stopped eating, hoping it ends soon
(keeping|keeps|keep) me (alive|here $)                                        # only my dog keeps me alive
^ let me go $                                                                 # just let me go
tonight is the night $                                                        # tonight is the night
""",
    _NAMES,
)
NOT_TO_LIVE: Final = read_forms(
    """
not|no (deserve|right|reason|able|strength|fit|worthy) ..1 (to|of) LIVE       # I don't deserve to live
(not|stop|hardly|barely) ..4 want|wanting ..1 to ..1 (LIVE|be born|be (on this (earth|planet)|in this world)|
    be (around|here) [anymore|tomorrow] $|be here anymore|see (another day|tomorrow))  # I don't want to live
(not|without) [ever|want|wanting|have|having|to|hope|need|like|feel|again]4 wake|waking up !(early|late|at|
    before|in time|on time|to|without|with|for|every|when|thinking|feeling|happy|refreshed|motivated|too|that|
    as)                                                                       # not waking up
(can|could|do|will|would|wo) not [want to|keep|go on|bear to|stand to] live|living (like this|this way|this
    life|with this (pain|guilt)|with myself|anymore|much longer|long)         # I can't keep living like this
not live (much longer|long)                                                   # I won't live long
(hate|stop|quit|done with|regret|resent|end|over with) (living !(to|for|in|at|with|near|off|from|here|abroad|
    alone)|existing|being alive|breathing) !(in|at|with|near|off|from|here|abroad|alone)  # I hate being alive
not [be|feel|want|care|stand|bother|bothered|arsed|like|with|for|about|to|keep|going]4 (being alive|existing|
    living PLACE !(wage|room|cost|costs))                                     # I don't feel like living
(tired|sick|weary|done|fed up|exhausted|bored|finished|over|through) (of|with|from|by) (life|being alive|
    existing|existence|breathing|living PLACE|this (life|world)|my (life|existence))  # so tired of living
enough of (being alive|my life|this life|life|living)                         # I had enough of life
giv* up on (life|living)                                                      # giving up on life
want*|get*|opt*|check*|sign*|drop*|way|log*|clock* out of (life|this (life|world)|
    existence)                                                                # I want out of life
(leave|leaving|exit|exiting|quit|quitting|depart|departing) THIS_LIFE         # leave this world
quit|quitting life                                                            # quit life
log*|clock*|check*|sign* (off|out) forever                                    # logging off for good
(WISH|only i|if i) TO (disappear|vanish|evaporate|dissolve|fade away|cease to (be|exist)|cease existing|not
    exist|stop existing|be (no more|nothing|erased)|not be [here|alive|around] $) !(in|(from|into|on|to|for)
    !((this|the) (world|earth|planet|face)|everyone|life|ever))               # i could vanish
(disappear|vanish|gone|sleep|asleep|rest|close my eyes) forever               # I want to sleep forever
(disappear|vanish|gone|rest|sleep) from (this|the) (world|earth|planet|face of)  # to be gone from this world
sleep|asleep|eyes ..3 not (wak*|open*)                                        # go to sleep and never wake up
eternal|permanent (sleep|rest|exit)                                           # eternal sleep
(to|and|i will|will|better|rather) not (be|exist|being) (here|around|alive|on this (earth|planet)|in this
    world) [anymore|then|soon] $                                              # to not be here anymore
not being (here|around) anymore  # I think about not being here anymore
not being alive                                                               # not being alive
(not|will not|wo not) be (here|around|alive|on this earth) (to see (it|that|the)|much longer|anymore|for long|
    to (use|enjoy) it $)                                                      # I won't be around much longer
not be (alive|around) ((by|in|next|then|for|long) ..2 $|a year $|$)           # i wont be around in a year
(should|wish|better|regret*|hate|curse*|sorry|ask) ..6 (not|been|being)
    ..1 born                                                                  # I should never have been born
not (been|be|have been) born                                                  # never been born
i was|were not born !(yesterday|in|to|with|here)                              # if I was never born
day i was born !(in|on|is|was)                                                # I hate the day I was born
unexist*                                                                      # i wish i could unexist
(delete|erase|end) ..1 my existence                                           # I wanna delete my existence
my birth was a mistake                                                        # my birth was a mistake
wish i was|were|am not (alive|here|born|around)                               # I wish I wasn't alive
wish i did|do not exist                                                       # I wish I didn't exist
(i am|that i|^) [am] still (alive|breathing) !(and (kicking|well))            # that I'm still alive
why am i [still] (alive|here)                                                 # why am i even alive
(let me|want to|^) (rot|wither) [away]                                        # just let me rot
being alive (is|feels|hurts)                                                  # being alive hurts
(existing|existence|living) (is|feels) [too] (exhausting|unbearable|painful|pointless|hell|torture|a (burden|
    punishment))                                                              # existing is exhausting
""",
    _NAMES,
)
