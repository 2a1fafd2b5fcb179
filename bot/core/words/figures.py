"""Published figures in words: in the group, in charts, on the page and in the table."""

from datetime import date

from bot.core.words.phrase import Phrase, message


@message("{answer}: {people}")
def line(answer: Phrase, people: Phrase) -> None:
    """So many gave that answer."""


@message("Each answer: {people}")
def each_answer(people: Phrase) -> None:
    """In the place of a line for each answer, where all say the same."""


@message("{number} of {of}")
def of(number: int, of: int) -> None:
    """So many of so many people."""


@message("at most {number} of {of}")
def at_most(number: int, of: int) -> None:
    """So many of so many people."""


@message("at least {number} of {of}")
def at_least(number: int, of: int) -> None:
    """So many of so many people."""


@message("almost everyone")
def almost_everyone() -> None:
    """In the place of a number."""


@message("more than half")
def more_than_half() -> None:
    """In the place of a number."""


@message("three quarters or more")
def three_quarters() -> None:
    """In the place of a number."""


@message("half or fewer")
def half_or_fewer() -> None:
    """In the place of a number."""


@message("some")
def some() -> None:
    """In the place of a number: three or more, at most half."""


@message("few or none")
def few_or_none() -> None:
    """In the place of a number: at most two."""


@message("most common, or tied for it")
def most_common() -> None:
    """In the place of a number: another answer may have been given as often."""


@message("Other answers")
def other_answers() -> None:
    """Answers that are told as one."""


@message("Other advice")
def other_advice() -> None:
    """Advice that is told as one."""


@message("{first}, {rest}")
def one_more(first: Phrase, rest: Phrase) -> None:
    """Three answers or more that are counted as one. rest: the others, as `either` says the last two."""


@message("{first} or {rest}")
def either(first: Phrase, rest: Phrase) -> None:
    """Answers that are told as one."""


@message("Skipped")
def skipped() -> None:
    """An answer."""


@message("Not sure")
def unsure() -> None:
    """An answer."""


@message("{beside}: {counts}")
def row(beside: Phrase, counts: str) -> None:
    """A row of a table; beside: an answer to the other question."""


@message("{answer} {number}")
def cell(answer: Phrase, number: int) -> None:
    """A cell of a table."""


@message("{beside}: {answer}")
def both(beside: Phrase, answer: Phrase) -> None:
    """The answers to two questions."""


@message("{ask} Compared with: {beside}")
def ask_both(ask: str, beside: str) -> None:
    """Two questions."""


@message("Before you talked")
def before_talk() -> None:
    """A round of a question."""


@message("After")
def after_talk() -> None:
    """A round of a question."""


@message("The answers after the talk aren't shown: they could reveal what someone said.", promise=True)
def hidden() -> None:
    """In the place of totals."""


@message(
    "You talked, and answered again. The two rounds can't be set side by side without giving someone away.",
    promise=True,
)
def not_compared() -> None:
    """In the place of two totals."""


@message("There are no totals from the start to set beside these.")
def start_not_shown() -> None:
    """Below what was asked at the start, too."""


@message("At the start")
def at_start() -> None:
    """What is compared."""


@message("At the end")
def at_end() -> None:
    """What is compared."""


@message("Now")
def at_present() -> None:
    """What is compared."""


@message("{name} (not all the same people)")
def others(name: Phrase) -> None:
    """What is compared, where others answered."""


@message("{name}:\n{lines}")
def under(name: Phrase, lines: str) -> None:
    """Figures below their name."""


@message("{answered} of {of} answered.")
def answered(answered: int, of: int) -> None:
    """Below a chart."""


@message("{number} person got advice.", "{number} people got advice.", by="number")
def advised(number: int) -> None:
    """Below a chart."""


@message("Where your answers lead")
def advice() -> None:
    """The title of the chart of the advice."""


@message("{day}")
def on_day(day: date) -> None:
    """Names what was answered in a session, by its day."""
