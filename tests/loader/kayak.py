"""A valid dialog as small as they get, and ways to break it."""

PATH = "kayak.yml"

KAYAK = """\
format: 1
id: kayak
version: 3
lang: en
title: Is a kayak right for me?
decision: Buy a kayak this summer
leaning: {ask: Where do you lean, why: We compare it at the end}
meta:
  updated: 2026-06-01
  review_by: 2027-06-01
  author: A. Coach
  funding: none
  evidence: opinion
  unsure_about: How the summer will be
sources:
  book: {title: Small boats, points: {B1: Water is cold, B2: Boats need room}}
scales:
  keen: {label: Keen to paddle}
  hire: {label: Better to hire}
alternatives:
  buy: {label: Buy one, pros: [Always there], cons: [Costs a lot], scale: keen}
  rent: {label: Hire one, pros: [Cheap at first], cons: [Often booked], scale: hire}
sections: {you: About you}
questions:
  - id: water
    section: you
    ask: Where would you paddle?
    why: Some waters are close and some are not.
    about: value
    source: [B1]
    options:
      - {id: lake, text: On a lake, score: {keen: 2, hire: 1}}
      - {id: sea, text: On the sea, score: {keen: 3, hire: 0}}
  - id: gear
    ask: What do you own already?
    why: What you have needs not be bought.
    kind: many
    allow: [skip]
    ask_if: {water: sea}
    source: judgement
    options:
      - {id: vest, text: A vest, score: {keen: 1}}
      - {id: paddle, text: A paddle, score: {keen: 1}}
      - {id: nothing, text: Nothing, exclusive: true, score: {keen: 0}}
  - id: metres
    ask: How much room is there at home?
    why: A boat is long.
    kind: number
    allow: [unsure]
    lowest: 0
    highest: 20
    unit: metres
    source: B2
    options:
      - {id: little, text: Too little, upto: 2.5, score: {hire: 2}}
      - {id: enough, text: Enough, score: {hire: 0}}
  - id: hello
    kind: note
    ask: Nearly done.
  - id: more
    ask: Anything else?
    why: You know best.
    kind: text
    allow: [skip]
facts:
  roomy: {when: {metres: enough}, say: There is room}
  ready: {when: {all: [roomy, {gear: {has: vest}}]}, say: You are ready}
outcomes:
  - id: buy_it
    alternative: buy
    when: {all: [{keen: {gte: 60}}, roomy]}
    title: Your answers lean towards a kayak.
    advice: You have the room and the will.
    because: [{if: ready, say: You are ready, source: [B1]}, {say: You like it, source: judgement}]
    next_steps: [{do: Try two, by: 7d}]
    readings: [{title: Small boats, source: book}]
    revisit_after: 60d
  - id: hire_one
    alternative: rent
    otherwise: true
    title: Your answers lean towards hiring.
    advice: Hire for one summer.
    because: [{say: Hiring shows how it feels, source: B1}]
"""


def kayak(*changes: tuple[str, str]) -> str:
    """The dialog with some of its text replaced; each old text is there exactly once."""
    text = KAYAK
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text
