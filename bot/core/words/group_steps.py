"""The messages of a group session, step by step: the question, the talk, the totals."""

from bot.core.words.phrase import Phrase, message

# --- the question ------------------------------------------------------------------------------


@message("Not everyone needs to answer this. Tap your answer, and I'll say so if it isn't for you.")
def not_for_everyone() -> None:
    """Below a question that is for some people only."""


@message("🔓 Totals are shown exactly.", promise=True)
def level_open() -> None:
    """Below a question: how much of the answers everybody is told."""


@message("🔒 Small numbers are never shown.", promise=True)
def level_counted() -> None:
    """Below a question: how much of the answers everybody is told."""


@message("🛡 Only roughly, and never that everyone agrees.", promise=True)
def level_shielded() -> None:
    """Below a question: how much of the answers everybody is told."""


@message("Totals come at the end, beside what you say then.")
def compared_later() -> None:
    """Below a question that is asked again at the end."""


@message("Totals come at the end.")
def told_later() -> None:
    """Below a question that could be asked again at the end, and is not planned to be."""


@message("Closed. The totals come at the end.")
def shown_at_end() -> None:
    """In the place of the totals of such a question."""


@message("Closed. The totals come at the end, beside what you say then.")
def shown_later() -> None:
    """In the place of totals."""


@message("{step}/{steps} · {title}")
def title(step: int, steps: int, title: Phrase) -> None:
    """What a step is about."""


@message("Closed for now. We talk before we go on.")
def closed_for_talk() -> None:
    """In the place of the question."""


@message("Paused. Your answers are kept.")
def paused() -> None:
    """In the place of the question."""


@message("⬇ Continued further down.")
def goes_on_below() -> None:
    """In the place of a step that has a newer message."""


@message("⬇ The totals are further down, beside what you said at the end.")
def compared_below() -> None:
    """In the place of the totals of a question that was asked again at the end."""


@message("Tick everything that fits. Tap again to untick.")
def tick_all() -> None:
    """Below a question with several answers."""


@message("Second round: your first answer stands unless you choose another.")
def second_round() -> None:
    """Below the question."""


@message("Answered: {done} of {of}")
def answered(done: int, of: int) -> None:
    """How many have answered."""


@message("Answered: about {percent}%")
def answered_about(percent: int) -> None:
    """The same of a big group, in tens."""


@message("Answered: fewer than {below}%")
def answered_fewer(below: int) -> None:
    """The same of a big group, of whom hardly anyone has."""


@message("Answered: everyone")
def answered_all() -> None:
    """The same of a big group."""


@message("This step will be skipped in a moment.")
def skipping() -> None:
    """The coach can still undo it."""


@message("Closing in a moment: last chance to answer.")
def closing() -> None:
    """The coach can still undo it."""


@message("👁 My answer", most=30)
def my_answer() -> None:
    """A button: shows it to the one who taps."""


@message("Why this?", most=30)
def why() -> None:
    """A button: why the question is asked."""


@message("✔ Keep mine", most=30)
def keep() -> None:
    """A button, in a second round."""


@message("Skip", most=30)
def skip() -> None:
    """A button: an answer."""


@message("Not sure", most=30)
def unsure() -> None:
    """A button: an answer."""


# --- the totals --------------------------------------------------------------------------------


@message("Closed. The answers to this question are not shown to anyone.", promise=True)
def not_shown() -> None:
    """In the place of totals."""


@message("Closed without totals.")
def no_totals() -> None:
    """The session ended at this step."""


@message("Skipped.")
def skipped() -> None:
    """The coach skipped this step."""


@message("Fewer than {k} people answered, so no totals are shown.", promise=True)
def too_few(k: int) -> None:
    """In the place of totals."""


@message(
    "Fewer than {k} people answered, so no totals are shown. Talk in twos or threes, and "
    "share only what you like: what are the reasons for your choice?",
    promise=True,
)
def too_few_talk(k: int) -> None:
    """In the place of totals."""


@message("Any totals here could show what someone answered, so there are none.", promise=True)
def too_spread() -> None:
    """In the place of totals."""


@message("Compared with: {ask}")
def beside(ask: str) -> None:
    """A heading; ask: another question."""


@message("Reasons that spoke to several people")
def reasons() -> None:
    """A heading."""


@message("{reason} ({people})")
def reason(reason: str, people: Phrase) -> None:
    """people: how many it spoke to."""


@message("{answered} of {of} answered.")
def answered_below(answered: int, of: int) -> None:
    """Below totals."""


@message(
    "{number} of {of} people is counted with their answer from before.",
    "{number} of {of} people are counted with their answer from before.",
    by="number",
)
def as_before(number: int, of: int) -> None:
    """Below totals: they left, or did not answer again."""


@message(
    "{number} person who didn't answer the first time isn't counted: only the same people can be compared.",
    "{number} people who didn't answer the first time aren't counted: only the same people can be compared.",
    by="number",
    promise=True,
)
def latecomers(number: int) -> None:
    """Below totals."""


@message("After the talk, at least {number} of you chose another answer.")
def moved_at_least(number: int) -> None:
    """Below totals."""


@message("After the talk, everyone kept their answer.")
def nobody_moved() -> None:
    """Below totals."""


@message("After the talk, everyone chose another answer.")
def everybody_moved() -> None:
    """Below totals."""


@message("After the talk, {number} of {of} chose another answer. The others kept theirs.")
def moved(number: int, of: int) -> None:
    """Below totals."""


@message("Most of you guessed “{guess}”. It is {people}.")
def most_guessed(guess: Phrase, people: Phrase) -> None:
    """people: how many it is."""


@message("The most common guess was “{guess}”. It is {people}.")
def first_guess(guess: Phrase, people: Phrase) -> None:
    """people: how many it is."""


# --- the talk ----------------------------------------------------------------------------------


@message("Paused. We go on talking afterwards.")
def talk_paused() -> None:
    """In the place of the talk."""


@message("This talk is over. Thank you. ⬇ We go on further down.")
def talk_closed() -> None:
    """In the place of the talk."""


@message("This talk is over. Thank you.")
def talk_ended() -> None:
    """In the place of the talk, where the session ended with it."""


@message("Talk first, then the totals")
def talk_first() -> None:
    """The title of a talk."""


@message("Talk about it together")
def talk_together() -> None:
    """The same where there are no totals."""


@message(
    "What speaks for each of these? No one has to say what they chose.",
)
def open_talk() -> None:
    """What to talk about, where no reasons are shown: the answers stand below it."""


@message(
    "Why might a reasonable person in your place choose each of these? Say what "
    "you think of the reasons. No one has to say what they chose.",
)
def talk() -> None:
    """What to do in the talk."""


@message("Tap the number of the reason that speaks to you most. Only totals are shown.", promise=True)
def tap_a_reason() -> None:
    """Below the talk."""


@message("{number}. {reason}")
def numbered(number: int, reason: str) -> None:
    """A reason in the talk."""
