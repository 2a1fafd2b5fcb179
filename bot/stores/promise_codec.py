"""The stored form of what follows a result: a promise, and a second look at an earlier result."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.core.solo.promise import Moment, Promise, PromiseEnd, PromiseStage
from bot.core.solo.session import Recheck
from bot.stores.codec import (
    Wrong,
    exactly,
    nothing_left,
    number,
    one_of,
    read_answers,
    read_day,
    stored_answers,
)

_STAGES: Final = {stage.value: stage for stage in PromiseStage}
_MOMENTS: Final = {moment.name.lower(): moment for moment in Moment}
_ENDINGS: Final = {ending.value: ending for ending in PromiseEnd}


def stored_promise(promise: Promise) -> Mapping[str, object]:
    """Encode a promise as JSON-able data, without what equals its default."""
    stored = {
        "step": promise.step,
        "day": promise.day.isoformat(),
        "again": None if promise.again is None else promise.again.isoformat(),
        "stage": promise.stage.value,
        "moment": None if promise.moment is None else promise.moment.name.lower(),
        "remind_at": promise.remind_at,
        "look_at": promise.look_at,
        "sent": promise.sent or None,
        "asked_at": promise.asked_at or None,
        "ending": None if promise.ending is None else promise.ending.value,
        "turn": promise.turn or None,
    }
    return {name: value for name, value in stored.items() if value is not None}


def read_promise(raw: object) -> Promise | None:
    """Decode a promise; None gives none.

    Raises:
        Wrong: it has another form.
    """
    if raw is None:
        return None
    rest = dict(exactly(dict, raw, "promise"))
    moment, ending = rest.pop("moment", None), rest.pop("ending", None)
    promise = Promise(
        step=exactly(str, rest.pop("step", None), "promise.step"),
        day=_day(rest.pop("day", None), "promise.day"),
        again=read_day(rest.pop("again", None), "promise.again"),
        stage=one_of(_STAGES, rest.pop("stage", None), "promise.stage"),
        moment=None if moment is None else one_of(_MOMENTS, moment, "promise.moment"),
        remind_at=_time(rest.pop("remind_at", None), "promise.remind_at"),
        look_at=_time(rest.pop("look_at", None), "promise.look_at"),
        sent=exactly(int, rest.pop("sent", 0), "promise.sent"),
        asked_at=number(rest.pop("asked_at", 0.0), "promise.asked_at"),
        ending=None if ending is None else one_of(_ENDINGS, ending, "promise.ending"),
        turn=exactly(int, rest.pop("turn", 0), "promise.turn"),
    )
    nothing_left(rest, "promise")
    return promise


def stored_recheck(recheck: Recheck) -> Mapping[str, object]:
    """Encode a second look as JSON-able data."""
    return {
        "title": recheck.title,
        "on": recheck.on.isoformat(),
        "before": stored_answers(recheck.before),
        "ask": list(recheck.ask),
        "at": recheck.at,
    }


def read_recheck(raw: object) -> Recheck | None:
    """Decode a second look; None gives none.

    Raises:
        Wrong: it has another form.
    """
    if raw is None:
        return None
    rest = dict(exactly(dict, raw, "recheck"))
    recheck = Recheck(
        title=exactly(str, rest.pop("title", None), "recheck.title"),
        on=_day(rest.pop("on", None), "recheck.on"),
        before=read_answers(rest.pop("before", None), "recheck.before"),
        ask=tuple(
            exactly(str, each, "recheck.ask") for each in exactly(list, rest.pop("ask", None), "recheck.ask")
        ),
        at=exactly(int, rest.pop("at", None), "recheck.at"),
    )
    nothing_left(rest, "recheck")
    return recheck


def _day(raw: object, where: str) -> date:
    day = read_day(raw, where)
    if day is None:
        raise Wrong(f"{where}: missing")
    return day


def _time(raw: object, where: str) -> float | None:
    return None if raw is None else number(raw, where)
