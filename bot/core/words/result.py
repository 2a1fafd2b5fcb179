"""The result: the advice, how firm it is, the case against it, what would change it."""

from bot.core.words.phrase import Phrase, message


@message("{label}: {text}")
def labelled(label: str, text: str) -> None:
    "One line about one thing, as an alternative and what speaks for it."


@message("{heading}:\n{text}")
def part(heading: str, text: str) -> None:
    "One of the parts that are folded away."


@message("Why")
def why() -> None:
    "Heading of the reasons."


# --- how firm it is -----------------------------------------------------------------------


@message("How sure this is")
def how_sure() -> None:
    "Heading of how firm the advice is."


@message("Firm: no answer next to yours would turn it.")
def firm() -> None:
    "To turn it is to come from a yes to something else, or the other way round."


@message("“{ask}”")
def the_question(ask: str) -> None:
    "A question that has no short name, in the middle of a sentence."


@message("It hangs on {what}.")
def hangs_on(what: str | Phrase) -> None:
    "what: the short name of a question, as in: how far it is."


@message("It hangs on {what} and {what2}.")
def hangs_on_two(what: str | Phrase, what2: str | Phrase) -> None:
    "As `hangs_on`, with two of them."


@message("A close call: several answers next to yours would turn it.")
def close_call() -> None: ...


@message("I couldn't try every answer next to yours.")
def not_all_tried() -> None:
    "After how sure the advice is."


# --- the other side -----------------------------------------------------------------------


@message("The case against")
def case_against() -> None:
    "Heading of the best reason for the other alternative."


@message("What would change it")
def what_would_change_it() -> None:
    "Heading of the answers that would lead to other advice."


@message("If {way}, this would be: {title}")
def upward(way: str, title: str) -> None:
    "way: what the person can bring about, as in: your employer paid. title: the advice's first sentence."


@message("If {way} and {way2}, this would be: {title}")
def upward_by_two(way: str, way2: str, title: str) -> None:
    "As `upward`, where it takes two things."


# --- what to do ---------------------------------------------------------------------------


@message("Where to start")
def first_step() -> None:
    "Heading of the first thing to do."


@message("By {day}: {step}")
def dated_step(day: str, step: str) -> None: ...


# --- folded away --------------------------------------------------------------------------


@message("More")
def more() -> None:
    "Heading of what is folded away."


@message("More reasons")
def more_reasons() -> None: ...


@message("Next steps")
def next_steps() -> None:
    "After the first one, which stands further up."


@message("How well each option fits your answers")
def fits() -> None: ...


@message("{alternative}: {points} out of 100")
def fit(alternative: str, points: int) -> None: ...


@message("{alternative}: not enough answers to say")
def fit_unknown(alternative: str) -> None: ...


@message("The reasons under “Why” outweigh the highest number here.")
def reasons_outweigh() -> None:
    "Where another alternative than the advised one has the highest number."


@message("What mattered most")
def mattered_most() -> None:
    "Heading of the question whose answer the advice hangs on most."


@message("Further reading")
def further_reading() -> None: ...


@message("In your own words (kept, but not scored)")
def own_words() -> None: ...


@message("When to check again")
def check_again() -> None: ...


@message("On {day}. Some of your answers may have changed by then.")
def check_again_on(day: str) -> None: ...


@message("Who wrote this")
def who_wrote_this() -> None: ...


@message("Written by {author}. Paid for by: {funding}")
def author_and_funding(author: str, funding: str) -> None: ...


# --- where the person leans ---------------------------------------------------------------


@message("At the start, you were leaning towards “{alternative}”.")
def leaned_before(alternative: str) -> None: ...


@message("Where are you leaning now?")
def leaning_now() -> None:
    "Buttons with the alternatives follow."


@message("Now you're leaning towards “{alternative}”, and so do your answers.")
def leans_as_advised(alternative: str) -> None: ...


@message(
    "Now you're leaning towards “{alternative}”, but your answers point to “{advised}”. Your gut may know "
    "something I didn't ask about. Does one of your answers feel wrong? You can change it."
)
def leans_elsewhere(alternative: str, advised: str) -> None:
    "Explores the difference; never argues with it."
