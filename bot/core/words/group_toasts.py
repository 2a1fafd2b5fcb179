"""What a tap or a command in a group is answered, to one person; at most 200 letters each."""

from bot.core.words.phrase import Phrase, message
from bot.core.words.toasts import LONGEST_TOAST

# --- joining and answering ---------------------------------------------------------------------


@message(
    "Confidential, but not anonymous. I keep your answers to give you your result. No one "
    "here, not even the coach, sees who chose what. Each question says how exactly its totals "
    "are shown.",
    promise=True,
    most=LONGEST_TOAST,
)
def terms() -> None:
    """What is shared, and what never is."""


@message(
    "You're in, {name}. Answer with the buttons; no one sees who chose what.",
    promise=True,
    most=LONGEST_TOAST,
)
def joined(name: str) -> None:
    """After Join."""


@message("You're already in. Answer with the buttons when a question appears.", most=LONGEST_TOAST)
def already_in() -> None:
    """After Join once more."""


@message(
    "You're in, and your answer is saved: {answer}. No one sees who chose what. Tap another to change it.",
    promise=True,
    most=LONGEST_TOAST,
)
def joined_by_answer(answer: Phrase) -> None:
    """After a first answer without Join."""


@message(
    "Saved: {answer}. Tap another to change it. Only totals are shown, after the reveal.",
    promise=True,
    most=LONGEST_TOAST,
)
def saved(answer: Phrase) -> None:
    """After an answer."""


@message(
    "Going by your answers, this question isn't for you, so no one is waiting for you. "
    "Does it apply after all? Then tap your answer again.",
    most=LONGEST_TOAST,
)
def not_for_you() -> None:
    """To a tap on a question that is for some people only."""


@message(
    "First {number} question for you alone, which the group left out: tap “In private”. "
    "Or tap again for your result without it.",
    "First {number} questions for you alone, which the group left out: tap “In private”. "
    "Or tap again for your result without them.",
    by="number",
    most=LONGEST_TOAST,
)
def left_for_you(number: int) -> None:
    """To “My result”."""


@message("See your own result first: tap “My result” under “Your results are here”.", most=LONGEST_TOAST)
def result_first() -> None:
    """To “Share with the coach” or “My first step”, from somebody who has questions left to answer."""


@message("Saved: {answer}. Tap another to change it.", most=LONGEST_TOAST)
def plan_saved(answer: Phrase) -> None:
    """After an answer about a plan."""


@message(
    "Everybody sees this with your name: {step}. Tap again within a minute to show it.",
    promise=True,
    most=LONGEST_TOAST,
)
def ask_to_show(step: Phrase) -> None:
    """Before a first step stands on the wall with a name."""


@message("Pick a step for the wall first. Then choose who may see it.", most=LONGEST_TOAST)
def pick_step_first() -> None:
    """Before anything can stand on the wall."""


@message(
    "Saved: {answer}. I can only ask you in a private chat, and we don't have one yet. Tap "
    "“In private” once to open it.",
    most=LONGEST_TOAST,
)
def plan_needs_private(answer: Phrase) -> None:
    """After a wish to be asked later."""


@message("Removed. Nothing is ticked now.", most=LONGEST_TOAST)
def unticked() -> None:
    """After the last tick was taken away."""


@message("That's already your answer.", most=LONGEST_TOAST)
def same() -> None:
    """After the same answer once more."""


@message("Good: your answer stays as it is.", most=LONGEST_TOAST)
def kept() -> None:
    """In a second round."""


@message("You haven't answered this one yet.", most=LONGEST_TOAST)
def nothing_to_keep() -> None:
    """In a second round."""


@message("This question is closed. {now}", most=LONGEST_TOAST)
def question_closed(now: Phrase) -> None:
    """now: where the group stands."""


@message(
    "You're the coach of this session, so your answers don't count here. To answer for "
    "yourself, send /start in our private chat.",
    most=LONGEST_TOAST,
)
def coach_does_not_answer() -> None:
    """To a coach who taps an answer."""


@message("You haven't answered anything yet.", most=LONGEST_TOAST)
def no_answer_yet() -> None:
    """Of what somebody asks to see."""


@message("{ask}\n→ {answer}", most=LONGEST_TOAST)
def asked_and_answered(ask: Phrase, answer: Phrase) -> None:
    """One question with what was answered."""


@message("Your answer", most=LONGEST_TOAST)
def your_answer() -> None:
    """In the place of a question that is too long."""


@message("nothing yet", most=LONGEST_TOAST)
def nothing_yet() -> None:
    """In the place of an answer."""


@message("Skipped", most=LONGEST_TOAST)
def left_out() -> None:
    """In the place of an answer."""


@message("Not sure", most=LONGEST_TOAST)
def not_sure() -> None:
    """In the place of an answer."""


# --- results -----------------------------------------------------------------------------------


@message(
    "Each answer gives points, set by the dialog's author, and rules check them in a fixed "
    "order. The same answers always give the same advice. Your reasons are in our private "
    "chat.",
    most=LONGEST_TOAST,
)
def how_computed() -> None:
    """To “How is it computed?”."""


@message(
    "You haven't answered enough for advice yet. Tap “In private” to answer the rest in our private chat.",
    most=LONGEST_TOAST,
)
def too_little() -> None:
    """To “My result”."""


@message("Results come after the questions. {now}", most=LONGEST_TOAST)
def no_result_yet(now: Phrase) -> None:
    """now: where the group stands."""


@message("{title} Tap “In private” to read all of it.", most=LONGEST_TOAST)
def result(title: str) -> None:
    """title: of the advice, a sentence."""


@message("{title} Why: {reason} Tap “In private” to read all of it.", most=LONGEST_TOAST)
def result_because(title: str, reason: str) -> None:
    """title, reason: sentences."""


@message("Your first step: {step}", most=LONGEST_TOAST)
def first_step(step: Phrase) -> None:
    """To “My first step”."""


@message("a first step, yet to be chosen", most=LONGEST_TOAST)
def no_step_yet() -> None:
    """In the place of a first step; walls of an older version hold it."""


@message("Tell one person what you decided.", most=LONGEST_TOAST)
def tell_someone() -> None:
    """A first step, where the advice has none."""


@message(
    "{coach} would see your advice and the reasons for it, which reveal something about your "
    "answers. No one else would. Tap again within a minute to share it.",
    promise=True,
    most=LONGEST_TOAST,
)
def ask_to_share(coach: str) -> None:
    """Before it is shared."""


@message("Shared with {coach}, and with no one else.", promise=True, most=LONGEST_TOAST)
def shared(coach: str) -> None:
    """Done."""


@message("No one is coaching this session right now.", most=LONGEST_TOAST)
def no_coach() -> None:
    """So nothing can be shared."""


# --- leaving -----------------------------------------------------------------------------------


@message(
    "You've left this session, and your answers won't count from now on. Your result is still yours. "
    "Tap Join to come back.",
    promise=True,
    most=LONGEST_TOAST,
)
def left() -> None:
    """After /leave."""


@message(
    "You've left. What you shared with the coach and your line on the wall have been taken "
    "back. Your result is still yours.",
    promise=True,
    most=LONGEST_TOAST,
)
def left_afterwards() -> None:
    """After /leave, when the session had ended."""


@message(
    "You're the coach of this session. Another admin can take over with /coach. If you leave "
    "the group, you're no longer the coach.",
    most=LONGEST_TOAST,
)
def coach_cannot_leave() -> None:
    """After /leave."""


@message("You aren't part of a session here.", most=LONGEST_TOAST)
def not_in() -> None:
    """After /leave."""


@message("This session has ended.", most=LONGEST_TOAST)
def ended() -> None:
    """Nothing can be changed."""


# --- what is damaged ----------------------------------------------------------------------------


@message(
    "I can't read this group session any more, so I've set it aside. An admin can start a new one with "
    "/coach.",
    most=LONGEST_TOAST,
)
def session_set_aside() -> None:
    """To somebody in a group whose stored session is damaged, or was written by a newer version."""


@message(
    "I can't read your answers in this group any more, so I've set them aside. Tap Join to come back.",
    most=LONGEST_TOAST,
)
def seat_set_aside() -> None:
    """To a member whose stored seat or answers are damaged, or were written by a newer version."""
