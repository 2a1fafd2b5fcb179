"""Words that push, questions that ask two things, sentences too long for a tired person (IPDAS)."""

import re
from collections.abc import Iterator
from typing import Any

from bot.core.dialog.source import Place
from bot.loader.draft import Draft, DraftPart
from bot.loader.findings import Findings

LOADED = re.compile(
    r"\b(?:should|must|obviously|clearly|simply|of course|no doubt|undoubtedly|everybody knows)\b",
    re.IGNORECASE,
)
TWO_IN_ONE = re.compile(r"\band/or\b", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?…:;]+(?:\s|$)")
MOST_WORDS = 30
"""Most words of a sentence that people read easily; plain-language guides say 15 to 20 on average."""


def check_wording(draft: Draft, findings: Findings) -> None:
    """Warn of wording that pushes, asks two things at once, or is too long."""
    for part in draft.questions:
        if TWO_IN_ONE.search(part.shape.ask):
            findings.add(
                part.node.at("ask"), "W66", "`and/or` asks two things at once", "split it into two questions"
            )
    for text, place in _texts(draft):
        _check(text, place, findings)


def _check(text: str, place: Place, findings: Findings) -> None:
    if pushes := LOADED.search(text):
        said = f"“{pushes.group()}” pushes the person towards an answer"
        findings.add(place, "W66", said, "say what you know, and leave the decision to them")
    longest = max(len(sentence.split()) for sentence in SENTENCE.split(text))
    if longest > MOST_WORDS:
        findings.add(
            place, "W66", f"a sentence of {longest} words", f"use {MOST_WORDS} or fewer; split it in two"
        )


def _texts(draft: Draft) -> Iterator[tuple[str, Place]]:
    """Yield every sentence that a person reads on the way, and its place."""
    for question in draft.questions:
        yield question.shape.ask, question.node.at("ask")
        yield question.shape.why, question.node.at("why")
        for index, option in enumerate(question.shape.options):
            yield option.text, question.node.at("options", index, "text")
            yield option.note, question.node.at("options", index, "note")
    for outcome in draft.outcomes:
        for key in ("title", "advice", "outweighs"):
            yield getattr(outcome.shape, key), outcome.node.at(key)
        for key in ("once", "because", "but", "watch_for"):
            yield from _lines(outcome, key, "say")
        yield from _lines(outcome, "next_steps", "do")


def _lines(outcome: DraftPart[Any], of: str, key: str) -> Iterator[tuple[str, Place]]:
    for index, line in enumerate(getattr(outcome.shape, of)):
        yield getattr(line, key), outcome.node.at(of, index, key)
