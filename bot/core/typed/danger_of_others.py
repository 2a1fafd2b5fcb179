"""What people say about somebody near them who is in danger: whoever reads it should learn where help is."""

from typing import Final

from bot.core.typed.forms import read_forms

_NAMES: Final = {
    "NEAR": "(my (brother|sister|mum|mom|mother|dad|father|wife|husband|partner|son|daughter|kid|child|"
    "boy|girl|friend|mate|flatmate|roommate|roomate|housemate|colleague|boyfriend|girlfriend|cousin|"
    "uncle|aunt|best friend|ex|neighbour|neighbor|student|teacher|boss)|somebody|someone|a (friend|"
    "colleague|family member|person)|he|she|they)",
    "HIMSELF": "(himself|herself|themself|themselves|him self|her self)",
    "THEIR": "(his|her|their)",
    "PLANS": "(want*|wish*|going|tried|tries|try|trying|threaten*|plan*|talk*|think*|might|may|will)",
    "HARM": "(kill|kills|killed|killing|hurt|hurts|hurting|cut|cuts|cutting|harm|harms|harmed|harming|"
    "hang|hanged|hung|shot|shoot|starve|starves|starving|burn|burns)",
}

OF_OTHERS: Final = read_forms(
    """
NEAR ..6 HARM HIMSELF !(at|in|playing|during|while|on (a|the)|
    skiing|running|doing|off|short)  # my brother says he will kill himself
NEAR ..4 PLANS ..3 (end|ending|take|taking) THEIR [own] (life|lives)  # my flatmate wants to end his life
NEAR (ended|took) THEIR [own] (life|lives)                                    # my husband took his life
NEAR ..2 (want|wants|wish|wishes) [to|that|he|she|they]3
    (die|be dead|was dead|were dead)  # it says nothing to someone who wants to die
NEAR ..4 not want to (live|be alive|live anymore|be here anymore)             # my son does not want to live
""",
    _NAMES,
)
