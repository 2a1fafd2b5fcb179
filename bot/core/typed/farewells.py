"""What people say who have means at hand, say farewell, or tried before; as forms of keys."""

from typing import Final

from bot.core.typed.death_wishes import KILL, SELF

_PILLS: Final = (
    "(?:pills|tablets|meds|medication|painkillers|paracetamol|aspirin|tramadol|valium|morphine|sedatives|"
    "opioids|insulin|xanax|benzos|antidepressants|ibuprofen|tylenol)"
)
MEANS_AND_FAREWELL: Final = (
    "(?:jump|leap|step|walk|roll|thr[eo]w|fall|let myself fall|going|hang)(?:s|ed|ing|ped|"
    r"ping)?(?: \w+){0,2} (?:off|from|out of|out|in front of|under|before|into) (?:\w+ )?(?:bridge|roof|"
    "rooftop|building|balcony|window|cliff|ledge|tower|train|bus|truck|lorry|traffic|tracks|tube|subway|"
    "moving car|sea|ocean|river|rails)(?! (?:company|stop|station|ticket|jam|analysis|tech))",
    "(?:jump|jumping|step|stepping) in front of a|(?:driv|crash|steer|swerv|smash)(?:e|es|ing|"
    r"ed)?(?: \w+){0,4} (?:into|off) (?:\w+ )?(?:tree|wall|bridge|cliff|river|oncoming|traffic|lake|pole|"
    "lorry|truck|sea)|(?:lie|lying|lay|sit) (?:down )?on (?:the )?(?:tracks|rails|train tracks)",
    r"(?:hope|wish|wishing|hoping|want|wanted|pray)(?: \w+){0,5} (?:hit|run over|runs? over|ran over|"
    "crash(?:es|ed)?|hits|struck)(?: me)?(?: (?:by|with me)|$)|(?:bus|car|truck|train|"
    r"lorry)(?: \w+){0,2} (?:hit|hits|run|runs|ran) (?:over )?me",
    r"(?:take|taking|took|taken|swallow\w*|hav(?:e|ing)|got|down(?:ed|ing)?|bought|count\w*|want|with|"
    r"need)(?: \w+){0,3} (?:too many|bunch|load|loads|dozens|\d\d+|all|a lot|enough|bottles?|box(?:es)?|"
    rf"whole|packs?|handful|rest)(?: \w+){{0,4}} {_PILLS}",
    rf"(?:hoard|sav|stockpil|stash|collect|gather|count)(?:e|ed|ing|s)?(?: \w+){{0,4}} {_PILLS}|(?:bottles?|"
    rf"box(?:es)?|packs?|handful)(?: \w+){{0,2}} {_PILLS}",
    rf"have (?:the|my|those) {_PILLS} (?:here|ready|next|in|with)|{_PILLS}(?: \w+){{0,3}} (?:next to|"
    "in front of|beside|nightstand|in my hand|bedside)",
    "(?:scars?|cuts|burns)(?: all| straight)? (?:on|all over|up|down) my (?:arms?|wrists?|legs?|thighs?|"
    "skin|body)|my (?:own|planned) (?:exit|death|funeral|way out)|(?:platform|ledge|bridge|edge|roof|"
    r"tracks|balcony)(?: \w+){0,4} (?:wonder\w*|thinking|think|what if|looking down|imagin\w*)|"
    "edge of (?:the|a) (?:roof|bridge|cliff|platform|building)|step(?:ped|ping)? (?:forward|off)$|(?:once|"
    "after|when) i (?:have )?jump(?:ed)?$|how i (?:would|will|could|am going to) (?:do it|kill|go$)|"
    "tell my (?:mum|mom|mother|dad|father|wife|husband|kids|children|family|parents|sister|brother|"
    "daughter|son|girlfriend|boyfriend|friends)|i love you(?: all| guys| both| mum|"
    " mom)?(?: so much)?(?: and)? (?:i am )?(?:so )?sorry|last thing i (?:will )?(?:ever )?(?:type|write|"
    r"say|do|ever)|wr(?:o|i)t(?:e|ten|ing)(?: \w+){0,3} letters?(?: \w+){0,3} for when i am (?:not here"
    "|gone)",
    r"(?:died|passed|passed away|lost|gone|late|dead|buried)(?: \w+){0,8} (?:follow|join|be with|"
    "go to) (?:him|her|them)|(?:let|want|wish|wanted) it (?:to )?(?:all )?(?:be )?(?:over|"
    r"done)(?: (?:already|now|with))*$|let it (?:all )?be over|(?:not|never) (?:\w+ ){0,4}make it (?:to|"
    r"past|through) (?:next year|the (?:night|week|year)|tomorrow|tonight|christmas|\d+$|"
    r"my (?:next )?birthday)|(?:not|never) (?:\w+ ){0,3}(?:living|live|around|alive|be here) (?:that|so|"
    "very) long|(?:done|tired|sick|fed up|over|finished) (?:with|of) being (?:here$|around|alive|me$|"
    r"on this)|(?:wish|wished|should have|hope)(?: \w+){0,3} (?:drowned|crashed|bled out|died|suffocated|"
    r"frozen)|had i never (?:existed|lived|been)|something(?: \w+){0,2} to myself|(?:when|once|"
    "until) you are dead|not survive$|go to sleep and (?:never|not)",
    r"(?:bought|got|have|tie|tied|tying|made|making|buy|found)(?: \w+){0,2} (?:rope|noose)|noose|(?:gun|"
    r"pistol|rope|belt|cord|revolver|rifle|shotgun)(?: \w+){0,5} (?:my (?:head|mouth|neck|temple)|ready|"
    "loaded)|loaded gun|pull the trigger on (?:myself|me)|exit bag|nembutal|sodium nitrite|"
    "carbon monoxide|drink(?:ing)? (?:the )?(?:bleach|antifreeze)",
    "(?:(?:thinking|planning|ready|want|going|about|decided|"
    r"gunna)(?: \w+){0,2} )?catch(?:ing)? the bus (?:tonight|soon|today|tomorrow|now)(?! (?:to|home|"
    r"at)\b)",
    "my (?:goodbye|farewell|suicide|goodby) (?:letter|note|message|video)s?(?! to (?:my |the |"
    "our )?(?:team|colleagues?|boss|clients?|company|staff))|(?:wr(?:o|i)t(?:e|es|ing|"
    r"ten))(?: \w+){0,3} (?:goodbye|farewell|suicide) (?:letter|note)s?(?! to (?:my |the |our )?(?:team|"
    "colleagues?|boss|clients?|company|staff))",
    "(?:goodbye|farewell|good bye) (?:everyone|everybody|world|forever|for ever|mum|mom|dad|life|cruel|"
    "my (?:love|loves|friends|family|darling))|(?:say|said|saying) (?:my )?(?:goodbye|goodbyes|"
    "farewell)s? (?:to (?:life|the world|everyone i love|my (?:kids|children|family|parents|wife|husband|"
    "mum|mom|dad))|forever)|said (?:all )?my goodbyes|this is (?:goodbye|my last (?:day|night|goodbye)|"
    "the end (?:for|of) me)",
    r"(?:put|putting|got|get|have|getting|settl\w*)(?: all)? my affairs(?: are)? in order|"
    "my affairs are in order|(?:gave|give|giving|given) away (?:all )?my (?:things|stuff|belongings|"
    "possessions|pets?|cat|dog|clothes)|last will and testament|by the time you (?:read|see) this|"
    r"tell (?:my )?(?:\w+ ){1,2}(?:that )?i (?:love|loved) (?:him|her|them)|forgive me for what i|"
    "sorry for what i am (?:about|going) to|(?:after|when|once) i am (?:dead|no longer (?:alive|here))",
    "my last (?:day|night|hours?|week|christmas|birthday|summer) (?:alive|on earth|on this|in this world|"
    "ever)|last (?:day|night) (?:alive|on earth|of my life)|wo? not see (?:tomorrow|another (?:day|year|"
    "birthday))|not see tomorrow|game over for me",
)
BEFORE: Final = (
    r"(?:pills|tablets|overdose|bridge|rope|attempt|rails|roof|ledge)(?: \w+){0,5} (?:woke|chickened|"
    "survived|failed|found me|saved me|backed out|stopped me)|(?:woke up|chickened out|survived|"
    r"backed out|lost my nerve)(?: \w+){0,3} (?:pills|tablets|overdose|bridge|rope|attempt|rails|roof|"
    "ledge)",
    r"(?:keep|hide|hid|have|bought|got|use|used)(?: \w+){0,2} razors?(?! sharp)|engine running|"
    r"exhaust (?:pipe|fumes)|not (?:\w+ )?see (?:christmas|new year|next (?:year|summer|spring|week|month)|"
    "spring|summer|the (?:spring|summer|new year))",
    rf"tri(?:ed|es) (?:\w+ )?(?:to|it|2) (?:{KILL}(?= {SELF})|hang|end (?:it|my|things)|die|off|overdose|od|"
    r"drown|take my (?:own )?life|jump)(?! (?:the|a|into|ship|on)\b)|(?:attempt\w*) (?:on|at|"
    r"against) my (?:own )?life|surviv\w* (?:my|an|a|the|last)(?: \w+){0,2} attempt|my (?:last|first|"
    r"second|third|previous|\d+\w*) attempts?(?:$| (?:last|in (?:hospital|\d+|march|april)|was with))|"
    r"attempted (?:last|again|before|twice|once|in \d+)(?: \w+){0,2}$",
)
