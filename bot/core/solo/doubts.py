"""Not quite right: which line of the result is wrong, and the answers that it rests on."""

from bot.core.dialog.insight import Insight
from bot.core.dialog.model import Dialog
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.advice_lines import AdviceLine, front_lines, questions_behind
from bot.core.solo.events import Doubt, Edit, OpenPage, Review
from bot.core.solo.result_pages import page_of
from bot.core.solo.screens import answer_lines, edit_rows
from bot.core.solo.session import Session, ShownPage
from bot.core.words import buttons, result
from bot.core.words.phrase import Words

NUMBERS_A_ROW = 6


def doubt_page(dialog: Dialog, session: Session, insight: Insight, words: Words) -> Screen:
    """Return the lines to choose from; or the answers behind the line that was chosen."""
    doubted = [
        (line, behind)
        for line in front_lines(insight, words)
        if (behind := questions_behind(dialog, line, session.settled))
    ]
    chosen = [each for at, each in enumerate(doubted) if str(at) in session.picks]
    if chosen:
        return _answers_behind(dialog, session, *chosen[0], words)
    numbers = [Button(str(at + 1), _opens(at, behind)) for at, (_, behind) in enumerate(doubted)]
    rows = (tuple(numbers), (Button(words(buttons.something_else()), Review()),))
    blocks = (
        Block(words(result.which_line()), Style.TITLE),
        *(Block(f"{at}. {line.text}") for at, (line, _) in enumerate(doubted, 1)),
        Block(words(result.tap_the_line()) if doubted else "", Style.HINT),
    )
    return page_of(blocks, tuple(row for row in rows if row), words)


def _opens(at: int, behind: tuple[str, ...]) -> Edit | Doubt:
    """Return what the number of a line does: it opens the one question behind it, or shows all of them."""
    return Edit(behind[0]) if len(behind) == 1 else Doubt(str(at))


def _answers_behind(
    dialog: Dialog, session: Session, line: AdviceLine, behind: tuple[str, ...], words: Words
) -> Screen:
    blocks = (
        Block(words(result.doubted(line.text)), Style.TITLE),
        *map(Block, answer_lines(dialog, session.settled, behind, words)),
        Block(words(result.rests_on()), Style.HINT),
    )
    back = (Button(words(buttons.back()), OpenPage(ShownPage.DOUBT.value)),)
    return Screen(blocks, (*edit_rows(behind), back))
