"""Dialogs of any size, made up."""

from typing import Final

from bot.core.dialog.model import Dialog
from bot.loader.reading import load_dialog

HEAD: Final = """\
format: 1
id: made-up
version: 1
lang: en
title: Is it worth the trouble?
decision: Take the trouble this year
leaning: {ask: Where do you lean, why: We compare it at the end}
meta:
  updated: 2026-06-01
  review_by: 2027-06-01
  author: A. Coach
  funding: none
  evidence: opinion
  unsure_about: How the year will be
scales:
  for: {label: Reasons for it}
  against: {label: Reasons against it}
alternatives:
  take: {label: Take it, pros: [Much to gain], cons: [Much to do], scale: for}
  leave: {label: Leave it, pros: [Nothing to do], cons: [Nothing to gain], scale: against}
questions:
"""
TAIL: Final = """\
outcomes:
  - id: take
    alternative: take
    when: {for: {gt: against}}
    title: Your answers lean towards the trouble.
    advice: There is much to gain for you. Begin with a small part of it.
    because: [{say: More speaks for it than against it, source: judgement}]
    next_steps: [{do: Begin with one hour, by: 7d}]
  - id: leave
    alternative: leave
    otherwise: true
    title: Your answers lean towards leaving it.
    advice: There is little to gain for you. Look at it again next year.
    because: [{say: No more speaks for it than against it, source: judgement}]
    next_steps: [{do: Tell somebody why, by: 7d}]
"""


def made_up(questions: int, options: int, allow: str = "[]") -> Dialog:
    """A dialog of so many questions with so many options each; every fifth is asked only of some.

    allow: the ways of not answering that each question offers, as YAML.
    """
    written = "".join(_question(at, options, allow) for at in range(questions))
    return load_dialog(HEAD + written + TAIL, "made-up.yml")


def _question(at: int, options: int, allow: str) -> str:
    asked = f"    ask_if: {{q{at - 1}: [o0, o1, o2]}}\n" if at % 5 == 4 else ""
    kind = ("one", "scale", "many")[at % 3]
    head = f"  - id: q{at}\n    ask: How much does point number {at} matter to you?\n"
    rest = (
        f"    why: It tells how point number {at} counts.\n    kind: {kind}\n    source: judgement\n"
        f"    allow: {allow}\n{asked}"
    )
    return f"{head}{rest}    options:\n" + "".join(_option(at, number) for number in range(options))


def _option(at: int, number: int) -> str:
    points = f"{{for: {(at + number) % 4}, against: {(at + 2 * number) % 3}}}"
    return f"      - {{id: o{number}, text: Choice number {number} of {at}, score: {points}}}\n"
