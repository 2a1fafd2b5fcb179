"""Figures of speech, what is about others, and the words that tell one's own death from these."""

from typing import Final

from bot.core.typed.farewells import PILLS
from bot.core.typed.forms import any_of, read_forms

NOT_MEANT: Final = read_forms(
    """
(afraid|scared|terrified|frightened|fear) of (death|dying)  # I'm afraid of dying in a plane crash
dead to (my|them|him|her|the|us)                                              # I'd be dead to my boss
buried (in|under) _                                                           # buried in paperwork
suicid* (prevention|awareness|hotline|watch|squad|mission|bomb*|
    statistics|research|studies|helpline)                                     # a suicide prevention chatbot
(career|professional|political|social|financial|commercial|business|brand|economic|
    corporate) suicide                                                        # career suicide
jump|jumping|jumped ..1 into the (sea|water|lake|ocean|pool)                  # jump into the sea
burn* myself (in the sun|on the|cooking|out)                                  # burn myself out
kill|killing myself (laughing|with work|over (this|a|the)|for (this|a|the|
    my) (job|boss|company))                                                   # killing myself for this job
cut|cutting myself (some slack|off|short|shaving|loose|a (deal|slice))        # cut myself some slack
hurt|hurting myself (at|in|playing|during|on (a|the|my|holiday)|skiing|running|doing)  # hurt myself skiing
shoot|shooting|shot myself in the foot                                        # shoot myself in the foot
drown*|burn*|burnt myself (out|in (work|debt|paperwork)|at work)              # drowning myself in work
delet*|eras*|top*|pitch* myself (from|off|up|as|to)                           # pitch myself as a manager
overdos* (on|of) !(PILLS|drug*|heroin|cocaine|alcohol|everything|it|them|that|
    purpose|my|all) _                                                         # overdosed on AI news
dig|digging (my|your|their) own (grave|graves)                                # digging my own grave
(patient|patients|client|clients|people|users|others|them) [who|not to]2 (want to die|who self harm| self
    harm)                                                                     # patients who want to die
(before|till|until|when) (i|we|they) die                                      # travel till I die
if i die trying                                                               # even if I die trying
die|dies|died of (boredom|shame|laughter|stress|curiosity|embarrassment|heat)  # I died of boredom
die than !(live|go on|carry|keep|wake|stay|face|exist)  # I'd rather die than be a manager
sleep when i am dead                                                          # I'll sleep when I'm dead
over my dead body                                                             # over my dead body
a gun to my head                                                              # not with a gun to my head
bungee ..1 jump* [off|from] [a|the] [bridge]                                  # bungee jumping off a bridge
jumping ship                                                                  # thinking of jumping ship
death metal                                                                   # my own death metal band
dead sea                                                                      # the dead sea, I want to float
like the dead                                                                 # I sleep like the dead
(live|living) and (die|dying) by                                              # I live and die by deadlines
(earn|make) (a|an|my|the|our) ..1 living                                      # make a living
(for a|(cost|costs|standard) of) living                                       # what I do for a living
burden of proof                                                               # the burden of proof
(tax|admin|debt|work|financial|no|not a|less of a) burden                     # a tax burden
THING [s] [battery] SOON (die|dead|dying|died) [on me] !(and|too|like|with|so|as|
    before)                                                                   # my phone is about to die
""",
    {
        "PILLS": PILLS,
        "THING": "(phone|mobile|cell|smartphone|iphone|battery|laptop|notebook|computer|pc|mac|macbook|"
        "tablet|ipad|wifi|internet|connection|signal|router|modem|charger|power bank|headphones|headset|"
        "earbuds|airpods|screen|keyboard|printer|server)",
        "SOON": "[is|are|has|going to|will|about to|want to|may|might|could|keep|nearly|almost|soon]4",
    },
)
"""What is no danger; left out of a text before it is searched."""
MYSELF: Final = any_of(read_forms("i|me|my|mine|myself|im|iam # me"))
DEATH: Final = any_of(
    read_forms(
        """
die|dead|death|dying|grave|graves|coffin|corpse|buried|cremated|ashes         # death
i [had|have|should have|could have|would have] died                           # I had died
(six|6) (feet|foot|ft) under                                                  # 6 ft under
"""
    )
)
ALIVE: Final = any_of(
    read_forms(
        """
alive|survive|existence                                                       # alive
i (did|do|should|could|would|had|have|not|to|want|wish) [did|do|should|could|would|had|have|not|to|want|wish]3
    exist|existed                                                             # I do not exist
"""
    )
)
UNWANTED: Final = any_of(
    read_forms(
        """
not|no|nothing|hate|hates|tired|hope|hopefully|why|regret|sorry|barely|pointless|hurt|hurts|pain|unbearable|
    exhausting|stop|torture|punishment|mistake|curse|hell|wish                # hate
"""
    )
)
"""Beside being alive: that it is not what somebody wants."""
OTHERS_WORK: Final = any_of(
    read_forms(
        """
nurse|hospice|palliative|undertaker|mortuary|crime|novel|novels|patient|patients|paramedic|doctor|doctors|
    forensic|coroner|pathologist|cemetery|veterinary|vet|museum|history|wildlife  # nurse
funeral (home|director|parlour|parlor|business)                               # I run a funeral home
"""
    )
)
"""Those who work with death."""
_NAMES: Final = {
    "VERBS": "[has|have|had|is|are|was|were|will|be|going to|may|might|suddenly|nearly|almost|recently|"
    "long|would|could|did|not|pretty|much|being|been]4",
    "DIES": "die|died|dies|dead|dying",
    "GO_ON": "(live|go on|carry|keep|wake|stay|face|exist|be alive)",
    "THING": "!([own|only|last] (wish|plan|hope|goal|dream|body|brain|head|heart|mind|turn|soul|life|"
    "idea|time|death))",
    "WORD": "!(to|is|was|i|me|my|and|would|will) _",
}
FIGURES: Final = read_forms(
    """
(keep|kept|keeping|come|bring) !(me|myself|back) _ ..2 alive                  # to keep my business alive
!(i) _ (is|are|was|were) ..1 (dead|dying)  # AI will be dead; print is dying
survive (in|at|without|on|the|this|that|these|another|here|my (job|boss|team|
    probation))                                                               # to survive the layoffs
die [as] (a|an) !(painless|quick|peaceful|slow)                               # die a junior developer
existence (in|at)                                                             # my existence in this team
bor*|scar*|work*|sick|fright*|worr*|lov*|tickl*|done|flog*|talk*|stress*|freez*|froze*|annoy*|embarrass*|
    discuss* ..2 to death                                                     # bored to death
death (by|march|knell|row|star|metal|in the family|penalty|tax|valley|spiral|of|certificate|certificates)
    !(me|my own)                                                              # death by meetings
life|matter ..2 death                                                         # a matter of life and death
kiss of death                                                                 # the kiss of death
_ s (death|funeral|grave)                                                     # my mother's death
die|died|dying|dies (for !(real|good|sure) _|of _|laughing|hard|trying|inside|to _| from (boredom|laughter|
    laughing|cringe|stress)|than !(GO_ON))                                    # dying to get promoted
dead (tired|serious|certain|sure|end|ends|weight|wood|line|lines|lock|set|on|simple|easy|boring|bored|wrong|
    right|broke|beat|last|slow|in the water|keen|good|busy|close|cheap|stock|money|code|link|links|language|
    languages|letter|zone|people|bodies|animal|animals|inside|or alive|battery|without|against|silence|sexy|
    ringer|heat|straight)                                                     # dead tired
dead (before|by the time) (they|we|anyone|my (boss|company)|ai|it (is|gets|comes))  # dead before they buy it
(brain|half|drop|play|left for|practically) dead                              # my boss would drop dead
(till|until|before|the day) (i|we|you) die                                    # learning till I die
as long as i live                                                             # as long as I live
dig* (my|your|their) [own] grave|graves                                       # digging their grave
from the dead                                                                 # back from the dead
nearly|almost died                                                            # I almost died
could [have] die|died                                                         # I could have died
(my|his|her|our|the|a|an|this|that|their|your) THING WORD [WORD]2 VERBS (DIES|
    funeral)                                                                  # my old boss was dead
it|he|she|they|ai|people|we|others|phone|battery|laptop|who|which|that|mum|mom|dad VERBS
    DIES                                                                      # before he died
(live|living) (room|wage|cost|costs|abroad|conditions|standard|standards|language|alone|with|in|at|from|off|
    on|near|next)                                                             # my living room
stop living (to|for)                                                          # stop living to work
exist* (in|at|on|for|yet|with|here|anymore at)                                # if it existed here
not survive (in|at|without|on|the|this|another|here)                          # I won't survive in this firm
""",
    _NAMES,
)
"""What is said of dying and of being alive without meaning one's own death."""
