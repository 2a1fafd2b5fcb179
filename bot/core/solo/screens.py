"""The card of a session: the one message that asks, reviews and waits, edited in place."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, Position, expected, replay
from bot.core.dialog.question import Question
from bot.core.kinds.answering import Done
from bot.core.screen.button import Button, Rows, in_rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.credits import credit_lines
from bot.core.solo.events import (
    AskWhy,
    Back,
    Edit,
    Explain,
    Finish,
    MoveOver,
    NotSure,
    OpenPage,
    Resume,
    Skip,
    SomethingElse,
    StartAgain,
    Stop,
    TakeMaybe,
    Undo,
)
from bot.core.solo.migrate import can_move, migrate_session
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.to_coach import row_to_coach
from bot.core.solo.turns import asked_again, open_in, questions_to_review, recheck_before
from bot.core.solo.typed_replies import WITH_HELP, WITH_STOP, WITH_WHY
from bot.core.solo.typed_text import candidate
from bot.core.words import buttons, card, follow_up, typed
from bot.core.words.lines import shorten_line
from bot.core.words.phrase import Phrase, Words

EDITS_A_ROW: Final = 6
LONGEST_PLACE: Final = 40
LONGEST_KEPT: Final = 40


def render_card(dialog: Dialog, session: Session, newer: Dialog | None, words: Words) -> Screen:
    """Return the one message of a session that is edited in place.

    newer: another version of its dialog that is on offer by now; None for none.
    """
    bare = _card(dialog, session, words)
    screen = replace(
        bare,
        blocks=(*place_blocks(session, words), *bare.blocks),
        rows=(*bare.rows, *(row_to_coach(session, words) if session.place else ())),
    )
    if newer is None or not can_move(session):
        return screen
    offer = ((Button(words(buttons.move_over()), MoveOver()),),)
    hint = Block(_offer_text(dialog, session, newer, words), Style.HINT)
    return replace(screen, blocks=(*screen.blocks, hint), rows=(*screen.rows, *offer))


def start_over_button(dialog: Dialog, session: Session, words: Words) -> Button:
    """Return the button that begins the dialog anew; what follows counts in no group."""
    label = buttons.start_over_alone() if session.place else buttons.start_over()
    return Button(words(label), StartAgain(dialog.id))


def place_blocks(session: Session, words: Words) -> tuple[Block, ...]:
    """Return a line with the group that a session is part of; nothing for a session of one's own."""
    if not session.place:
        return ()
    return (Block(words(card.of_group(shorten_line(session.place, LONGEST_PLACE))), Style.HINT),)


def count_answers(dialog: Dialog, session: Session) -> int:
    """Count the answers, those that wait to be offered again included; a note has none."""
    kept = {**session.drafts, **session.answers}
    notes = {each.id for each in dialog.questions.values() if not each.kind.expects_answer}
    return len(kept.keys() - notes)


def _offer_text(dialog: Dialog, session: Session, newer: Dialog, words: Words) -> str:
    moved = migrate_session(session, dialog, newer)
    carried = card.answers_lost(moved.lost) if moved.lost else card.answers_fit()
    sentences = [card.newer_version(), carried]
    if moved.open:
        sentences.append(card.questions_left(moved.open))
    return " ".join(map(words, sentences))


def _card(dialog: Dialog, session: Session, words: Words) -> Screen:
    match session.stage:
        case Stage.STOPPED:
            return _on_hold(dialog, session, words)
        case Stage.DONE:
            return Screen((*_title(dialog), Block(words(card.all_answered()))))
    position = replay(dialog, session.answers)
    open_ = open_in(session, position)
    if open_ == REVIEW:
        return _review(dialog, session, position, words)
    if session.stage is Stage.WELCOME:
        return _welcome(dialog, session, position, words)
    return _question(dialog, session, position, dialog.questions[open_], words)


def _welcome(dialog: Dialog, session: Session, position: Position, words: Words) -> Screen:
    """Return the first question below one line of what this is; who is behind it is one tap away."""
    if session.page is ShownPage.ABOUT:
        return _about(dialog, words)
    meta = dialog.meta
    question = dialog.questions[position.here]
    how = card.how_it_works(meta.minutes) if meta.minutes else card.how_it_works_untimed()
    blocks = (
        *_title(dialog),
        *_remark(session, words),
        Block(f"{words(how)}\n{words(card.private())}"),
        *_ask(question, session, words),
    )
    about = Button(words(buttons.about()), OpenPage(ShownPage.ABOUT.value))
    rows = (*_choices(dialog, session, position, question, words), (about,))
    return Screen(blocks, rows, question.kind.is_typed)


def _about(dialog: Dialog, words: Words) -> Screen:
    """Return who wrote the dialog, who paid for it, and what it is for."""
    meta = dialog.meta
    blocks = (
        *_title(dialog),
        Block(words(card.decision(dialog.decision))),
        *([Block(words(card.not_for(meta.not_for)))] if meta.not_for else []),
        Block(credit_lines(dialog, words)),
        Block(words(card.take_your_time()), Style.HINT),
    )
    return Screen(blocks, ((Button(words(buttons.back()), OpenPage(ShownPage.FRONT.value)),),))


def _on_hold(dialog: Dialog, session: Session, words: Words) -> Screen:
    kept = count_answers(dialog, session)
    text = card.on_hold(kept) if kept else card.on_hold_unanswered()
    rows: Rows = (
        (Button(words(buttons.resume()), Resume()),),
        (start_over_button(dialog, session, words),),
    )
    return Screen((*_title(dialog), *_remark(session, words), Block(words(text))), rows)


def _question(
    dialog: Dialog, session: Session, position: Position, question: Question, words: Words
) -> Screen:
    blocks = (
        Block(words(_progress(dialog, session, position, question)), Style.HINT),
        *_remark(session, words),
        *_ask(question, session, words),
    )
    rows = _choices(dialog, session, position, question, words)
    return Screen(blocks, rows, question.kind.is_typed)


def _ask(question: Question, session: Session, words: Words) -> list[Block]:
    """Return the question, why it is asked, and how to answer where the buttons do not show it.

    Why it is asked stands there once: not below a remark that says it.
    """
    hint = question.kind.hint(question)
    why = "" if session.remark and session.remark.id in WITH_WHY else question.why
    blocks = [
        Block(question.ask, Style.TITLE),
        Block(why),
        *([Block(words(hint), Style.HINT)] if hint else []),
    ]
    return [block for block in blocks if block.text]


def _choices(dialog: Dialog, session: Session, position: Position, question: Question, words: Words) -> Rows:
    draft = session.drafts.get(question.id, session.answers.get(question.id))
    return (
        *_keep_row(dialog, session, question, words),
        *(_maybe_rows(session, question, words) or question.kind.rows(question, draft, words)),
        *_rows_of_remark(session, question, words),
        *_ways_out(session, position, question, words),
    )


def _keep_row(dialog: Dialog, session: Session, question: Question, words: Words) -> Rows:
    """Return the button that keeps the answer of an earlier result; one that is ticked has Done for that."""
    before = session.answers.get(question.id)
    is_asked_again = session.editing is None and asked_again(session) == question.id
    if not is_asked_again or before is None or (question.kind.is_ticked and not isinstance(before, Silence)):
        return ()
    label = follow_up.keep_answer(shorten_line(_answer(dialog, question.id, before, words), LONGEST_KEPT))
    keep = {Silence.SKIPPED: Skip(question.id), Silence.UNSURE: NotSure(question.id)}
    event = keep[before] if isinstance(before, Silence) else Done(question.id)
    return ((Button(words(label), event),),)


def _maybe_rows(session: Session, question: Question, words: Words) -> Rows:
    """Return the answers that a typed text may have meant, and the way to all others; nothing for none."""
    if not session.maybe:
        return ()
    if question.kind.accepts_any_text:
        return ((Button(words(typed.keep_as_answer()), TakeMaybe("0")),),)
    labels = (
        question.options[each].text
        if each in question.options
        else words(question.kind.describe(question, candidate(question, each)))
        for each in session.maybe
    )
    asked = tuple((Button(label, TakeMaybe(str(place))),) for place, label in enumerate(labels))
    return (*asked, (Button(words(typed.something_else()), SomethingElse(question.id)),))


def _rows_of_remark(session: Session, question: Question, words: Words) -> Rows:
    """Return what goes with the remark of a typed text: to stop, or to ask about the question."""
    said = session.remark.id if session.remark else ""
    if said in WITH_STOP:
        return ((Button(words(typed.stop_here()), Stop()),),)
    if said not in WITH_HELP:
        return ()
    means = Button(words(typed.ask_meaning()), Explain(question.id))
    return ((means, Button(words(typed.ask_why()), AskWhy(question.id))),)


def _progress(dialog: Dialog, session: Session, position: Position, question: Question) -> Phrase:
    section = dialog.sections.get(question.section, dialog.title)
    if session.editing is not None:
        return card.changing_answer(section)
    if session.recheck is not None and asked_again(session) == question.id:
        return follow_up.still_so(session.recheck.at + 1, len(session.recheck.ask))
    return card.progress(section, len(position.path) + 1, expected(dialog, position.answers))


def _ways_out(session: Session, position: Position, question: Question, words: Words) -> Rows:
    """Return the row under the options: back, and the kinds of silence that the question allows."""
    row = []
    if session.editing is not None:
        row.append(Button(words(buttons.back_to_answers()), Back()))
    elif session.echoed:
        row.append(Button(words(typed.undo()), Undo()))
    elif recheck_before(session) if session.recheck else position.path:
        row.append(Button(words(buttons.back()), Back()))
    if Silence.SKIPPED in question.allow:
        row.append(Button(words(buttons.skip()), Skip(question.id)))
    if Silence.UNSURE in question.allow:
        row.append(Button(words(buttons.not_sure()), NotSure(question.id)))
    return (tuple(row),) if row else ()


def _review(dialog: Dialog, session: Session, position: Position, words: Words) -> Screen:
    listed = questions_to_review(dialog, session.answers)
    hint = card.review_hint() if listed else card.no_answers()
    blocks = (
        Block(words(card.review_title()), Style.TITLE),
        *_remark(session, words),
        *map(Block, answer_lines(dialog, session.answers, listed, words)),
        Block(words(hint), Style.HINT),
    )
    undo: Rows = ((Button(words(typed.undo()), Undo()),),) if session.echoed else ()
    return Screen(blocks, (*edit_rows(listed), *undo, (_way_ahead(session, position, words),)))


def answer_lines(dialog: Dialog, answers: Answers, listed: Sequence[str], words: Words) -> list[str]:
    """Return numbered questions with their answers. listed: ids of the questions."""
    return [
        f"{number}. {dialog.questions[each].ask}\n→ {_answer(dialog, each, answers[each], words)}"
        for number, each in enumerate(listed, 1)
    ]


def edit_rows(listed: Sequence[str]) -> Rows:
    """Return a button with the number of each question, which opens it again."""
    edits = [Button(str(number), Edit(each)) for number, each in enumerate(listed, 1)]
    return in_rows(edits, EDITS_A_ROW)


def _way_ahead(session: Session, position: Position, words: Words) -> Button:
    if session.advised and session.advised == session.answers:
        return Button(words(buttons.back_to_result()), Back())  # nothing was changed, so the advice stands
    if position.here == REVIEW:
        return Button(words(buttons.get_advice()), Finish())
    return Button(words(buttons.resume()), Resume())


def _answer(dialog: Dialog, question: str, value: Value, words: Words) -> str:
    return " ".join(answer_text(dialog, question, value, words).split())


def _title(dialog: Dialog) -> tuple[Block, ...]:
    return (Block(dialog.title, Style.TITLE),)


def _remark(session: Session, words: Words) -> tuple[Block, ...]:
    return (Block(words(session.remark)),) if session.remark else ()
