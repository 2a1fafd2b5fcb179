"""Typed words that steer the conversation instead of answering the open question."""

from collections.abc import Mapping

from bot.core.events import Back, Begin, Done, Edit, Finish, NotSure, Resume, Review, SessionEvent, Skip, Stop
from bot.core.model import Question, Session, Stage
from bot.core.progress import REVIEW

BEGINNING: Mapping[str, SessionEvent] = dict.fromkeys(("begin", "start", "yes", "ok", "go"), Begin())
RESUMING: Mapping[str, SessionEvent] = dict.fromkeys(("go on", "continue", "resume", "yes", "ok"), Resume())
REOPENING: Mapping[str, SessionEvent] = dict.fromkeys(("review", "change", "back"), Review())
REVIEWING: Mapping[str, SessionEvent] = {
    **dict.fromkeys(("get my advice", "advice", "finish", "done", "yes", "ok"), Finish()),
    **dict.fromkeys(("go on", "continue"), Resume()),
    "back": Back(),
    "stop": Stop(),
}


def event_meant(session: Session, open_: str, question: Question | None, text: str) -> SessionEvent | None:
    """The event that a typed text means here; None when it is to be read as an answer.

    open_: what the card asks. question: that question; None at the review.
    """
    words = plain(text)
    match session.stage:
        case Stage.WELCOME:
            return BEGINNING.get(words)
        case Stage.STOPPED:
            return RESUMING.get(words)
        case Stage.DONE:
            return REOPENING.get(words)
    if question is None:
        return _at_review(session, words) if open_ == REVIEW else None
    return _at_question(question, words)


def _at_review(session: Session, words: str) -> SessionEvent | None:
    if words.isdecimal() and 0 < int(words[:4]) <= len(session.answers):
        return Edit(tuple(session.answers)[int(words[:4]) - 1])
    return REVIEWING.get(words)


def _at_question(question: Question, words: str) -> SessionEvent | None:
    """A word that is also an option is an answer; a text question takes all but "skip" as text."""
    if any(plain(option.text) == words for option in question.options.values()):
        return None
    if words in ("skip", "skip this"):
        return Skip(question.id)
    if question.kind.name == "text":
        return None
    steering: dict[str, SessionEvent] = {"back": Back(), "review": Review(), "stop": Stop()}
    steering |= dict.fromkeys(("not sure", "unsure", "don't know", "i don't know", "?"), NotSure(question.id))
    steering |= dict.fromkeys(("done", "keep"), Done(question.id))
    return steering.get(words)


def plain(text: str) -> str:
    """A text without the differences that a phone keyboard makes: case, spaces, quotes, full stop."""
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .!\"'")
