"""Microseconds of what a tap asks of the pure parts, and milliseconds of loading a dialog.

Each beside a yardstick of the same run: JSON there and back of the same session, and
PyYAML's C parser over the same text. The best of several rounds counts: others only disturb.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from random import Random
from time import perf_counter
from typing import Final

import yaml

from bot.core.dialog.answers import Answers
from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import score
from bot.core.solo.engine import step
from bot.core.solo.screens import render_card
from bot.core.solo.session import Session
from bot.core.words.english import ENGLISH
from bot.loader.reading import load_dialog
from bot.platforms.telegram.buttons import Codec
from bot.platforms.telegram.chat import TelegramChat
from bot.platforms.telegram.connection import draw_in_thread
from bot.platforms.telegram.transport import AiohttpRequest, client
from bot.stores.codec import dumps
from bot.stores.session_codec import decode_session, encode_body
from tests.bench.figures import number, table
from tests.bench.routes import AT, Stop, journey

JOURNEYS: Final = 20
INSIGHTS: Final = 5
"""Answer sets of them that insight is timed with; it takes milliseconds, not microseconds."""
KEYS: Final = (b"k" * 32,)
Work = Callable[[], object]


def core(walked: Sequence[Dialog], loaded: Sequence[Dialog], rounds: int = 20) -> list[str]:
    """The tables. walked: dialogs to go through. loaded: dialogs to load. rounds: of each figure."""
    return [*(_steps(dialog, rounds) for dialog in walked), _loads(loaded, max(1, rounds // 4))]


# --- a tap ------------------------------------------------------------------------------


def _steps(dialog: Dialog, rounds: int) -> str:
    ways = [list(journey(dialog, Random(seed))) for seed in range(JOURNEYS)]
    stops = [stop for way in ways for stop in way]
    finished = [way[-1].session.answers for way in ways]
    yardstick = _best([_json_of(stop.session) for stop in stops], rounds)
    figures = [
        ("JSON of a session, there and back", yardstick),
        ("engine.step", _best([_step_of(dialog, stop) for stop in stops], rounds)),
        ("screens.card", _best([_card_of(dialog, stop) for stop in stops], rounds)),
        ("rendering for Telegram, with its buttons", _best(_renders(dialog, stops), rounds)),
        ("encoding and decoding a session", _best([_stored(stop.session) for stop in stops], rounds)),
    ]
    figures.append(("a tap: the four together", sum(figure for _, figure in figures[1:])))
    figures += [
        ("scoring.score, all answered", _best([_score_of(dialog, each) for each in finished], rounds)),
        ("insight.explain, all answered", _best(_insights(dialog, finished[:INSIGHTS]), max(1, rounds // 4))),
    ]
    rows = [(name, number(1e6 * figure), number(figure / yardstick)) for name, figure in figures]
    title = f"Dialog {dialog.id}: {len(dialog.questions)} questions, {len(stops)} steps of {len(ways)} people"
    return table(title, ("best of rounds", "us", "x JSON"), rows)


def _json_of(session: Session) -> Work:
    body = json.loads(encode_body(session))
    return lambda: json.loads(dumps(body))


def _step_of(dialog: Dialog, stop: Stop) -> Work:
    return lambda: step(dialog, stop.session, stop.event, AT)


def _card_of(dialog: Dialog, stop: Stop) -> Work:
    return lambda: render_card(dialog, stop.session, None, ENGLISH)


def _renders(dialog: Dialog, stops: Sequence[Stop]) -> list[Work]:
    chat = TelegramChat(client(AiohttpRequest("nobody's")), Codec(KEYS), draw_in_thread)

    def render_of(stop: Stop) -> Work:
        return lambda: chat.render(stop.session.chat, stop.screen, stop.session, dialog)

    return [render_of(stop) for stop in stops]


def _stored(session: Session) -> Work:
    whole = (session.id, session.chat, session.person, session.dialog_id, session.logic_hash)
    stage = session.stage.value
    return lambda: decode_session(*whole, stage, session.revision, encode_body(session))


def _score_of(dialog: Dialog, answers: Answers) -> Work:
    return lambda: score(dialog, answers)


def _insights(dialog: Dialog, finished: Sequence[Answers]) -> list[Work]:
    fresh = count()

    def insight_of(answers: Answers) -> Work:
        # An answer to no question changes nothing but the key under which it would be remembered.
        return lambda: explain(dialog, {**answers, "fresh": str(next(fresh))})

    return [insight_of(answers) for answers in finished]


# --- loading ----------------------------------------------------------------------------


def _loads(dialogs: Sequence[Dialog], rounds: int) -> str:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = []
    for dialog in dialogs:
        parsed = _best([partial(yaml.compose, dialog.text, loader)], rounds)
        loaded = _best([partial(load_dialog, dialog.text, "dialog.yml")], rounds)
        name = f"{dialog.id}: {len(dialog.questions)} questions, {len(dialog.text) // 1024} KiB"
        rows.append((name, number(1000 * parsed), number(1000 * loaded), number(loaded / parsed)))
    return table("Loading a dialog", ("best of rounds", "YAML ms", "loaded ms", "x YAML"), rows)


def _best(work: Sequence[Work], rounds: int) -> float:
    """Seconds that one of these takes on average, in the best of the rounds."""

    def once() -> float:
        begun = perf_counter()
        for each in work:
            each()
        return (perf_counter() - begun) / len(work)

    return min(once() for _ in range(rounds))
