"""The card of a session: the one message that asks, reviews and waits, edited in place."""

from dataclasses import replace

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Silence
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, Position, expected, replay
from bot.core.dialog.question import Question
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.events import Back, Begin, Edit, Finish, MoveOver, NotSure, Resume, Skip, StartAgain
from bot.core.solo.migrate import can_move, move
from bot.core.solo.position import open_in, reviewed
from bot.core.solo.session import Session, Stage
from bot.core.words import words
from bot.core.words.english import ENGLISH

EDITS_A_ROW = 6
LONGEST_IN_REVIEW = 90
LONGEST_PLACE = 40
NOT_BEGUN = "Put aside. Go on whenever you like."


def card(dialog: Dialog, session: Session, newer: Dialog | None = None) -> Screen:
    """The one message of a session that is edited in place.

    newer: another version of its dialog that is on offer by now; None for none.
    """
    bare = _card(dialog, session)
    screen = replace(bare, blocks=(*place(session), *bare.blocks))
    if newer is None or not can_move(session):
        return screen
    moved = move(session, dialog, newer)
    had = len(session.answers)
    still = f", about {words.count(moved.open, 'question')} to go" if moved.open else ""
    fits = f"There is a newer version of this. {moved.kept} of {words.count(had, 'answer')} fit{still}."
    offer = ((Button(words.MOVE_OVER, MoveOver()),),)
    return replace(screen, blocks=(*screen.blocks, Block(fits, Style.HINT)), rows=(*screen.rows, *offer))


def again(dialog: Dialog, session: Session) -> Button:
    """Begins the dialog anew; that counts in no group."""
    return Button(words.START_ALONE if session.place else words.START_AGAIN, StartAgain(dialog.id))


def place(session: Session) -> tuple[Block, ...]:
    """The group that a session is part of; nothing for a session of one's own."""
    if not session.place:
        return ()
    return (Block(f"With “{words.shortened(session.place, LONGEST_PLACE)}”", Style.HINT),)


def _card(dialog: Dialog, session: Session) -> Screen:
    match session.stage:
        case Stage.WELCOME:
            return _welcome(dialog, session)
        case Stage.STOPPED:
            return _stopped(dialog, session)
        case Stage.DONE:
            return Screen((*_title(dialog), Block("All answered. Your result is a message of its own.")))
    position = replay(dialog, session.answers)
    open_ = open_in(session, position)
    if open_ == REVIEW:
        return _review(dialog, session, position)
    return _question(dialog, session, position, dialog.questions[open_])


def _welcome(dialog: Dialog, session: Session) -> Screen:
    meta = dialog.meta
    minutes = f"About {words.count(meta.minutes, 'minute')}. " if meta.minutes else ""
    blocks = [
        *_title(dialog),
        *_remark(session),
        Block(
            f"{minutes}Short questions, each with answers to choose from. You can go back, stop, and "
            "come back later. At the end you get advice with its reasons."
        ),
        Block(f"What we look at: {words.sentence(dialog.decision)}"),
    ]
    if meta.not_for:
        blocks.append(Block(f"Not made for: {words.sentence(meta.not_for)}"))
    written = f"{words.day_and_month(meta.updated)} {meta.updated.year}"
    blocks.append(
        Block(
            f"Written by {meta.author}, {written}. Paid for by: {meta.funding}. Rests on {meta.evidence}. "
            f"What nobody knows for sure: {words.sentence(meta.unsure_about)}\n"
            "Your answers are yours alone: /privacy",
            Style.HINT,
        )
    )
    return Screen(tuple(blocks), ((Button(words.BEGIN, Begin()),),))


def _stopped(dialog: Dialog, session: Session) -> Screen:
    kept = answers_kept(dialog, session)
    text = f"Put aside. {words.count(kept, 'answer')} kept; go on whenever you like." if kept else NOT_BEGUN
    rows: Rows = (
        (Button(words.GO_ON, Resume()),),
        (again(dialog, session),),
    )
    return Screen((*_title(dialog), *_remark(session), Block(text)), rows)


def answers_kept(dialog: Dialog, session: Session) -> int:
    """How many answers there are, those that wait to be offered again included; a note is none."""
    kept = {**session.drafts, **session.answers}
    notes = {each.id for each in dialog.questions.values() if not each.kind.expects_answer}
    return len(kept.keys() - notes)


def _question(dialog: Dialog, session: Session, position: Position, question: Question) -> Screen:
    draft = session.drafts.get(question.id, session.answers.get(question.id))
    blocks = [
        Block(_whereabouts(dialog, session, position, question), Style.HINT),
        *_remark(session),
        Block(question.ask, Style.TITLE),
        Block(question.why),
        Block(question.kind.hint(question), Style.HINT),
    ]
    rows = (*question.kind.rows(question, draft), *_way_out(session, position, question))
    return Screen(tuple(block for block in blocks if block.text), rows, question.kind.is_typed)


def _whereabouts(dialog: Dialog, session: Session, position: Position, question: Question) -> str:
    section = dialog.sections.get(question.section, dialog.title)
    if session.editing is not None:
        return f"{section} · changing one answer"
    return f"{section} · {len(position.path) + 1} of about {expected(dialog, position.answers)}"


def _way_out(session: Session, position: Position, question: Question) -> Rows:
    """The row under the options: back, and the kinds of silence that the question allows."""
    row = []
    if session.editing is not None:
        row.append(Button(words.BACK_TO_REVIEW, Back()))
    elif position.path:
        row.append(Button(words.BACK, Back()))
    if Silence.SKIPPED in question.allow:
        row.append(Button(words.SKIP, Skip(question.id)))
    if Silence.UNSURE in question.allow:
        row.append(Button(words.NOT_SURE, NotSure(question.id)))
    return (tuple(row),) if row else ()


def _review(dialog: Dialog, session: Session, position: Position) -> Screen:
    asked = reviewed(dialog, session)
    lines = [
        f"{number}. {dialog.questions[each].ask}\n→ {_answer(dialog, session, each)}"
        for number, each in enumerate(asked, 1)
    ]
    intro = "Choose a number to change that answer." if lines else "No answers yet."
    complete = position.here == REVIEW
    ahead = [Button(words.ADVISE, Finish()) if complete else Button(words.GO_ON, Resume())]
    if session.advised and session.advised == session.answers:
        ahead = [Button(words.BACK_TO_RESULT, Back())]  # nothing was changed, so the advice stands
    edits = [Button(str(number), Edit(each)) for number, each in enumerate(asked, 1)]
    rows = [tuple(edits[at : at + EDITS_A_ROW]) for at in range(0, len(edits), EDITS_A_ROW)]
    title = Block("Your answers", Style.TITLE)
    blocks = (title, *_remark(session), *map(Block, lines), Block(intro, Style.HINT))
    return Screen(blocks, (*rows, tuple(ahead)))


def _answer(dialog: Dialog, session: Session, question_id: str) -> str:
    return words.shortened(answer_text(dialog, question_id, session.answers[question_id]), LONGEST_IN_REVIEW)


def _title(dialog: Dialog) -> tuple[Block, ...]:
    return (Block(dialog.title, Style.TITLE),)


def _remark(session: Session) -> tuple[Block, ...]:
    return (Block(ENGLISH(session.remark)),) if session.remark else ()
