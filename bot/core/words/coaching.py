"""How a group session begins, and what a coach or a group is told beside it."""

from bot.core.words.phrase import Phrase, message


@message("Which session shall we start?")
def which() -> None:
    """A title; below it are dialogs."""


@message(
    "You're posting as the group, so I can't see who you are. Tap one to confirm that you're the coach.",
)
def confirm() -> None:
    """To an anonymous admin."""


@message("“{title}” is open here, with {coach} as coach.")
def under_way(title: str, coach: str) -> None:
    """To /coach."""


@message("“{title}” is open here, with no coach right now.")
def under_way_alone(title: str) -> None:
    """To /coach."""


@message("The session's own messages are above.")
def see_above() -> None:
    """To /coach."""


@message("Coach a group")
def coach_a_group() -> None:
    """A title."""


@message(
    "Choose a dialog, then your group. I'll join the group and open the session, with you as "
    "its coach. If nothing happens there, write /coach in the group.",
)
def how_to_begin() -> None:
    """In the private chat."""


@message("You're taking part in a group. Continue here in private:")
def continue_in_private() -> None:
    """Below it are groups."""


@message("You're coaching a group. Open your console here:")
def open_console() -> None:
    """Below it are groups."""


@message("You coach or take part in these groups. Open one here:")
def open_console_or_continue() -> None:
    """Below it are groups."""


@message("What happened in this session (times in {zone})")
def log(zone: str) -> None:
    """A title. zone: as "UTC+02:00"."""


@message("Nothing has happened yet.")
def log_empty() -> None:
    """The log of a session."""


@message("{time} {line}")
def log_line(time: str, line: Phrase) -> None:
    """A line of the log."""


@message(
    "Telegram lets me write in “{place}” again in {seconds} second. Until then the group sees "
    "what was there before. Taps are still answered and saved.",
    "Telegram lets me write in “{place}” again in {seconds} seconds. Until then the group "
    "sees what was there before. Taps are still answered and saved.",
    by="seconds",
)
def slowed(place: str, seconds: int) -> None:
    """To the coaches."""


@message(
    "Hello! I guide groups through a decision, with private answers. An admin starts with "
    "/coach. Anything about you alone, such as /privacy and /forgetme, belongs in our private "
    "chat.",
)
def hello() -> None:
    """To a group that the bot was added to."""


@message("“{place}” is waiting for your answer to: {ask}")
def reminder(place: str, ask: str) -> None:
    """To a member in private."""


@message("{who} is now the coach of “{place}”. You can take it back in your console.")
def taken_over(who: str, place: str) -> None:
    """To the coach before."""


@message(
    "You're no longer in “{place}”, so you're no longer its coach. An admin of the group can "
    "take over with /coach.",
)
def no_longer_coach(place: str) -> None:
    """To somebody who left the group."""


# --- before the start --------------------------------------------------------------------------


@message("Before you start")
def before_start() -> None:
    """A title."""


@message(
    "{number} step in all. Less time? Say so in the console, and I leave some out.",
    "{number} steps in all. Less time? Say so in the console, and I leave some out.",
    by="number",
)
def steps(number: int) -> None:
    """The length of a session."""


@message(
    "With time to talk, that takes about {number} minute.",
    "With time to talk, that takes about {number} minutes.",
    by="number",
)
def minutes(number: int) -> None:
    """The length of a session."""


@message("I can't see how this group is set up. The session works all the same.")
def cannot_see() -> None:
    """Before the start."""


@message(
    "If you want to make me an admin, do it before the start. It can turn this into a supergroup, "
    "and then I'd have to send every message again.",
)
def admin_now_or_never() -> None:
    """Before the start."""


@message("I can't pin messages here. Pin the board yourself, so that latecomers find it.")
def cannot_pin() -> None:
    """Before the start."""


@message("I'm not an admin, so I can't see who leaves: people who left still count as waiting.")
def cannot_see_leaving() -> None:
    """Before the start."""


@message("It's a big group: slow mode keeps the session's messages in sight.")
def use_slow_mode() -> None:
    """Before the start."""


@message("⬇ Your console is further down.")
def console_below() -> None:
    """In the place of a console that has a newer message."""


@message(
    "There are no totals here: any could show what someone answered. Ask what people would like to say about "
    "it, or just go on.",
)
def no_totals() -> None:
    """On the console, where enough people have answered."""


@message("There are no totals here: any could show what someone answered. Just go on.")
def no_totals_in_private() -> None:
    """The same of what is sensitive: nobody is asked to talk about that."""
