"""Who may be in danger is heard, in whatever words; figures of speech are not taken for it."""

import pytest

from bot.core.dialog.understanding import Wish
from bot.core.typed.clean import key_of
from bot.core.typed.distress import is_danger
from bot.core.typed.weights import weight_carried
from tests.core.typed.rows import FIXTURES

DANGER = """\
I don't see the point of going on
I don't see the point in carrying on
everyone would be better off without me
they'd be better without me
the world is a better place without me
i wish i was dead
I wish I didn't exist
if i died nobody would care
no one would notice if i was gone
nobody will miss me
I just want everything to stop
I want it all to be over
thinking about ending it
i want to kms
gonna kms
i wanna die
i want 2 die
killmyself
kil my self
I've been self-harming
cutting my arms
I can't go on
I can't keep going on like this... cant go on like this
i am a burden
I'm just a burden to my family
my life is over
my life has no meaning
lost the will to live
i see no way out
what is the point of anything
whats the point of living
there's no point in anything anymore
I hate being alive
giving up on life
I don't want to wake up
I hope I never wake up
I want to sleep forever
I'm sick of living
tired of living like this
tired of life
I don't want to live
I don't want to live like this
I won't be around much longer
I should just be dead
rather be dead
jump off a bridge
throw myself under a train
took all the pills
nothing to live for
no reason to keep going
why am i even alive
Ich will nicht mehr leben
je n'ai plus envie de vivre
хочу покончить с собой
я думаю о самоубийстве
quiero morirme
no quiero vivir más
自杀
죽고 싶어요
أريد أن أموت
आत्महत्या
suicide
sucide thoughts
I am suicidal
I want to disappear
I might kill myself if this fails
if I fail this I'll kill myself
Je veux me tuer
there is nothing left for me
life feels pointless
I don't see any future for myself
I think about not being here anymore
can't see a way out of this anymore
what if I just ended it
""".splitlines()
FIGURES_OF_SPEECH = """\
this job is killing me
dying to learn
I'd kill for a promotion
my deadline is killing me
bored to death
cut myself some slack
shoot myself in the foot
career suicide
overdosed on AI news
I don't want to wake up early for lessons
I don't want to live in a big city
I don't see the point of going on a course
I don't see the point of going on holiday
I have nothing to go on
tired of living in the office
AI will be dead in a year
the project was dead
my phone died
I want to live abroad
5 kms
killing time
killer app
my last day at work
to die for
can we go on
I can go on
die hard fan
dead tired
what is the point of this question
my old boss was dead wrong
burn myself out
say goodbye to my boss
if I was gone for two weeks
I would be dead without ChatGPT
nobody would care about a certificate
no one would notice the difference
my contract ends in May
take a lot of courses
I don't see a future for me in this company
vanishing gradients
""".splitlines()


def lines_of(name: str) -> list[str]:
    """Return the lines of a file of texts."""
    return (FIXTURES / "typed" / name).read_text(encoding="utf-8").splitlines()


def test_danger_is_heard_in_many_registers_and_languages() -> None:
    texts = lines_of("danger.txt")

    assert len(texts) > 100
    assert [text for text in texts if not is_danger(text)] == []


def test_ordinary_talk_is_not_taken_for_danger() -> None:
    texts = lines_of("figures_of_speech.txt")

    assert len(texts) > 90
    assert [text for text in texts if is_danger(text)] == []


@pytest.mark.parametrize("text", DANGER)
def test_who_may_be_in_danger_is_heard(text: str) -> None:
    assert is_danger(text)
    assert is_danger(f"well, {text.upper()}...")


@pytest.mark.parametrize("text", FIGURES_OF_SPEECH)
def test_a_figure_of_speech_is_not_taken_for_danger(text: str) -> None:
    assert not is_danger(text)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("they are letting me go next month", Wish.JOB_FEAR),
        ("my position was cut", Wish.JOB_FEAR),
        ("my contract was not renewed", Wish.JOB_FEAR),
        ("I think they will let me go", Wish.JOB_FEAR),
        ("I feel dead inside", Wish.LOW),
        ("nobody needs me", Wish.LOW),
        ("so much stress", Wish.LOW),
        ("I feel like giving up", Wish.LOW),
        ("my company is replacing us with AI", Wish.JOB_FEAR),
        ("they want to get rid of me", Wish.JOB_FEAR),
        ("I'm not coping", Wish.LOW),
        ("less stress", None),
        ("let me go back", None),
        ("my position is senior analyst", None),
    ],
)
def test_a_weight_is_told_from_an_answer(text: str, weight: Wish | None) -> None:
    assert weight_carried(key_of(text)) is weight
