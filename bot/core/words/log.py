"""What the log of a group session says; everybody in the group can read it with /log.

A line about a person reads "Anna: paused the session"; one about the bot itself is a sentence of its own.
"""

from bot.core.words.phrase import Phrase, message


@message("{who}: {what}")
def line(who: str, what: Phrase) -> None:
    """One line. what: one of the messages below that begin with a verb."""


@message("Someone who left: {what}")
def line_of_former_coach(what: Phrase) -> None:
    """One line, whose name was deleted at their wish. what: as in `line`."""


@message("opened the session")
def opened() -> None:
    """After "Anna: "."""


@message("started the session")
def started() -> None:
    """After "Anna: "."""


@message("closed the question")
def closed() -> None:
    """After "Anna: "; it can still be undone for five seconds."""


@message("cancelled that")
def cancelled() -> None:
    """After "Anna: "; what the line before says was taken back."""


@message("asked the question again")
def asked_again() -> None:
    """After "Anna: "; for a second round."""


@message("showed the totals")
def revealed() -> None:
    """After "Anna: "; or ended the talk, where there are no totals."""


@message("went on to the next step")
def went_on() -> None:
    """After "Anna: "."""


@message("chose how long it takes")
def planned() -> None:
    """After "Anna: "."""


@message("turned on the big screen")
def screen_on() -> None:
    """After "Anna: "."""


@message("made a new link for the big screen")
def renewed_link() -> None:
    """After "Anna: "."""


@message("turned off the big screen")
def screen_off() -> None:
    """After "Anna: "."""


@message("saved the plan")
def saved_plan() -> None:
    """After "Anna: "."""


@message("planned all questions")
def planned_all() -> None:
    """After "Anna: "."""


@message("showed the group what someone wrote")
def put_word_to_group() -> None:
    """After "Anna: "."""


@message("took a line off the wall")
def took_off() -> None:
    """After "Anna: "."""


@message("changed a question of their own")
def changed_question() -> None:
    """After "Anna: "."""


@message("added a question of their own")
def added_question() -> None:
    """After "Anna: "."""


@message("left out the questions up to the results")
def dropped_rest() -> None:
    """After "Anna: "."""


@message("skipped the step")
def skipped() -> None:
    """After "Anna: "."""


@message("paused the session")
def paused() -> None:
    """After "Anna: "."""


@message("resumed the session")
def resumed() -> None:
    """After "Anna: "."""


@message("ended the session")
def ended() -> None:
    """After "Anna: "; it can still be undone for five seconds."""


@message("asked to end the session")
def asked_to_end() -> None:
    """After "Anna: "; a second tap ends it."""


@message("tried to write in the group again")
def retried() -> None:
    """After "Anna: "."""


@message("moved the session to General")
def moved_to_general() -> None:
    """After "Anna: "; General is Telegram's name for a group's main topic."""


@message("reminded everyone who hasn't answered")
def reminded() -> None:
    """After "Anna: "."""


@message("added a minute")
def extended() -> None:
    """After "Anna: "."""


@message("started the clock")
def started_clock() -> None:
    """After "Anna: "."""


@message("set questions to close once everyone has answered")
def closes_alone() -> None:
    """After "Anna: "."""


@message("set questions to stay open until a coach closes them")
def closes_by_coach() -> None:
    """After "Anna: "."""


@message("took over as coach")
def took_over() -> None:
    """After "Anna: "."""


@message("joined as a co-coach")
def helps() -> None:
    """After "Anna: "."""


@message("took someone out of the session")
def put_out() -> None:
    """After "Anna: "; the log is open to everybody, so it says no name."""


@message("let someone back in")
def let_back() -> None:
    """After "Anna: "."""


@message("opened the session to people outside the chat")
def opened_door() -> None:
    """After "Anna: "."""


@message("closed the session to people outside the chat")
def closed_door() -> None:
    """After "Anna: "."""


@message("is no longer an admin, and no longer coaches")
def demoted() -> None:
    """After "Anna: "."""


@message("left the group, and no longer coaches")
def stopped_coaching() -> None:
    """After "Anna: "."""


@message("sent everyone to their private chats")
def sent_to_private() -> None:
    """After "Anna: "."""


@message("asked to delete the session")
def asked_to_delete() -> None:
    """After "Anna: "; a second tap deletes it."""


@message("The question is closing by itself.")
def closing_by_itself() -> None:
    """A whole line."""


@message("Paused after a day without the coach.")
def paused_by_silence() -> None:
    """A whole line."""


@message("Ended after a month without the coach.")
def ended_by_silence() -> None:
    """A whole line."""


@message("I can write in the group again.")
def let_back_in() -> None:
    """A whole line."""


@message("I was removed from the group, or muted.")
def shut_out() -> None:
    """A whole line."""


@message("Telegram no longer lets me write in the group.")
def barred() -> None:
    """A whole line."""


@message("Telegram says that the topic is closed or deleted.")
def topic_barred() -> None:
    """A whole line."""
