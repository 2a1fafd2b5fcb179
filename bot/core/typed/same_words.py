"""Words that say the same as others wherever they stand: an author need not think of all of them."""

from collections.abc import Iterator
from typing import Final

from bot.core.dialog.understanding import Meant, Understanding
from bot.core.typed.labels import label_part, whole_label
from bot.core.typed.said import Said, asked, ids_of

_ALIKE: Final = (
    "often|frequently|regularly|a lot of the time|many times|oftentimes",
    "always|constantly|all the time|every time|non stop|continually|at all times|permanently",
    "sometimes|once in a while|on occasion|every so often|every now and then|now and then|now and again|"
    "from time to time|occasionally|on and off|at times",
    "rarely|seldom|hardly ever|almost never|once in a blue moon|scarcely ever|infrequently",
    "never|not once|not ever|at no time|not so far|not yet|never so far|never tried it|never have",
    "daily|every day|each day|day in day out|most days",
    "weekly|every week|each week|once a week|one time per week|once per week",
    "soon|asap|as soon as possible|right away|straight away|immediately|at once|in a few days|now|in no time",
    "a bit|a little|a little bit|slightly|somewhat|a tad|to some extent|some",
    "a lot|lots|loads|plenty|a great deal|very much|heaps|tons|much",
    "nothing|nothing at all|none|none at all|not a thing|nought|zero|zilch|no nothing|not anything",
    "so so|up and down|it varies|varies|mixed|ups and downs",
    "my company|the company|company|my firm|the firm|my workplace|my work|my employer|the employer|employer|"
    "my boss|boss|the business|the organisation|the organization",
    "me|myself|i myself|i would|out of my own pocket|my own money|from my own pocket",
    "trial and error|learning by doing|experimenting|by trying|trying things out|trying it out|just trying",
    "vague|vaguely|faintly",
    "maybe|possibly|perhaps",
)
_OTHERS: Final = {
    phrase: tuple(each for each in group.split("|") if each != phrase)
    for group in _ALIKE
    for phrase in group.split("|")
}


def other_words(said: Said) -> Understanding | None:
    """Ask about the option that says in other words what the whole text says: "frequently" for "often"."""
    found: dict[str, None] = {}
    for form in _forms(said):
        part = said.part(form)
        read = whole_label(part) or label_part(part)
        if isinstance(read, Meant):
            found |= dict.fromkeys(ids_of(read))
    return asked("other words", [each for each in said.among.all if each.id in found]) if found else None


def _forms(said: Said) -> Iterator[str]:
    yield from _OTHERS.get(said.key, ())
    if said.bare != said.key:
        yield from _OTHERS.get(said.bare, ())
