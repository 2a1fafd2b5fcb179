"""A small dialog that uses every kind of question; what tests of the core talk about."""

from datetime import UTC, datetime
from functools import cache

from bot.core.dialog.model import Dialog
from bot.core.screen.surface import Reply
from bot.core.solo.engine import begin, step
from bot.core.solo.events import Begin, Finish, Say, SessionEvent
from bot.core.solo.session import Session
from bot.loader.reading import load_dialog

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SESSION_ID = 77
ANN = 1001

DOG = """\
format: 1
id: dog
version: 1
lang: en
title: Is a dog right for me?
decision: Bring a dog home this spring
leaning: {ask: "Where do you lean today?", why: We compare it at the end.}
meta:
  updated: 2026-09-01
  review_by: 2027-09-01
  author: A. Coach
  funding: none
  evidence: opinion
  unsure_about: How a given dog will turn out.
  minutes: 2
sources:
  book: {title: A book about dogs, points: {D1: Dogs need time, D2: Dogs cost money}}
scales:
  ready: {label: Ready for a dog, missing: rescale, min_answered: 2}
  borrow: {label: Better to borrow one, missing: rescale, min_answered: 1}
alternatives:
  get: {label: Get a dog, pros: [Company all day], cons: [Ties you down], scale: ready}
  lend: {label: Borrow a dog, pros: [Try it first], cons: [Not your own], scale: borrow}
sections: {home: Your home, time: Your time}
questions:
  - id: wish
    section: home
    ask: What draws you to a dog?
    why: The reason decides what would serve you.
    about: value
    changeable: never
    source: judgement
    options:
      - {id: friend, text: A companion, score: {ready: 2, borrow: 1}, note: Many say that.}
      - {id: sport, text: Someone to run with, score: {ready: 1, borrow: 2}}
      - {id: kids, text: The children ask for it, score: {ready: 0, borrow: 2}}
  - id: garden
    section: home
    ask: Who would look after it?
    why: A dog is never one person's work alone.
    kind: many
    allow: [skip]
    changeable: now
    source: [D1]
    options:
      - {id: me, text: I myself, score: {ready: 1}}
      - {id: partner, text: My partner, score: {ready: 1}}
      - {id: nobody, text: Nobody yet, exclusive: true, score: {ready: 0}}
  - id: walk
    section: time
    ask: How much do you like walking in the rain?
    why: It rains.
    kind: scale
    ask_if: {wish: [friend, sport]}
    allow: [unsure]
    source: [D1]
    options:
      - {id: w1, text: Not at all, score: {ready: 0, borrow: 3}}
      - {id: w2, text: A bit, score: {ready: 1, borrow: 2}}
      - {id: w3, text: A lot, score: {ready: 3, borrow: 0}}
  - id: hours
    section: time
    ask: How many hours is somebody at home?
    why: Dogs dislike being alone.
    kind: number
    lowest: 0
    highest: 24
    unit: hours
    changeable: now
    source: [D1]
    options:
      - {id: few, text: Up to four, upto: 4, score: {ready: 0}}
      - {id: some, text: Up to twelve, upto: 12, score: {ready: 2}}
      - {id: most, text: More, score: {ready: 3}}
  - id: pause
    kind: note
    ask: Nearly done.
    why: One more, and it is free text.
  - id: else
    kind: text
    ask: Anything we did not ask?
    why: You know your life best.
    allow: [skip]
    longest: 200
facts:
  time: {when: {hours: [some, most]}, say: Somebody is at home much of the day.}
outcomes:
  - id: get_it
    alternative: get
    outweighs: Somebody is there for it, and that is what a dog needs.
    when: {all: [{ready: {gte: 70}}, time]}
    title: Your answers lean towards getting a dog.
    advice: You have the time and the will.
    because:
      - {if: time, say: Somebody is at home much of the day., source: [D1]}
      - {if: {walk: w3}, say: Rain does not stop you., source: judgement}
    next_steps:
      - {do: Visit the shelter, by: 7d, source: judgement}
      - {if: {garden: {has: partner}}, do: Share out the walks, by: 14d, source: judgement}
    readings: [{title: First weeks with a dog, source: [D1]}]
    revisit_after: 90d
  - id: try_it
    alternative: lend
    outweighs: Rain tells more than wishes do.
    when: {any: [{walk: [w1, w2]}, {borrow: {gt: ready}}]}
    title: Your answers lean towards borrowing a dog first.
    advice: Walk a neighbour's dog for a month.
    because:
      - {if: {walk: w1}, say: Rain keeps you in., source: [D1]}
      - {say: Borrowing shows how it feels., source: judgement}
    next_steps: [{do: Ask a neighbour, by: 7d, source: judgement}]
    revisit_after: 30d
  - id: later
    alternative: lend
    outweighs: Nothing is lost by asking again.
    otherwise: true
    title: Not now; come back to it.
    advice: Something is still open.
    because: [{say: Some answers are still open., source: judgement}]
    next_steps: [{do: Talk about it at home, source: judgement}]
"""

READY = {
    "leaning": "get",
    "wish": "a companion",
    "garden": "i myself, my partner",
    "walk": "3",
    "hours": "10",
    "pause": "ok",
    "else": "We live by a wood.",
}
"""Typed answers that lead to `get_it`, firmly."""


@cache
def dog() -> Dialog:
    """The example, loaded once."""
    return load_dialog(DOG, "dog.yml")


def fresh() -> Session:
    """A session at its welcome card."""
    return begin(dog(), SESSION_ID, ANN, ANN)


def after(*events: SessionEvent, session: Session | None = None) -> Session:
    """The session after these events."""
    session = fresh() if session is None else session
    for event in events:
        session = step(dog(), session, event, AT).session
    return session


@cache
def finished() -> Session:
    """A session with the advice to get a dog, given on Mon 23 Nov 2026."""
    return after(Begin(), *map(Say, READY.values()), Finish())


def replies(session: Session, event: SessionEvent) -> tuple[Reply, ...]:
    """What one event shows."""
    return step(dog(), session, event, AT).replies
