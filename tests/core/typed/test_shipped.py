"""What people reply to the questions of the shipped dialog as they are now, with what each is read as."""

import pytest

from bot.authoring.typed_rows import notation
from tests.shipped import shipped_dialog

REPLIES = {
    ("goal", "a new jobb"): "ask:role",
    ("goal", "new jub"): "ask:role",
    ("goal", "nothing new"): "rest",
    ("goal", "A promotion?"): "ask:promotion",
    ("situation", "I used to have a job"): "ask:employed",
    ("pays", "the company or me"): "ask:others",
    ("goal", "I don't want to lose my job"): "hold",
    ("goal", "I have no job"): "meta:jobfear",
    ("goal", "I am afraid to lose my job"): "meta:jobfear",
    ("situation", "I have no job"): "between",
    ("situation", "I lost my job"): "between",
    ("apply", "soon"): "soon",
    ("apply", "later"): "ask:later",
    ("apply", "later, please"): "ask:later",
    ("apply", "stop"): "meta:stop",
    ("use", "later"): "meta:stop",
    ("still", "no"): "none",
    ("still", "nope"): "none",
    ("still", "yes"): "ask:skills|door",
    ("still", "no, it may open a door"): "ask:none|door",
    ("found", "no"): "none",
    ("pays", "my parents"): "others",
    ("pays", "me"): "ask:easy|hard",
    ("pays", "Myself."): "ask:easy|hard",
    ("pays", "I'd pay myself"): "ask:easy|hard",
    ("pays", "I will"): "ask:easy|hard",
    ("pays", "not me"): "no",
    ("pays", "it´s free"): "free",
    ("pays", "itʼs free"): "free",
    ("ways", "I wouldn't"): "ask:paper|lost",
    ("ways", "I wouldn’t know"): "lost",
    ("link", "nothing as far as I can see"): "ask:none",
    ("apply", "I don’t feel like it"): "little",
    ("apply", "I don`t feel like it"): "little",
    ("use", "never ever"): "never",
    ("use", "I never use it"): "never",
    ("use", "almost never used it"): "ask:never",
    ("regret", "not the certificate"): "ask:missed",
    ("regret", "no certificate"): "missed",
    ("regret", "anything but the money"): "no",
    ("still", "far from it"): "ask:none",
    ("still", "no chance"): "none",
    ("goal", "anything but a promotion"): "no",
    ("goal", "I'm hoping for a promotion"): "promotion",
    ("goal", "is it ok to choose more than one?"): "meta:nofit",
    ("goal", "can I change this later?"): "meta:review",
    ("goal", "less stress"): "no",
    ("hope", "more money"): "pay",
    ("ways", "youtube videos"): "lessons",
    ("counts", "a little bit"): "some",
    ("pair", "B because it shows results"): "ask:b",
    ("pair", "A because it shows effort"): "ask:a",
    ("found", "no thanks"): "none",
    ("hope", "more knowledge"): "depth",
    ("counts", "maybe a small plus"): "some",
    ("goal", "newjob"): "role",
    ("goal", "I'd rather have a new job than a promotion"): "ask:role|promotion",
    ("goal", "the bot spoilt my mood"): "no",
    ("goal", "no entiendo la pregunta"): "meta:language",
    ("results", "only time, sadly"): "time",
    ("results", "money? maybe"): "ask:value",
    ("goal", "let's finish this another day"): "meta:stop",
    ("goal", "is anyone reading this"): "meta:privacy",
    ("results", "hardly certificates"): "ask:shelf",
    ("results", "time, not certificates"): "ask:time|shelf",
}
"""Question and text -> what it is read as, in the notation of `check --typed`."""


@pytest.mark.parametrize(("asked", "text"), REPLIES, ids=lambda each: str(each))
def test_a_reply_is_read_as_what_it_says(asked: str, text: str) -> None:
    question = shipped_dialog("ai-cert").questions[asked]

    assert notation(question, question.kind.read(question, text)) == REPLIES[asked, text]
