"""Who takes part: what the coach's console says of them, and what they are told themselves."""

from bot.core.words.phrase import message
from bot.core.words.toasts import LONGEST_TOAST

# --- the pages of the console ------------------------------------------------------------------


@message("People")
def people() -> None:
    """A button of the console, and the title of the page that it opens."""


@message(
    "Tap a name to take that person out of the session. Where two people have the same name, whoever joined "
    "later has a number."
)
def people_how() -> None:
    """Below the title."""


@message("No one is here yet.")
def nobody_here() -> None:
    """In the place of names."""


@message("Taken out: {names}")
def taken_out(names: str) -> None:
    """names: a list."""


@message("{name} (taken out)")
def out_button(name: str) -> None:
    """A button that leads to letting somebody back in."""


@message("People outside the group's chat can join with the link. They don't count in the totals.")
def lets_in() -> None:
    """Whom the session is open to."""


@message("People outside the group's chat can join with the link, and count like everyone else.")
def lets_in_and_counts() -> None:
    """Whom the session is open to, where the dialog's author wants everybody to count."""


@message("Only people in the group's chat can join.")
def lets_nobody_in() -> None:
    """Whom the session is open to."""


@message("Only let in people in the chat")
def close_door() -> None:
    """A button."""


@message("Let in people outside the chat")
def open_door() -> None:
    """A button."""


@message("More names")
def more() -> None:
    """A button: the next page of names."""


@message("‹ Back")
def back() -> None:
    """A button: to the front of the console, or to all names."""


@message("Take {name} out?")
def ask_to_put_out(name: str) -> None:
    """A title; below it is what that means."""


@message(
    "Their answers won't count in totals that haven't been shown yet. Totals already shown stay as they are. "
    "They keep their own result, and can't join again unless you let them back in.",
    promise=True,
)
def what_putting_out_means() -> None:
    """Before a coach takes somebody out."""


@message("I'll tell them in private.")
def told_in_private() -> None:
    """Whoever is taken out has a private chat with the bot."""


@message("I can't write to them in private, so they will see it at their next tap.")
def told_at_next_tap() -> None:
    """Whoever is taken out has no private chat with the bot."""


@message("Take {name} out")
def put_out(name: str) -> None:
    """A button."""


@message("Let {name} back in?")
def ask_to_let_back(name: str) -> None:
    """A title."""


@message("They can then tap Join again.")
def what_letting_back_means() -> None:
    """Before a coach lets somebody back in."""


@message("Let {name} back in")
def let_back(name: str) -> None:
    """A button."""


@message("Time zone")
def zone() -> None:
    """A button of the console."""


@message("What time is it where the group is?")
def what_time() -> None:
    """A title; below it are times of the day, a button each."""


@message("I use it for the dates in your files, and so that no one gets a message from me at night.")
def why_time() -> None:
    """Below the title."""


# --- to somebody who is not in the group's chat --------------------------------------------------


@message("Live from “{place}”")
def live_from(place: str) -> None:
    """Above each step, in the private chat."""


@message(
    "The session hasn't started yet. Each step will appear here, at the same time as in the group. "
    "With your card you can answer ahead, at your own pace."
)
def steps_come_here() -> None:
    """In the private chat, before the start."""


@message("You're not in this session now. Tap Join to come back.")
def not_here_now() -> None:
    """In the place of each step, to somebody who has left, or was put out and may come back."""


# --- what a coach is answered ------------------------------------------------------------------


@message("{name} is out, and has been told.", most=LONGEST_TOAST)
def is_out_and_told(name: str) -> None:
    """To "Take out"."""


@message("{name} is out, and will see it at their next tap.", most=LONGEST_TOAST)
def is_out(name: str) -> None:
    """To "Take out", where the bot cannot write to that person."""


@message("{name} can join again.", most=LONGEST_TOAST)
def may_come_back(name: str) -> None:
    """To "Let back in"."""


@message("Saved. Your files and my messages go by that time.", most=LONGEST_TOAST)
def zone_saved() -> None:
    """To a time."""


@message("That person is no longer in this session.", most=LONGEST_TOAST)
def nobody_there() -> None:
    """They left, were forgotten, or lead themselves by now."""


@message("You're no longer an admin of “{place}”, so you no longer coach this session.", most=LONGEST_TOAST)
def demoted(place: str) -> None:
    """To a coach's tap."""


# --- what members are told ---------------------------------------------------------------------


@message(
    "The coach has taken you out of the session in “{place}”. Your answers won't count in totals that "
    "haven't been shown yet. Your own result is still yours. Only the coach can let you back in.",
    promise=True,
)
def you_are_out(place: str) -> None:
    """In private, to somebody who was taken out."""


@message(
    "The coach has taken you out of this session. Your own result is still yours. "
    "Only the coach can let you back in.",
    promise=True,
    most=LONGEST_TOAST,
)
def out_of_session() -> None:
    """To a tap of somebody who was taken out."""


@message("The coach has let you back into the session in “{place}”. Tap Join there to take part again.")
def you_may_come_back(place: str) -> None:
    """In private, to somebody who was taken out before."""


@message("This session is only for people in the group's chat. If you're in it, tap Join there.")
def only_for_chat() -> None:
    """To somebody who came by a link."""


@message(
    "You're no longer an admin of “{place}”, so you no longer coach its session. An admin of the group can "
    "take over with /coach."
)
def no_longer_admin(place: str) -> None:
    """In private, to somebody who coached."""


@message("Ticked. To take it off again, wait two seconds and tap again.", most=LONGEST_TOAST)
def ticked_already() -> None:
    """To a second tap on the same tick within two seconds."""
