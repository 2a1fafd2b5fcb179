"""How a session ends for its group: results, plans, the wall of first steps."""

from bot.core.words.phrase import Phrase, message

# --- results -----------------------------------------------------------------------------------


@message("Your results are here")
def results() -> None:
    """A title."""


@message("Too few people answered for totals.", promise=True)
def too_few() -> None:
    """In the place of the chart."""


@message("Any totals here could show what someone was advised, so there are none.", promise=True)
def too_spread() -> None:
    """In the place of the chart."""


@message(
    "Tap “My result”. If I still need an answer from you, I ask for it in private first. When the coach "
    "goes on, I show how the advice is spread among everyone who has answered by then."
)
def own_result_first() -> None:
    """Where questions were left out."""


@message("Your own result is one tap away.")
def own_result() -> None:
    """After why there is no chart."""


@message("What to talk about")
def talk_about() -> None:
    """A heading; below it are questions."""


@message("You don't have to agree: everyone's advice is their own.")
def no_need_to_agree() -> None:
    """Below the chart."""


@message("🔒 My result", most=30)
def my_result() -> None:
    """A button: shows it to the one who taps."""


@message("How is it computed?", most=30)
def how_computed() -> None:
    """A button."""


@message("Share with the coach", most=30)
def share() -> None:
    """A button."""


# --- plans -------------------------------------------------------------------------------------


@message("What will you do?")
def plan() -> None:
    """A title."""


@message("Closed. Your plan is kept.")
def plan_closed() -> None:
    """In the place of the questions."""


@message(
    "Tap “My first step” to see yours; only you see it. Then choose when you'll do it, how sure "
    "you are, what the wall may show, and when I may ask you in private how it went.",
)
def plan_how() -> None:
    """What to do."""


@message("How sure, from 0 to 10? Below 7, make the step smaller until you're at 7.")
def plan_sure() -> None:
    """A hint."""


@message("{number} of {of} have a next step.")
def planned(number: int, of: int) -> None:
    """How many have planned."""


@message("About {percent}% have a next step.")
def planned_about(percent: int) -> None:
    """The same of a big group, in tens."""


@message("Everyone has a next step.")
def planned_all() -> None:
    """The same of a big group, once nobody is missing."""


@message("👁 My plan", most=30)
def my_plan() -> None:
    """A button: shows it to the one who taps."""


@message("👣 My first step", most=30)
def my_step() -> None:
    """A button: shows it to the one who taps."""


# --- the wall ----------------------------------------------------------------------------------


@message("Our wall of first steps")
def wall() -> None:
    """A title."""


@message("First steps will appear here, from those who want to show them.")
def wall_empty() -> None:
    """On the wall."""


@message("Nobody put a first step on the wall.")
def wall_stayed_empty() -> None:
    """On the wall after the end."""


@message("Those without a name will appear at the end, all together.", promise=True)
def wall_later() -> None:
    """On the wall."""


@message("{name} · {when}: {step}")
def named_step(name: str, when: Phrase, step: Phrase) -> None:
    """A line on the wall."""


@message("{when}: {step}")
def step(when: Phrase, step: Phrase) -> None:
    """A line on the wall of a session of an older version, without a name."""


@message("{name}: {step}")
def named_step_only(name: str, step: Phrase) -> None:
    """A line on the wall, of somebody who has not said when."""


@message("and {number} more", "and {number} more", by="number")
def more_steps(number: int) -> None:
    """The last line on the wall of a big group, which shows ten."""


@message("Without a name")
def unnamed() -> None:
    """A heading on the wall; below it are steps with how many picked them."""


@message("Too few picked a step, or their steps would give someone away, so none are shown.", promise=True)
def unnamed_hidden() -> None:
    """In the place of the steps without a name."""
