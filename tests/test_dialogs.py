"""The shipped dialogs: they load, their personas get the advice they came for, and the
first of them keeps its promises to the article it rests on.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.insight import explain
from bot.core.dialog.model import LEANING, Dialog, NextStep, Outcome, Reading, Reason
from bot.core.dialog.progress import REVIEW, replay, walk
from bot.core.dialog.question import About, Question
from bot.core.dialog.scoring import decide, score
from bot.core.solo.engine import begin
from bot.core.solo.result import render_result
from bot.core.words.english import ENGLISH
from bot.loader.cases import Persona, load_cases
from bot.loader.reading import examine, load_dialog
from bot.proofs.prover import prove

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[1] / "dialogs").glob("*/dialog.yml"))

# fmt: off
POINTS = [
    "P1", "P2", "P3", "V1", "V2", "V3", "V4", "V5", "L1", "L2", "L3", "L4", "C1", "C2", "C3", "E1",
    "E2", "E3", "E4", "AB", "X1", "S1", "S2", "S3", "R1", "R2", "W1", "U1", "U2", "D1", "D2", "D3",
    "G1", "G2", "G3", "G4", "B1", "B2", "B3", "B4", "B5", "K1", "K2", "K3", "K4", "K5", "K6", "Z1",
    "Z2", "Z3", "Z4", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8",
]
# fmt: on
"""Every point that the article makes."""

FALSE_HOPES = {"job": "L1", "pay": "L2", "safe": "D1", "line": "L4"}
NO_OBJECTIVE: tuple[Value, ...] = ("keepup", Silence.UNSURE)
LOADED = re.compile(r"\b(should|obviously|of course|simply|must|everybody knows)\b|and/or", re.IGNORECASE)
SAMPLE = 20_000


@cache
def dialog_in(folder: Path) -> Dialog:
    file = folder / "dialog.yml"
    return load_dialog(file.read_text(encoding="utf-8"), str(file))


@cache
def cases_in(folder: Path) -> tuple[Persona, ...]:
    file = folder / "cases.yml"
    return load_cases(file.read_text(encoding="utf-8"), str(file), dialog_in(folder))


def ai_cert() -> Dialog:
    return next(dialog_in(folder) for folder in FOLDERS if folder.name == "ai-cert")


PERSONAS = [
    pytest.param(folder, case, id=f"{folder.name}-{case.id}")
    for folder in FOLDERS
    for case in cases_in(folder)
]


# --- all dialogs ------------------------------------------------------------------------


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_dialog_loads_without_a_problem_under_the_name_of_its_folder(folder: Path) -> None:
    text = (folder / "dialog.yml").read_text(encoding="utf-8")

    assert examine(text, "dialog.yml").problems == ()
    assert dialog_in(folder).id == folder.name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_dialog_is_proved_without_a_finding(folder: Path) -> None:
    assert prove(dialog_in(folder)).problems == ()


@pytest.mark.parametrize("sets", [30_000, pytest.param(100_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_machine_and_evaluator_agree_on_random_answer_sets(folder: Path, sets: int) -> None:
    """Far too many for all of them; some questions are left open in every third one."""
    dialog, chance = dialog_in(folder), random.Random(8)
    values = {
        question.id: [*(list(question.kind.values(question)) or ["a text"]), *question.allow]
        for question in dialog.questions.values()
    }
    for number in range(sets):
        is_partial = number % 3 == 0
        answers = {
            question: chance.choice(known)
            for question, known in values.items()
            if not is_partial or chance.random() < 0.9
        }

        assert replay(dialog, answers) == walk(dialog, answers)


@pytest.mark.parametrize(("folder", "case"), PERSONAS)
def test_a_persona_gets_its_advice(folder: Path, case: Persona) -> None:
    insight = explain(dialog_in(folder), case.answers)

    assert insight.advice.outcome.id == case.outcome
    assert insight.sureness.value == case.firmness or not case.firmness
    assert [reason.say for reason in insight.advice.because if case.because in reason.say]


@pytest.mark.parametrize(("folder", "case"), PERSONAS)
def test_an_advice_against_the_highest_fit_says_so(folder: Path, case: Persona) -> None:
    dialog = dialog_in(folder)
    advice = score(dialog, case.answers)
    fits = {each: -1 if fit is None else fit for each, fit in advice.fits.items()}
    shown = render_result(dialog, replace(begin(dialog, 1, 1, 1), answers=case.answers), ENGLISH)

    why = advice.outcome.outweighs or "outweigh the highest number here"
    is_said = any(why in block.text for block in shown.blocks)

    assert is_said == (fits[advice.outcome.alternative] < max(fits.values()))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_outcome_is_reached_by_a_persona(folder: Path) -> None:
    reached = {case.outcome for case in cases_in(folder)}

    assert reached == {outcome.id for outcome in dialog_in(folder).outcomes}


# --- the first dialog and its article -----------------------------------------------------


@pytest.mark.parametrize("point", POINTS)
def test_a_point_of_the_article_is_listed_and_carried_by_something_a_person_meets(point: str) -> None:
    dialog = ai_cert()
    listed = {each for source in dialog.sources.values() for each in source.points}
    cited = {each for question in dialog.questions.values() for each in question.sources}
    for outcome in dialog.outcomes:
        cited |= _cited(outcome.because, outcome.next_steps, outcome.readings)

    assert point in listed & cited


def test_its_sections_come_in_the_order_of_a_good_talk() -> None:
    sections = [question.section for question in ai_cert().questions.values() if question.section]

    assert list(dict.fromkeys(sections)) == list(ai_cert().sections)
    assert " ".join(ai_cert().sections) == "warmup goal work employer learn expect programme ways"


def test_it_asks_no_more_than_a_tired_person_answers() -> None:
    cases = next(cases_in(folder) for folder in FOLDERS if folder.name == "ai-cert")
    asked = sorted(len(case.answers) - 1 for case in cases)

    assert 12 <= len(ai_cert().questions) - 1 <= 18
    assert asked[0] >= 8
    assert asked[len(asked) // 2] <= 13
    assert asked[-1] <= 15


def test_it_asks_what_matters_and_ends_with_one_free_text_that_may_be_skipped() -> None:
    questions = list(ai_cert().questions.values())

    assert About.VALUE in {question.about for question in questions}
    assert [question for question in questions if question.kind.name == "text"] == questions[-1:]
    assert Silence.SKIPPED in questions[-1].allow


def test_its_questions_fit_on_a_phone() -> None:
    long = [
        text
        for question in ai_cert().questions.values()
        for text, most in (
            (question.ask, 140),
            (question.why, 120),
            *((option.text, 35) for option in question.options.values() if question.id != LEANING),
        )
        if len(text) > most
    ]

    assert long == []


def test_its_words_do_not_push() -> None:
    assert [text for text in _texts(ai_cert()) if LOADED.search(text)] == []


def test_its_alternatives_are_told_in_equal_detail() -> None:
    alternatives = ai_cert().alternatives.values()
    for told in ([each.pros for each in alternatives], [each.cons for each in alternatives]):
        lengths = [len("".join(each)) for each in told]

        assert len({len(each) for each in told}) == 1
        assert max(lengths) <= 1.5 * min(lengths)


# --- its advice -----------------------------------------------------------------------------


@pytest.mark.parametrize("goal", NO_OBJECTIVE, ids=["keepup", "unsure"])
def test_without_an_objective_nothing_leads_to_a_yes(goal: Value) -> None:
    answer_sets = _sample(random.Random(2), SAMPLE, goal=goal)

    assert _alternatives(answer_sets) == {"practise", "another"}


@pytest.mark.parametrize("goal", NO_OBJECTIVE, ids=["keepup", "unsure"])
def test_without_an_objective_no_single_answer_turns_a_huge_pull_into_a_yes(goal: Value) -> None:
    case = next(case for folder in FOLDERS for case in cases_in(folder) if case.id == "huge-pull-no-plan")
    pull = {"keep": "drop", **case.answers, "goal": goal}
    others = [
        walk(ai_cert(), {**pull, question: value}).answers
        for question in pull.keys() - {"goal"}
        for value in _values(question)
    ]

    fit = score(ai_cert(), walk(ai_cert(), pull).answers).fits["certify"]

    assert fit is not None
    assert fit > 80
    assert "certify" not in _alternatives(others)


@pytest.mark.parametrize("link", ["none", "faint"])
def test_a_goal_without_a_link_to_the_certificate_leads_to_no_yes(link: str) -> None:
    assert "certify" not in _alternatives(_sample(random.Random(3), 2_000, link=link))


@pytest.mark.parametrize("hope", FALSE_HOPES)
def test_a_false_hope_adds_nothing_to_certifying(hope: str) -> None:
    dialog = ai_cert()
    options = list(dialog.questions["expect"].options)
    for answers in _sample(random.Random(4), 500):
        ticked = Evidence(dialog, answers).chosen("expect") or ()
        more = tuple(option for option in options if option in {*ticked, hope})

        after = Evidence(dialog, {**answers, "expect": more}).scale("certify")

        assert after == Evidence(dialog, answers).scale("certify")


@pytest.mark.parametrize("hope", FALSE_HOPES)
def test_only_a_false_hope_leads_to_no_yes(hope: str) -> None:
    assert "certify" not in _alternatives(_sample(random.Random(5), 1_000, expect=(hope,)))


@pytest.mark.parametrize(("hope", "point"), FALSE_HOPES.items())
def test_a_false_hope_is_answered_whatever_the_advice(hope: str, point: str) -> None:
    for answers in _sample(random.Random(9), SAMPLE // 10):
        if hope in (Evidence(ai_cert(), answers).chosen("expect") or ()):
            advice = score(ai_cert(), answers)

            assert point in _cited(advice.because, advice.next_steps)


def test_a_yes_with_silence_in_it_is_a_yes_with_some_real_answer_in_its_place() -> None:
    dialog = ai_cert()
    for answers in _sample(random.Random(6), SAMPLE // 4):
        outcome = _decided(answers)
        if outcome.alternative != "certify":
            continue
        for question_id, value in answers.items():
            if isinstance(value, Silence) and dialog.questions[question_id].options:
                real = [walk(dialog, {**answers, question_id: each}) for each in _values(question_id, False)]
                assert outcome.id in {_decided(each.answers).id for each in real if each.here == REVIEW}


def test_every_outcome_is_reached_without_silence_and_none_swallows_the_others() -> None:
    dialog = ai_cert()
    size = SAMPLE // 4
    outcomes = Counter(_decided(answers).id for answers in _sample(random.Random(7), size, silence=False))
    alternatives: Counter[str] = Counter()
    for outcome in dialog.outcomes:
        alternatives[outcome.alternative] += outcomes[outcome.id]

    assert [each.id for each in dialog.outcomes if outcomes[each.id] < 0.03 * size] == []
    assert [each for each in dialog.alternatives if not 0.1 <= alternatives[each] / size <= 0.65] == []
    assert outcomes[dialog.outcomes[-1].id] <= 0.25 * size


def test_every_advice_has_reasons_and_a_step_within_a_week_to_begin_with() -> None:
    for answers in _sample(random.Random(8), SAMPLE // 10):
        advice = score(ai_cert(), answers)

        assert advice.because
        assert advice.next_steps[0].by == 7


# --- the second dialog ------------------------------------------------------------------------


FIVE_CHECKS = ["B1", "B2", "B3", "B4", "B5"]
"""What the article has people ask before they enrol."""
PROMISES = {"job": "L1", "pay": "L2", "safe": "D1"}


def ai_programme() -> Dialog:
    return next(dialog_in(folder) for folder in FOLDERS if folder.name == "ai-programme")


def _checked(rng: random.Random, size: int, silence: bool = True, **fixed: Value) -> Iterator[Answers]:
    """Complete answer sets of the second dialog, in which every question is asked."""
    questions = ai_programme().questions.values()
    for _ in range(size):
        yield {each.id: rng.choice(_answers(each, silence)) for each in questions} | fixed


def _answers(question: Question, silence: bool) -> tuple[Value, ...]:
    values: tuple[Value, ...] = tuple(question.kind.values(question)) or ("Prompts for All",)
    return (*values, *sorted(question.allow, key=str)) if silence else values


def _to_enrol() -> Answers:
    cases = next(cases_in(folder) for folder in FOLDERS if folder.name == "ai-programme")
    return next(case.answers for case in cases if case.outcome == "enrol")


@pytest.mark.parametrize("point", FIVE_CHECKS)
def test_each_of_the_five_checks_is_a_question_and_a_reason_of_the_programme_check(point: str) -> None:
    dialog = ai_programme()

    assert point in {each for question in dialog.questions.values() for each in question.sources}
    assert point in _cited(*(outcome.because for outcome in dialog.outcomes))
    assert point in _cited(*(outcome.next_steps for outcome in dialog.outcomes))


def test_every_claim_that_the_programme_check_lists_is_used() -> None:
    dialog = ai_programme()
    used = {each for question in dialog.questions.values() for each in question.sources}
    for outcome in dialog.outcomes:
        used |= _cited(outcome.because, outcome.next_steps, outcome.readings)

    assert used == {each for source in dialog.sources.values() for each in source.points}


def test_the_programme_check_is_short_and_begins_with_a_name() -> None:
    leaning, first, *others = ai_programme().questions.values()

    assert (leaning.id, first.kind.name, first.kind.names_result(first)) == (LEANING, "text", True)
    assert 6 <= 1 + len(others) <= 9
    assert [each.id for each in (first, *others) if not each.why or each.ask_if] == []
    assert About.VALUE in {each.about for each in others}


def test_every_outcome_of_the_programme_check_is_reached_without_silence() -> None:
    dialog = ai_programme()
    drawn = _checked(random.Random(10), SAMPLE // 4, silence=False)

    assert {decide(dialog, Evidence(dialog, each)).id for each in drawn} == {
        outcome.id for outcome in dialog.outcomes
    }


def test_every_answer_of_the_programme_check_changes_the_advice_of_somebody() -> None:
    """What is only said differently counts as well; the leaning and the name change nothing."""
    dialog = ai_programme()
    said: dict[tuple[str, Value], bool] = {}
    for answers in _checked(random.Random(11), 300, silence=False):
        for question in list(dialog.questions.values())[2:]:
            before = score(dialog, answers)
            for value in _answers(question, silence=True):
                after = score(dialog, {**answers, question.id: value})
                differs = (after.outcome, after.because) != (before.outcome, before.because)
                said[question.id, value] = said.get((question.id, value), False) or differs

    assert [each for each, differs in said.items() if not differs] == []


@pytest.mark.parametrize("question", ["says", "promise", "close"])
def test_what_is_not_known_of_a_programme_leads_to_asking_and_never_to_a_yes(question: str) -> None:
    drawn = _checked(random.Random(12), SAMPLE // 4, silence=True, **{question: Silence.UNSURE})
    dialog = ai_programme()

    assert "enrol" not in {decide(dialog, Evidence(dialog, each)).alternative for each in drawn}
    assert decide(dialog, Evidence(dialog, {**_to_enrol(), question: Silence.UNSURE})).id == "ask"


def test_no_silence_turns_another_advice_into_a_yes_to_the_programme() -> None:
    dialog = ai_programme()
    for answers in _checked(random.Random(13), SAMPLE // 2):
        if decide(dialog, Evidence(dialog, answers)).alternative != "enrol":
            continue
        for question_id, value in answers.items():
            question = dialog.questions[question_id]
            if isinstance(value, Silence) and question.options:
                real = ({**answers, question_id: each} for each in _answers(question, silence=False))
                assert "enrol" in {decide(dialog, Evidence(dialog, each)).id for each in real}


@pytest.mark.parametrize(("promise", "point"), PROMISES.items())
def test_a_promise_of_a_programme_is_answered_and_never_rewarded(promise: str, point: str) -> None:
    dialog = ai_programme()
    bare = Evidence(dialog, {**_to_enrol(), "promise": ()}).scale("enrol")
    promised = {**_to_enrol(), "promise": (promise,)}

    assert dialog.questions["promise"].options[promise].note
    assert Evidence(dialog, promised).scale("enrol") == bare
    for answers in _checked(random.Random(14), SAMPLE // 10, promise=(promise,)):
        advice = score(dialog, answers)
        assert advice.outcome.alternative != "enrol"
        assert point in _cited(advice.because, advice.next_steps)


def test_without_a_goal_no_programme_leads_to_a_yes() -> None:
    dialog = ai_programme()
    drawn = _checked(random.Random(15), SAMPLE // 4, link="none")

    assert {decide(dialog, Evidence(dialog, each)).id for each in drawn} == {"goal"}


def test_the_words_of_the_programme_check_do_not_push() -> None:
    assert [text for text in _texts(ai_programme()) if LOADED.search(text)] == []


# --- drawing answers ------------------------------------------------------------------------


def _sample(rng: random.Random, size: int, silence: bool = True, **fixed: Value) -> Iterator[Answers]:
    for _ in range(size):
        yield _draw(rng, silence, fixed)


def _draw(rng: random.Random, silence: bool, fixed: Answers) -> Answers:
    """One complete answer set in which every fixed question is asked."""
    dialog = ai_cert()
    while True:
        drawn = {each: rng.choice(_values(each, silence)) for each in dialog.questions}
        answers = walk(dialog, {**drawn, **fixed}).answers
        if fixed.keys() <= answers.keys():
            return answers


@cache
def _values(question_id: str, silence: bool = True) -> tuple[Value, ...]:
    question = ai_cert().questions[question_id]
    values = tuple(question.kind.values(question))
    return (*values, *sorted(question.allow, key=str)) if silence or not values else values


def _decided(answers: Answers) -> Outcome:
    return decide(ai_cert(), Evidence(ai_cert(), answers))


def _alternatives(answer_sets: Iterable[Answers]) -> set[str]:
    return {_decided(answers).alternative for answers in answer_sets}


def _cited(*lists: Iterable[Reason | NextStep | Reading]) -> set[str]:
    return {source for parts in lists for part in parts for source in part.sources}


def _texts(dialog: Dialog) -> Iterator[str]:
    yield dialog.decision
    for alternative in dialog.alternatives.values():
        yield from (alternative.label, alternative.like, *alternative.pros, *alternative.cons)
    for question in dialog.questions.values():
        yield from (question.ask, question.why)
        for option in question.options.values():
            yield from (option.text, option.note, *option.reasons)
    yield from (fact.say for fact in dialog.facts.values())
    for outcome in dialog.outcomes:
        yield from (outcome.title, outcome.advice, outcome.coach_prompt)
        yield from (reason.say for reason in outcome.because)
        yield from (step.do for step in outcome.next_steps)
