"""What a coach is answered, to a tap or a command; at most 200 letters each."""

from bot.core.words.phrase import Phrase, message
from bot.core.words.toasts import LONGEST_TOAST


@message("Only the coach can do that.", most=LONGEST_TOAST)
def coach_only() -> None:
    """To somebody else."""


@message(
    "You're posting as the group, so I can't see who you are. If you're the coach, use your "
    "console in our private chat.",
    most=LONGEST_TOAST,
)
def posting_as_group() -> None:
    """To an anonymous admin."""


@message("That button is out of date. {now}", most=LONGEST_TOAST)
def out_of_date(now: Phrase) -> None:
    """now: where the group stands."""


@message("{who} got there first. {now}", most=LONGEST_TOAST)
def too_late(who: str, now: Phrase) -> None:
    """Another coach was faster."""


@message("Something has changed since. {now}", most=LONGEST_TOAST)
def changed_meanwhile(now: Phrase) -> None:
    """Not by a coach."""


@message("That isn't possible right now. {now}", most=LONGEST_TOAST)
def not_now(now: Phrase) -> None:
    """now: where the group stands."""


@message("Only a group admin can coach a session.", most=LONGEST_TOAST)
def admins_only() -> None:
    """To /coach."""


@message(
    "Delete this whole session, including everyone's result? Tap again within a minute to delete it.",
    promise=True,
    most=LONGEST_TOAST,
)
def ask_to_delete() -> None:
    """Before a session is deleted."""


@message(
    "Deleted. The messages in the group stay until you delete them, but their buttons no longer work.",
    promise=True,
    most=LONGEST_TOAST,
)
def deleted() -> None:
    """Done."""


@message("End the session for good? Tap again within a minute to end it.", most=LONGEST_TOAST)
def ask_to_end() -> None:
    """Where it cannot be undone."""


@message(
    "This session has shown totals, so I keep it for a while: new totals of the same people are checked"
    " against it. Everyone can delete their own answers with /forgetme.",
    most=LONGEST_TOAST,
)
def totals_stay() -> None:
    """To “Delete this session”, where the difference to later totals could tell what somebody said."""


@message("End the session first. Then you can delete it.", most=LONGEST_TOAST)
def only_when_ended() -> None:
    """To “Delete this session”."""


@message("There's already a session in General. End that one first.", most=LONGEST_TOAST)
def general_is_taken() -> None:
    """General is a main topic."""


@message("Reminded in private: {told}.", most=LONGEST_TOAST)
def reminded(told: int) -> None:
    """told: how many."""


@message("Reminded in private: {told}. No private chat with me: {others}.", most=LONGEST_TOAST)
def reminded_some(told: int, others: int) -> None:
    """told, others: how many."""


@message(
    "I reminded those whom this question is for, where I have a private chat with them. "
    "How many they are stays with me.",
    most=LONGEST_TOAST,
)
def reminded_concerned() -> None:
    """To “Remind”, at a question that is for some people only."""


@message(
    "The length can be chosen before the start only. Take questions in or out instead.", most=LONGEST_TOAST
)
def plan_before_start() -> None:
    """To a number of minutes, once the session is under way."""


@message("Saved as “{name}”. Your next group with this dialog can begin with this plan.", most=LONGEST_TOAST)
def plan_saved_as(name: str) -> None:
    """To “Save for my next group”; name: of the group."""


@message("The plan stays as it is: that question is past, or stands there already.", most=LONGEST_TOAST)
def plan_as_before() -> None:
    """To a change of the plan that changes nothing."""


@message("I reminded them less than a minute ago.", most=LONGEST_TOAST)
def reminded_lately() -> None:
    """To “Remind”."""


@message("Everyone has answered.", most=LONGEST_TOAST)
def nobody_waits() -> None:
    """To “Remind”."""


@message("No one has answered this yet. Tap Skip to go on without it.", most=LONGEST_TOAST)
def nobody_answered() -> None:
    """To “Close and reveal”."""


@message("One more minute.", most=LONGEST_TOAST)
def extended() -> None:
    """To “+1 min”."""


@message(
    "You're the coach of this session now. Your console is in our private chat: tap “In private” to open it.",
    most=LONGEST_TOAST,
)
def you_coach() -> None:
    """After taking over, or starting."""


@message(
    "You're a co-coach of this session now. Your console is in our private chat: tap “In "
    "private” to open it.",
    most=LONGEST_TOAST,
)
def you_help() -> None:
    """After “Help the coach”."""


@message("The big screen is on.", most=LONGEST_TOAST)
def big_screen_on() -> None:
    """To “New link”, where there was none."""


@message("That's a new link. The old one no longer works.", promise=True, most=LONGEST_TOAST)
def new_link() -> None:
    """To “New link”."""


@message("The big screen is off. Its link no longer works.", promise=True, most=LONGEST_TOAST)
def big_screen_off() -> None:
    """To “Turn off”."""


@message("I'm sending the files to our private chat.", most=LONGEST_TOAST)
def files_coming() -> None:
    """To “Files”."""


@message(
    "I'm sending an invitation to our private chat: a picture and a text to pass on.",
    most=LONGEST_TOAST,
)
def invitation_coming() -> None:
    """To “Invite”."""


@message(
    "Continuing in private: {told} of {of}. I have no private chat with the others.",
    most=LONGEST_TOAST,
)
def going_private(told: int, of: int) -> None:
    """To “Continue in private”."""
