"""A small dialog without scales: facts are counted, and its outcomes say what they answer."""

from functools import cache

from bot.core.dialog.model import Dialog
from bot.loader.reading import load_dialog

BOAT = """\
format: 1
id: boat
version: 3
lang: en
title: Should I buy a boat?
decision: Buy a boat this year
leaning: {ask: "Where do you lean?", why: It warms up., group: {only: true}}
meta:
  {updated: 2026-11-01, review_by: 2027-11-01, author: A. Sailor, funding: none, evidence: opinion,
   unsure_about: The sea.}
claims:
  - {say: Nobody pays for a boat on dry land, if: {not: wet}, never: [buy, once]}
tallies:
  brakes: {label: What speaks against it, of: [dear, alone, no_berth]}
alternatives:
  buy: {label: Buy a boat, pros: [Always yours], cons: [Always yours to mend]}
  hire: {label: Hire one, pros: [No work in winter], cons: [Booked in summer]}
questions:
  - id: pair
    ask: Sea or lake?
    why: It warms up.
    source: judgement
    group: {only: true, icebreaker: true}
    options: [{id: sea, text: Sea}, {id: lake, text: Lake}]
  - id: water
    ask: Which water is near you?
    why: A boat needs one.
    about: value
    allow: [unsure]
    changeable: never
    source: judgement
    options: [{id: sea, text: The sea}, {id: lake, text: A lake}, {id: none, text: None}]
  - id: fee
    ask: How does the price feel?
    why: A boat goes on costing.
    short: the price
    kind: scale
    source: judgement
    options:
      - {id: hard, text: It hurts}
      - {id: fair, text: It is all right}
      - {id: gift, text: It is a gift, doable: [{if: {water: lake}, say: the club gave you one}]}
  - id: crew
    ask: Who comes along?
    why: Two see more than one.
    short: who comes along
    kind: many
    changeable: now
    source: judgement
    options:
      - {id: ann, text: Ann, doable: Ann came along}
      - {id: bob, text: Bob}
      - {id: nobody, text: Nobody, exclusive: true}
  - id: berth
    ask: Is there a berth?
    why: At sea you need one.
    short: the berth
    replaces: {place: {mine: found, other: found}}
    changeable: later
    ask_if: {water: sea}
    source: judgement
    options: [{id: found, text: "Yes", doable: you found a berth}, {id: waits, text: There is a list}]
facts:
  wet: {when: {water: [sea, lake]}, say: There is water.}
  dear: {when: {fee: hard}, say: The price hurts.}
  alone: {when: {crew: {has: nobody}}, say: You would sail alone.}
  no_berth: {when: {berth: waits}, say: There is no berth yet.}
outcomes:
  - id: buy
    alternative: buy
    answer: "yes"
    when: {all: [wet, {brakes: {lte: 0}}]}
    title: "Yes: buy a boat."
    advice: All is there.
    because:
      - {say: There is water., source: judgement, needs: wet}
      - {if: {crew: {has: ann}}, say: Ann comes along., source: judgement}
    but: [{say: A boat goes on costing., source: judgement}]
    watch_for: If you sail less than ten days a year, look again.
    next_steps: [{do: Look at three boats, by: 14d, message: "Is it still for sale?", source: judgement}]
  - id: once
    alternative: buy
    answer: once
    when: {all: [wet, {brakes: {lte: 1}}]}
    title: "Yes, once {once}."
    once:
      - {if: dear, say: the price no longer hurts}
      - {if: alone, say: somebody comes along}
      - {if: no_berth, say: there is a berth}
    advice: One thing is open.
    because: [{say: There is water., source: judgement}]
    but:
      - {if: dear, say: It costs more than you have., source: judgement}
      - {say: A list moves slowly., source: judgement}
    next_steps: [{do: Ask at the harbour, by: 7d, source: judgement}]
  - id: ask
    alternative: hire
    answer: not_yet
    when: {unsure: water}
    title: "Not yet: look at the map first."
    advice: You do not know where you would sail.
    because: [{say: Nobody sails on a maybe., source: judgement}]
    next_steps: [{do: Look at the map, by: 2d, source: judgement}]
  - id: hire
    alternative: hire
    answer: "no"
    otherwise: true
    title: No, hire one when you feel like it.
    advice: Too much speaks against a boat of your own.
    because:
      - {if: {water: none}, say: There is no water near you., source: judgement}
      - {if: wet, say: Several things speak against it., source: judgement}
    watch_for:
      - {if: wet, say: "If two of them change, look again."}
      - {if: {water: none}, say: "If you move to the water, look again."}
    next_steps: [{do: Hire one for a day, by: 30d, source: judgement}]
"""


@cache
def boat() -> Dialog:
    """The dialog."""
    return load_dialog(BOAT, "boat.yml")
