"""The questions that only a group is asked, with their answers."""

from bot.core.words.phrase import Phrase, message

# --- where people stand ------------------------------------------------------------------------


@message("Where do you stand now?")
def stand_now() -> None:
    """Asked after the results."""


@message("Compared with the start. It's fine if your view hasn't changed, and fine if it has.")
def compared() -> None:
    """Why it is asked."""


@message("Which of these can you say today? Tick all that are true.")
def ready() -> None:
    """Asked at the start and at the end."""


@message("It shows what is still missing for a decision of your own.")
def ready_why() -> None:
    """Why it is asked."""


@message("I feel sure which choice is right for me")
def sure() -> None:
    """An answer."""


@message("I know the arguments for and against")
def sides() -> None:
    """An answer."""


@message("I know what matters most to me")
def matters() -> None:
    """An answer."""


@message("I have people and information I can rely on")
def support() -> None:
    """An answer."""


@message("None of these yet")
def none_yet() -> None:
    """An answer."""


# --- a guess -----------------------------------------------------------------------------------


@message("Guess the room: how many of you will answer “{answer}” to the next question?")
def guess(answer: str) -> None:
    """Asked before that question."""


@message("Coming up: {ask}")
def guess_why(ask: str) -> None:
    """Why it is asked; ask: the question."""


@message("A question from your coach. It doesn't change anyone's result.")
def own_why() -> None:
    """Why it is asked: a question that the coach wrote."""


@message("Hardly anyone")
def hardly_anyone() -> None:
    """An answer."""


@message("About a quarter")
def quarter() -> None:
    """An answer."""


@message("About half")
def half() -> None:
    """An answer."""


@message("About three quarters")
def three_quarters() -> None:
    """An answer."""


@message("Nearly everyone")
def nearly_everyone() -> None:
    """An answer."""


# --- a reason ----------------------------------------------------------------------------------


@message("Which reason spoke to you most? {ask}")
def reason(ask: Phrase) -> None:
    """ask: the question that was talked about."""


# --- a plan ------------------------------------------------------------------------------------


@message("When will you start?")
def when() -> None:
    """About the first step."""


@message("Today", most=30)
def begin_today() -> None:
    """An answer."""


@message("Tomorrow", most=30)
def tomorrow() -> None:
    """An answer."""


@message("At the weekend", most=30)
def weekend() -> None:
    """An answer."""


@message("Next week", most=30)
def week() -> None:
    """An answer."""


@message("Which of these steps may the wall show?")
def step_for_wall() -> None:
    """About the first step; the same few for everybody."""


@message("Talk it over with someone", most=35)
def talk_it_over() -> None:
    """An answer."""


@message("Find out one thing I don't know", most=35)
def find_out() -> None:
    """An answer."""


@message("Try something small", most=35)
def try_small() -> None:
    """An answer."""


@message("Set a date to decide", most=35)
def set_date() -> None:
    """An answer."""


@message("How sure are you that you will, from 0 to 10?")
def how_sure() -> None:
    """About the first step."""


@message("0–3", most=30)
def sure_low() -> None:
    """An answer: from 0 to 3."""


@message("4–6", most=30)
def sure_middle() -> None:
    """An answer."""


@message("7–8", most=30)
def sure_good() -> None:
    """An answer."""


@message("9–10", most=30)
def sure_high() -> None:
    """An answer."""


@message("Who may see it?")
def who_sees() -> None:
    """About the first step."""


@message("Keep it to myself", most=30)
def keep_private() -> None:
    """An answer."""


@message("Wall, with my name", most=30)
def named() -> None:
    """An answer."""


@message("Wall, without name", most=30)
def unnamed() -> None:
    """An answer."""


@message("When may I ask you in private how it went?")
def when_to_ask() -> None:
    """About the first step."""


@message("Ask me in 3 days", most=30)
def days3() -> None:
    """An answer."""


@message("Ask me in a week", most=30)
def days7() -> None:
    """An answer."""


@message("Ask me in a month", most=30)
def days30() -> None:
    """An answer."""


@message("Don't ask me", most=30)
def never() -> None:
    """An answer."""


# --- what came of it ---------------------------------------------------------------------------


@message("How did your first step go?")
def did() -> None:
    """Asked in private, days later."""


@message("Done", most=30)
def done() -> None:
    """An answer."""


@message("Partly", most=30)
def partly() -> None:
    """An answer."""


@message("Not yet", most=30)
def not_yet() -> None:
    """An answer."""


@message("Changed my mind", most=30)
def changed() -> None:
    """An answer."""
