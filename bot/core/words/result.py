"""The result: its front, which says the advice in few lines, and the pages that its buttons lead to."""

from bot.core.words.phrase import Phrase, message

# --- the front ------------------------------------------------------------------------------


@message("But: {reason}")
def but(reason: str) -> None:
    "The strongest thing that speaks against the advice."


@message("But for “{alternative}”: {reason}")
def but_for(alternative: str, reason: str) -> None:
    "The strongest thing that speaks for another alternative than the advised one."


@message("By {day}: {step}")
def dated_step(day: str, step: str) -> None: ...


@message("You added: “{text}” I kept it; it isn't scored.")
def you_added(text: str) -> None:
    "What the person typed in their own words."


# --- what would make it a yes ---------------------------------------------------------------


@message("If {way}, this would be a yes.")
def yes_if(way: str) -> None:
    "way: what the person can bring about, as in: your employer paid."


@message("If {way} and {way2}, this would be a yes.")
def yes_if_both(way: str, way2: str) -> None:
    "As `yes_if`, where it takes two things."


@message("If {way}, I'd say: “{title}”")
def once_if(way: str, title: str) -> None:
    "As `yes_if`, where conditions would be left. title: the first sentence of the advice then, with them."


@message("If {way}, this would be a yes, once the rest is settled.")
def rest_if(way: str) -> None:
    "As `once_if`, where the conditions hang on questions that were not asked yet."


@message("If {way} and {way2}, this would be a yes, once the rest is settled.")
def rest_if_both(way: str, way2: str) -> None:
    "As `rest_if`, where it takes two things."


# --- how sure it is -------------------------------------------------------------------------


@message("Firm: no answer next to yours would turn it.")
def firm() -> None:
    "To turn it is to come from a yes to something else, or the other way round."


@message("“{ask}”")
def the_question(ask: str) -> None:
    "A question that has no short name, in the middle of a sentence."


@message("It hangs on {what}.")
def hangs_on(what: str | Phrase) -> None:
    "what: the short name of a question, as in: how far it is."


@message("It hangs on {what}, and {what2}.")
def hangs_on_two(what: str | Phrase, what2: str | Phrase) -> None:
    "As `hangs_on`, with two of them."


@message("A close call: several answers next to yours would turn it.")
def close_call() -> None: ...


@message("A close call: it hangs on how much each answer counts.")
def close_by_weights() -> None:
    "Where no single answer turns it, but slightly other weights of the answers do."


@message("I couldn't try every answer next to yours.")
def not_all_tried() -> None:
    "After how sure the advice is."


# --- all reasons ----------------------------------------------------------------------------


@message("Why")
def why() -> None:
    "Heading of the reasons."


@message("The case against")
def case_against() -> None:
    "Heading of what speaks against the advice."


@message("{label}: {text}")
def labelled(label: str, text: str) -> None:
    "One line about one thing, as an alternative and what speaks for it."


@message("How sure this is")
def how_sure() -> None: ...


@message("What would change it")
def what_would_change_it() -> None:
    "Heading of the answers that would lead to other advice."


@message("Next steps")
def next_steps() -> None: ...


@message("What mattered most")
def mattered_most() -> None:
    "Heading of the question whose answer the advice hangs on most."


@message("When to check again")
def check_again() -> None: ...


@message("On {day}. Some of your answers may have changed by then.")
def check_again_on(day: str) -> None: ...


# --- the ways compared ----------------------------------------------------------------------


@message("The ways side by side")
def ways() -> None:
    "Heading of the page that compares the alternatives."


@message("{alternative} (my advice)")
def advised_way(alternative: str) -> None:
    "Heading of the alternative that is advised."


@message("For: {reasons}")
def way_for(reasons: str) -> None:
    "What speaks for an alternative."


@message("Against: {reasons}")
def way_against(reasons: str) -> None:
    "What speaks against an alternative."


@message("{bar} {points} of 100")
def fit_bar(bar: str, points: int) -> None:
    "How far an alternative fits the answers. bar: the same number, drawn."


@message("How far it fits: not enough answers to say")
def fit_not_known() -> None: ...


@message("{alternative}: {points} out of 100")
def fit(alternative: str, points: int) -> None: ...


@message("{alternative}: not enough answers to say")
def fit_unknown(alternative: str) -> None: ...


@message("{label}: {number} of {of}")
def tally(label: str, number: int, of: int) -> None:
    "Heading of a count of facts, as: What speaks for paying: 2 of 3."


@message("“{other}” has more points here. {reason}")
def outweighed_by(other: str, reason: str) -> None:
    "As `outweighed`, where the author says in a sentence why it still is not advised."


@message("“{other}” has more points. It isn't my advice, because points alone don't decide: {reason}")
def outweighed(other: str, reason: str) -> None:
    "Where another alternative than the advised one has the most points. reason: the first for the advice."


# --- what was told --------------------------------------------------------------------------


@message("What you told me")
def answers() -> None:
    "Heading of the page with the answers."


# --- where it comes from --------------------------------------------------------------------


@message("Where this comes from")
def sources() -> None:
    "Heading of the page with the sources."


@message("Further reading")
def further_reading() -> None:
    "Heading of a list of titles."


@message("What no source says is the author's own judgement.")
def rest_is_judgement() -> None:
    "Below the sources, where some lines of the result cite none."


# --- not quite right ------------------------------------------------------------------------


@message("Which line isn't right?")
def which_line() -> None:
    "Heading of the numbered lines of the result."


@message("Tap its number, and I'll ask again what it rests on.")
def tap_the_line() -> None: ...


@message("“{line}”")
def doubted(line: str) -> None:
    "Heading of the answers that one line of the result rests on."


@message("It rests on these answers. Tap a number to change one.")
def rests_on() -> None: ...


# --- where the person leans -----------------------------------------------------------------


@message("At the start, you were leaning towards “{alternative}”.")
def leaned_before(alternative: str) -> None: ...


@message("Where are you leaning now?")
def leaning_now() -> None:
    "Heading of the page that asks it once more."


@message("At the start, you weren't sure where you were leaning.")
def leaned_nowhere_before() -> None: ...


@message("You're not sure where you lean. That's fine: the first step doesn't need you to be.")
def leans_nowhere() -> None:
    'To "Not sure" after the advice.'


@message("Now you're leaning towards “{alternative}”, and so do your answers.")
def leans_as_advised(alternative: str) -> None: ...


@message(
    "Now you're leaning towards “{alternative}”, but your answers point to “{advised}”. Your gut may know "
    "something I didn't ask about. Does one of your answers feel wrong? You can change it."
)
def leans_elsewhere(alternative: str, advised: str) -> None:
    "Explores the difference; never argues with it."
