"""Decision Coach: a decision written as a file, a person taken through it, advice that explains itself.

Read in this order: core (`model`, `question`, `session`: the nouns; `engine`, `progress`: a conversation;
`scoring`, `insight`: the advice; `screens`, `result`: what is shown), then `app`, `decisions`, `courier`,
`deliver`, and one chat. For groups: core.group (`session`, `agenda`, `stages`, `leading`, `taking_part`,
`tally`), then `coaching`.

Imports point only up: core < questions < loader < stores < library < app, courier < chat < running.
The first three are pure: no clock, file, network or chance (`tests/test_architecture.py` holds this).

One tap, eight hops:
    chat.telegram.intake    1 receives an update, and confirms it when all is done
    chat.telegram.reading   2 reads it: who, in which chat, what
    app                     3 finds out which session it is about
    stores                  4 loads that session, in a transaction
    decisions, core.engine  5 decide what it changes, purely
    stores                  6 commits session, update id and dirty surfaces
    courier, deliver        7 render the newest state of each dirty surface
    chat.telegram.chat      8 makes the call; what is on show now is recorded
"""
