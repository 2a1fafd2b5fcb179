"""Figures of speech, words about others, and the words that tell one's own death from these."""

import re
from typing import Final

from bot.core.typed.death_wishes import SELF

NOT_MEANT: Final = re.compile(
    r"\b(?:(?:afraid|scared|terrified|frightened|fear) of (?:death|dying)|dead to (?:my|them|him|her|the|"
    r"us)|buried (?:in|under) \w+|"
    + "|".join(
        (
            r"suicid\w* (?:prevention|awareness|hotline|watch|squad|mission|bomb\w*|statistics|research|"
            "studies|helpline)",
            r"(?:jump|jumping|jumped) (?:\w+ )?into the (?:sea|water|lake|ocean|pool)|"
            r"burn\w* myself (?:in the sun|on the|cooking)|(?:career|professional|political|social|"
            "financial|commercial|business|brand|economic|corporate) suicide",
            f"kil+(?:ing)? {SELF} (?:laughing|with work|over (?:this|a|the)|for (?:this|a|the|my) (?:job|"
            "boss|company))",
            f"cut(?:ting)? {SELF} (?:some slack|off|short|shaving|loose|a (?:deal|slice))|"
            f"hurt(?:ing)? {SELF} (?:at|in|playing|during|on|skiing|running|doing)",
            f"(?:shoot|shooting|shot) {SELF} in the foot|(?:drown|drowning|burn|burning|burnt|"
            f"burned) {SELF} (?:out|in (?:work|debt|paperwork)|at work)|(?:delet|eras|top|"
            r"pitch)\w* myself (?:from|off|up|as|to)\b",
            r"overdos\w* (?:on|of) (?:coffee|caffeine|ai|news|information|content|courses|meetings|sugar|"
            "chocolate|work|tea)",
            "dig(?:ging)? (?:my|your|their) own (?:grave|graves)|(?:patients?|clients?|people|users|"
            "others|them|someone) (?:who |not to )?(?:want to die|who self ?harm)|(?:before|till|until|"
            "when) (?:i|we|they) die|if i die trying|die[ds]? of (?:boredom|shame|laughter|stress|"
            "curiosity|embarrassment|heat)|die than (?!live|go on|carry|keep|wake|stay|face|exist)|"
            "over my dead body|a gun to my head|burden of proof|(?:tax|admin|debt|work|financial|no|not a|"
            "less of a) burden",
        )
    )
    + r")\b"
)
"""Figures of speech, and what is about others; left out of a text before it is searched."""
MYSELF: Final = re.compile(r"\b(?:i|me|my|mine|myself|id be|im|iam)\b")
DEATH: Final = re.compile(
    r"\b(?:die|i (?:had |have |just |should have |could have |would have )*died|dead|death|dying|graves?|"
    r"coffin|corpse|buried|cremated|ashes|(?:six|6) (?:feet|foot|ft) under)\b"
)
ALIVE: Final = re.compile(
    r"\b(?:alive|survive|existence|"
    r"i (?:(?:did|do|should|could|would|had|have|just|never|not|even|to|want|wish) ){1,4}exist(?:ed)?)\b"
)
UNWANTED: Final = re.compile(
    r"\b(?:not|never|no|nothing|hate|hates|tired|hope|hopefully|unfortunately|sadly|why|regret|sorry|"
    r"barely|pointless|hurts?|pain|unbearable|exhausting|stop|torture|punishment|mistake|curse|hell|wish)\b"
)
OTHERS_WORK: Final = re.compile(
    r"\b(?:nurse|hospice|palliative|undertaker|mortuary|funeral (?:home|director|parlou?r|business)|crime|"
    "novels?|patients?|paramedic|doctors?|forensic|coroner|pathologist|cemetery|veterinary|vet|museum|"
    r"history|wildlife)\b"
)
_AUXILIARIES: Final = (
    "(?:(?:has|have|had|is|are|was|were|just|will|be|going to|about to|may|might|suddenly|nearly|almost|"
    "recently|slowly|long|already|would|could|did|not|finally|basically|pretty|much|probably|being|"
    "been) ){0,4}"
)
FIGURES: Final = re.compile(
    r"\b(?:(?!i )\w+ (?:is|are|was|were) (?:\w+ )?(?:dead|dying)|(?:keep|kept|keeping|come|"
    r"bring)(?: (?!me |myself )\w+){1,3} alive|survive (?:in|at|without|on|the|this|that|these|another|"
    "here|my (?:job|boss|team|probation))|die (?:as )?an? (?!(?:painless|quick|peaceful|slow))|"
    r"existence (?:in|at) |(?:bor\w+|scar\w+|work\w*|sick|fright\w+|worr\w+|lov\w+|tickl\w+|done|flog\w+|"
    r"talk\w+|stress\w+|freez\w+|froze\w*|annoy\w*|embarrass\w*|discuss\w*)(?: \w+)? to death|death (?:by|"
    "march|knell|row|star|metal|in the family|penalty|tax|valley|spiral|of|certificates?)(?! (?:me|"
    r"my own))|(?:life|matter)(?: \w+){0,2} death|kiss of death|\w+ s (?:death|funeral|grave)|(?:die|"
    r"died|dying|dies) (?:for (?:an?|the|that|this|it|more|to|some|my|new)|of \w+|laughing|hard|trying|"
    r"inside|to \w+|from (?:boredom|laughter|laughing|cringe|stress)|than (?!live|go on|carry|keep|wake|"
    "stay|face|exist|be alive))|dead (?:tired|serious|certain|sure|ends?|weight|wood|lines?|lock|set|on|"
    "simple|easy|boring|bored|wrong|right|broke|beat|last|slow|in the water|keen|good|busy|close|cheap|"
    "stock|money|code|links?|languages?|letter|zone|people|bodies|animals?|inside|or alive|battery|"
    "without|against|silence|sexy|ringer|heat|straight|(?:before|by the time) (?:they|we|anyone|"
    "my (?:boss|company)|ai|it (?:is|gets|comes)))|(?:brain|half|drop|play|left for|practically) dead|"
    "sleep when i am dead|(?:till|until|before|the day) (?:i|we|you) die|as long as i live|"
    r"over my dead body|dig\w* (?:my|your|their)(?: own)? graves?|from the dead|nearly died|almost died|"
    "could (?:have )?(?:just )?died?|(?:my|his|her|our|the|an?|this|that|their|your) (?!(?:own |only |"
    "last )?(?:wish|plan|hope|goal|dream|body|brain|head|heart|mind|turn|soul|life|idea|time|"
    rf"death)\b)(?:(?!(?:to|is|was|i|me|my|and|would|will)\b)\w+ ){{1,3}}{_AUXILIARIES}(?:die|died|dies|"
    "dead|dying|funeral)|(?:it|he|she|they|ai|people|we|others|phone|battery|laptop|who|which|that|mum|"
    rf"mom|dad) {_AUXILIARIES}(?:die|died|dies|dead|dying)|(?:earn|make) (?:an?|my|the|our) (?:\w+ )?living|"
    "(?:living|live) (?:room|wage|costs?|abroad|conditions|standards?|language|alone|with|in|at|from|off|"
    r"on|near|next)|cost of living|stop living (?:to|for)|standard of living|exist\w* (?:in|at|on|for|yet|"
    "with|here|any ?more at)|(?:not|no longer) survive (?:in|at|without|on|the|this|another|here)|"
    r"for a living)\b"
)
