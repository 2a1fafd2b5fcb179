"""What people say who have means at hand, say farewell, or tried before."""

from typing import Final

from bot.core.typed.forms import read_forms

PILLS: Final = (
    "(pills|tablets|meds|medication|painkillers|paracetamol|aspirin|tramadol|valium|morphine|"
    "sedatives|opioids|insulin|xanax|benzos|antidepressants|ibuprofen|tylenol|sleepers|oxy|fentanyl|"
    "diazepam)"
)
_NAMES: Final = {
    "PILLS": PILLS,
    "PACKS": "bottle|bottles|box|boxes|pack|packs|handful|packet|packets",
    "HEIGHT": "(bridge|roof|rooftop|building|balcony|window|cliff|ledge|tower|train|bus|truck|lorry|"
    "traffic|tracks|tube|subway|moving car|sea|ocean|river|rails) !(company|stop|station|ticket|jam|"
    "analysis|tech)",
    "CRASH_INTO": "(tree|wall|bridge|cliff|river|oncoming|traffic|lake|pole|lorry|truck|sea)",
    "DEAR": "(mum|mom|mother|dad|father|wife|husband|kids|children|family|parents|sister|brother|"
    "daughter|son|girlfriend|boyfriend|friends)",
    "NOT_TO_STAFF": "!(to [my|the|our] (team|colleague|colleagues|boss|client|clients|company|staff))",
    "ATTEMPT": "(pills|tablets|overdose|bridge|rope|attempt|rails|roof|ledge)",
    "SOON": "(christmas|new year|next (year|summer|spring|week|month)|spring|summer|the (spring|summer|"
    "new year)|tomorrow|another (day|year|birthday))",
}

MEANS_AND_FAREWELL: Final = read_forms(
    """
(jump*|leap*|step*|walk*|roll*|throw*|threw|fall*|drop*|tip*|let myself fall|going|hang*) ..2 (off|from|out
    of|out|in front of|under|before|into) ..1 HEIGHT                          # feel like jumping off a bridge
jump|jumping|step|stepping in front of a                                      # step in front of a tram
driv*|crash*|steer*|swerv*|smash* ..4 into|off ..1 CRASH_INTO                 # driving into a tree
(bridge|platform|roof|rooftop|ledge|cliff|balcony|tracks|edge) _ ..7 jump|
    jumped|jumping                                                            # on the bridge, I want to jump
jump|jumped|jumping ..4 (stood|standing|stand|was|am) ..2
    (bridge|platform|roof|ledge|cliff|balcony|edge)  # I didn't jump when I stood on the platform
(no|nothing) ..3 a rope $                                                     # no programme, only a rope
(take|taken|took|taking|swallow*) (the lot|them all|all of them|everything) ..2 (vodka|whisky|whiskey|gin|rum|
    alcohol|wine)                                                             # taken the lot with vodka
lie|lying|lay|sit [down] on [the] (tracks|rails|train tracks)                 # lie down on the tracks
hope|wish|wishing|hoping|want|wanted|pray ..5 (hit|run over|runs over|ran over|crash*|hits|struck) ([me] (by|
    with me)|[me] $)                                                          # hope we crash
bus|car|truck|train|lorry ..2 (hit|hits|run|runs|ran) [over] me               # i wish a bus would hit me
tak*|took|swallow*|hav*|got|down*|bought|count*|want|with|need ..3 (too many|bunch|load|loads|dozens|all|a
    lot|enough|whole|rest|PACKS|10|15|20|30|40|50|60|80|100) ..4 PILLS        # took all the pills
hoard*|sav*|stockpil*|stash*|collect*|gather*|count* ..4 PILLS                # been hoarding my meds
PACKS ..2 PILLS  # two bottles of sleeping tablets
how many PILLS  # how many paracetamol does it take
have (the|my|those) PILLS (here|ready|next|in|with)                           # I have the pills here
PILLS ..3 (next to|in front of|beside|nightstand|in my hand|bedside)          # tablets on the nightstand
scar|scars|cut|cuts|burns [all|straight] (on|all over|up|down) my (arm|arms|wrist|wrists|leg|legs|thigh|
    thighs|skin|body)                                                         # scars on my arms
my (own|planned) (exit|death|funeral|way out)                                 # planning my own exit
platform|ledge|bridge|edge|roof|tracks|balcony ..4 (wonder*|thinking|think|
    what if|looking down|imagin*)                                             # on the platform wondering
edge of (the|a) (roof|bridge|cliff|platform|building)  # I stand on the edge of the roof
(look*|star*|drawn) (at|to|down) [the] (train tracks|tracks|rails)  # I keep looking at the train tracks
step|stepped|stepping (forward|off) $                                         # what if I just stepped forward
(once|after|when) i [have] jump|jumped $                                      # once I've jumped
how i (would|will|could|am going to) (do it|kill myself|go $)  # I lie awake thinking how I'd do it
tell my DEAR                                                                  # tell my mum i'm sorry
i love you [all|guys|both|mum|mom] [much] [and] [i am] sorry                  # I love you all, I'm sorry
last thing i [will] [ever] (type|write|say|do)                                # the last thing I'll ever type
wrote|write|written|writing ..3 letter|letters ..3 for when i am (not
    here|gone)  # wrote letters for when I'm gone
died|passed|lost|gone|late|dead|buried ..8 (follow|join|be
    with|go to) (him|her|them)  # my husband passed and I want to follow him
let|want|wish|wanted it [to] [all] [be] (over|done) ([now|with|being here]3 $|i am)  # I want it done
let it [all] be over                                                          # just let it all be over
not ..4 make it (to|past|through) (next year|the (night|week|year)|tomorrow|tonight|christmas|my [next]
    birthday)  # I don't think I'll make it to next year
not ..3 (living|live|around|alive|be here) [that|for] long                    # don't plan on living that long
(done|tired|sick|fed up|over|finished) (with|of) being (here $|around|alive|me
    $|on this)                                                                # i'm done with being here
(wish|wished|should have|hope) ..3 (drowned|crashed|bled out|died|
    suffocated|frozen)                                                        # wished I had drowned there
had i not (existed|lived|been)                                                # had I never existed
(when|once|until) you are dead                                                # when you're dead
not survive $                                                                 # hope I don't survive
go to sleep and not                                                           # go to sleep and never
bought|got|have|tie|tied|tying|made|making|buy|found ..2 rope                 # I bought a rope
noose                                                                         # a noose
gun|pistol|rope|belt|cord|revolver|rifle|shotgun ..5 (my (head|mouth|neck|temple)|
    ready|loaded)                                                             # a gun to my temple
(loaded gun|pull the trigger on (myself|me))                                  # a loaded gun
(exit bag|nembutal|sodium nitrite|carbon monoxide|drink|drinking [the] (bleach|antifreeze))  # get nembutal
catch|catching the bus (tonight|soon|today|tomorrow|now) !(to|
    home|at)  # thinking of catching the bus tonight
my (goodbye|farewell|suicide|goodby) (letter|note|message|video|letters|notes|videos)
    NOT_TO_STAFF                                                              # my goodbye letter
wrote|write|written|writing ..3 (goodbye|farewell|suicide) (letter|note|
    letters|notes) NOT_TO_STAFF                                               # writing a farewell note
(goodbye|farewell|good bye) (everyone|world|forever|mum|mom|dad|life|cruel|my (love|loves|friends|family|
    darling))                                                                 # goodbye everyone
say|said|saying [my] (goodbye|goodbyes|farewell|farewells) (to (life|the world|everyone i love|my DEAR)|
    forever)                                                                  # saying goodbye to my kids
said [all] my goodbyes                                                        # I said my goodbyes
this is (goodbye|my last (day|night|goodbye)|the end (for|of) me)             # this is goodbye
put|putting|got|get|have|getting|settl* [all] my affairs [are] in order       # I have put my affairs in order
my affairs are in order                                                       # my affairs are in order
gave|give|giving|given away [all] my (things|stuff|belongings|possessions|pet|
    pets|cat|dog|clothes)                                                     # I gave away my things
(last will and testament|by the time you (read|see) this)                     # by the time you read this
tell ..2 [that] i (love|loved) (him|her|them)                                 # tell them I loved them
(forgive me for what i|sorry for what i am (about|going) to)                  # forgive me for what I
(after|when|once) i am (dead|not (alive|here))                                # once I'm dead
my last (day|night|hour|hours|week|christmas|birthday|summer) (alive|on earth|on
    this|in this world|ever)                                                  # my last night alive
last (day|night) (alive|on earth|of my life)                                  # the last day of my life
not ..1 see SOON                                                              # I won't see Christmas
not be (a|another) [next|new]2 (year|tomorrow|summer|christmas|
    birthday) for me  # there wont be a next year for me
game over for me                                                              # game over for me
""",
    _NAMES,
)
BEFORE: Final = read_forms(
    """
ATTEMPT ..5 (woke|chickened|survived|failed|found me|saved me|backed out|stopped
    me)                                                                       # after the pills I woke
(woke up|chickened out|survived|backed out|lost my nerve) ..3 ATTEMPT         # that I woke up after the pills
keep|hide|hid|have|bought|got|use|used ..2 razor|razors !(sharp)              # I keep a razor
engine running                                                                # garage, engine running, done
exhaust (pipe|fumes)                                                          # the exhaust pipe
tried|tries ..1 (to|it|2) (kill myself|hang|end (it|my|things)|die|off|overdose|od|drown|take my [own] life|
    jump) !(the|a|into|ship|on)                                               # I tried to hang myself
attempt* (on|at|against) my [own] life                                        # an attempt on my life
surviv* (my|an|a|the|last) ..2 attempt                                        # I survived my attempt
my (last|first|second|third|previous|1st|2nd|3rd) attempt|attempts ($|last|in (hospital|20*|march|april)|was
    with)                                                                     # after my last attempt
attempted (last|again|before|twice|once|in 20*) ..2 $                         # I attempted last year
""",
    _NAMES,
)
