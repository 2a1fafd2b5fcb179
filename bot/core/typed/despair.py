"""What people say who see no reason to live, want it to end, or think nobody would miss them."""

from typing import Final

from bot.core.typed.death_wishes import PLACE
from bot.core.typed.forms import read_forms

_GONE: Final = (
    "[suddenly] (gone|dead|not (here|there|around|alive|born)|out of the way) "
    "!(for|to|on|in|at|a|until|next|when|with|from)"
)
_NAMES: Final = {
    "PLACE": PLACE,
    # behind "go on": it is about a thing that one goes on with
    "A_THING": "!(a|an|the|that|this|any|another|holiday|holidays|vacation|course|courses|paying|working|"
    "doing|learning|studying|to|as|at|in|on|for|about|it|trip|trips|my|with [a|an|the|this|that|my|it] "
    "!(life))",
    "GO_ON": "((go|going|carry|carrying) on|keep going) A_THING",
    "LIVE": "(live PLACE|living PLACE|life !(science|insurance|coach)|being alive|be alive|stay alive|be "
    "here [anymore] $|exist*|keep living|continue living|breathing|GO_ON)",
    "REASON": "force|power|courage|interest|joy|ambition|ambitions|point|reason|reasons|sense|purpose|"
    "motivation|strength|energy|will|wish|desire|use|hope",
    "GONE": _GONE,
    "IF_I_WENT": "(if|when|once|that|whether) i ((was|were|am|would be|is) GONE|[had|would|do|did]2 (die|"
    "died|disappear|disappeared|vanish|vanished|stop existing|stopped existing|ceased|jumped|offed|kill|"
    "killed|not (woke|wake|existed|exist|came home)|left this (world|life|earth))) !(laughing)",
    "EACH_ONE": "nobody|who|they|anyone",
    "ALL": "(it|everything|this|life|the pain|my life|it all|all of (it|this))",
    "DEAR": "everyone|family|kids|others|people|them|parents|husband|wife|children|daughter|son|mum|mom",
    "NOT_AT_WORK": "!(of|(to|on|for) (my|the|our) (team|company|colleague|colleagues|boss|department))",
}

NOTHING_TO_LIVE_FOR: Final = read_forms(
    """
(living|existing|being alive|staying alive) (is|feels|gets|became) [too|way]2 (hard|difficult|painful|much|
    heavy|tiring|pointless)                                                   # living is too hard
too (hard|painful|tired|much effort) to (live|be alive|exist)                 # it's too hard to live
not|hardly ..1 worth (living|it to live|being alive)                          # life isn't worth living
life is not worth [it] [anymore] $                                            # life isn't worth it
lost|lose|losing|no|without ..2 will to (live|go on)                          # lost the will to live
my life (is|has|feels|mean|means) (over|pointless|meaningless|worthless|no (meaning|point|value|purpose)|
    nothing|useless|not worth)                                                # my life is over
my life (should|had better) [have] (end|ended|be over|stopped)  # my life should have ended years ago
not [want to] see (a|any|another|the|my) ..1 (tomorrow|morning|
    sunrise|birthday)  # I don't see a tomorrow for myself
nothing matters ..3 (do i|i do not)  # nothing matters and neither do I
nothing|nobody|little ..2 to (live for|live !(on|in|off|with|at|near)|stay alive|be alive|keep (living|going)|
    go on living)                                                             # nothing to live for
what do|should|would i ..1 live for                                           # what do I live for
no|not|any|what|zero|little|the|lost|more|without|many|much|see ..4 REASON [left] (of|in|to|for|for me to) ..1
    LIVE                                                                      # I see no reason to carry on
point|use|sense (of|in|to) (living PLACE|life $|being alive|GO_ON)            # whats the point of living
(no|not see (a|the|any)|what is the) point (of|in|to) (it all|anything)
    !(new|here)                                                               # what is the point of anything
no way out for me                                                             # there is no way out for me
(see no|not see (a|any)) [other] way out                                      # i see no way out
(see no|not see (a|any)|no|only) [other] way out (anymore|of (this|here)
    anymore|is (death|to die))                                                # there is no way out anymore
no|nothing ..2 left ..4 (living|life) $  # no ambitions left, in work or in living
no hope left                                                                  # no hope left
no future (for (me|us|(people|someone|anyone) like me)|left) !(in|at|here|
    with)                                                                     # no future for people like me
i have no future !(in|at|here|with)                                           # I have no future
(nothing|no hope) left for (me|us)                                            # there is nothing left for me
life (is|feels|seems|became|has become) (all|pointless|meaningless|unbearable|over|torture|worthless|not
    worth)                                                                    # life feels pointless
(not see|see no|not have|have no|without) [a|any] future for (me|
    myself) !(in|at|here|with)  # I don't see any future for myself
(not see|not picture|not imagine) (myself|me) (alive|living (past|until|to)|being alive|growing old|getting
    old)                                                                      # I can't see myself growing old
can not (go|carry|keep) (on|going) [living|on|anymore|like this|with (life|this life)]3 $  # I can't go on
can not (take|bear|stand|face) (life|living|being alive|another day|one more day|existing|this life|to be
    alive) !(of|at|in|with|here)                                              # I can't face another day
can not (do|take|bear|stand|handle|cope with) (it|this|life) [all] anymore (want out|i want out|goodbye|bye|i
    am sorry)  # can't take it anymore, want out
can not do (life|this life)                                                   # cant do life no more
(none|nothing) [of] [this|it] [will|is going to] matter|matters [anymore] (because|when|as|since|once|if) ..2
    (i|will) ..1 (be|am|not be) (gone|dead|here|around)  # nothing matters because I won't be here
""",
    _NAMES,
)
IT_SHOULD_END: Final = read_forms(
    """
want|like|wish|need (ALL) [all] to (end|stop|be over) !(with|on|in|at|by)     # I just want everything to stop
want|wanted|wish|like (ALL) (to (be over|stop)|was over|were over) !(with)    # I want it all to be over
make (the pain|it all|everything) stop                                        # make it all stop
end|ended|ending|ends|finish|finished|finishing (my|this) ..1 (life|existence|
    suffering|misery)                                                         # I want to end my life
end|ended|ending (it|things|everything) (all|forever|tonight|now $|
    today $)  # going to end everything tonight
ending (it|things|everything)                                                 # thinking about ending it
want|going|ready|courage|guts|strength|decided|plan*|wish|could|might|should|rather|mean|if [to|i|do|it|could|
    and]4 end|ended it !(with|by|on|in|at|early|soon|there|here)              # what if I just ended it
""",
    _NAMES,
)
NOT_MISSED: Final = read_forms(
    """
EACH_ONE ..3 (miss|misses|missed|notice|notices|care|cares|mind|cry|grieve|mourn|sad|know|look for) ..2
    IF_I_WENT                                                                 # nobody would care if i died
(nobody|who) ..3 miss|misses me                                               # nobody will miss me
(come|show up|turn up|cry) (to|at) my funeral                                 # who would come to my funeral
better|happier|easier|lighter|relieved|good|glad|peaceful [off|place|life|world|for|them|everyone|it|time|
    would|be|all|much|too]4 (without me|with me (gone|dead)|IF_I_WENT) !(at|in|on|as)
    # everyone would be better off without me
(DEAR) ..3 (fine|ok|okay|happy|manage|cope) without me !(at|in|on|as)  # the kids will be fine without me
(do|doing) (DEAR|the world|you all) a (favour|favor)  # doing everyone a favour by not being around
(DEAR|they) ..3 (get|have|collect) ..2 life insurance  # they'd get the life insurance at least
better off (dead|not (here|alive|existing|being))                             # I'm better off dead
(am|be|being|feel like|feel|only|such|become|nothing but|i|just) [a] ..1 burden NOT_AT_WORK  # i am a burden
burden (to|on|for) ..1 DEAR                                                   # a burden to my family
IF_I_WENT !((from|into) (the|my|linkedin))                                    # if I died
(am|i|me|such|only) a [total] waste of (space|oxygen|air|breath|skin)         # I'm a waste of space
(world|everyone|family|they) ..3 without me in it                             # a world without me in it
""",
    _NAMES,
)
