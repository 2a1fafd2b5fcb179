"""What a projector shows of a group: the messages that everybody in the group has, set for a wall.

It is made of those messages' screens and of nothing else, so it cannot show what the group does not see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.core.dialog.question import Question
from bot.core.group.agenda import Does, agenda
from bot.core.group.events import Choose
from bot.core.group.plan import reached
from bot.core.group.screens.board import board_screen, head_count
from bot.core.group.screens.endings import wall_screen
from bot.core.group.screens.figures_text import people
from bot.core.group.screens.step import answered_so_far, step_screen
from bot.core.group.screens.talk import talk_screen
from bot.core.group.screens.view import View, clock_line
from bot.core.group.session import GroupSession, GroupStage
from bot.core.group.status import open_step
from bot.core.screen.chart import Picture
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import figures as words
from bot.core.words.lines import bullets
from bot.core.words.phrase import Phrase, verbatim


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar. amount: how many, in words. lowest, highest: of those that a full bar stands for, 0 to 1."""

    label: str
    amount: str
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class ChartPanel:
    """One distribution. name: "" where there is but one."""

    name: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class BigScreenSection:
    """One message of the group.

    blocks: without what stands in the other fields. answers: what can be chosen. progress: how many have
    answered, "" for nothing; share: the same from 0 to 1. alert: what is about to happen, "" for nothing.
    caption, note: above and below the panels, "" for none.
    """

    title: str
    blocks: tuple[Block, ...]
    answers: tuple[str, ...] = ()
    progress: str = ""
    share: float = 0.0
    alert: str = ""
    panels: tuple[ChartPanel, ...] = ()
    caption: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BigScreen:
    """Everything that stands on the wall.

    title: of the dialog. place: the group's name. people: how many take part. lets_in: the code to join by is
    shown beside the sections. closes_at: when what is announced is done, in seconds since 1970; None for no
    clock.
    """

    stage: GroupStage
    title: str
    place: str
    people: str
    sections: tuple[BigScreenSection, ...]
    lets_in: bool = False
    closes_at: float | None = None


def big_screen(view: View) -> BigScreen:
    """Return what the projector shows of a group now."""
    group = view.group
    return BigScreen(
        group.stage,
        view.dialog.title,
        group.place,
        view.words(head_count(view)),
        _without_repeats(_section(view, screen) for screen in _screens(view)),
        lets_in=group.stage is GroupStage.LOBBY,
        closes_at=group.closes_at if _has_clock(group) else None,
    )


def _screens(view: View) -> Iterator[Screen]:
    """Yield the messages that matter now, the first one on top."""
    group, step = view.group, open_step(view.dialog, view.group)
    if step is None or group.stage in (GroupStage.ENDED, GroupStage.DETACHED):
        yield board_screen(view)
    if group.stage is GroupStage.ENDED:
        yield from _last_screens(view)
    elif step is not None and (screen := step_screen(view, group.step)) is not None:
        yield screen
        if group.rests_at is GroupStage.TALK:
            yield talk_screen(view, group.step)
        if step.does is Does.PLAN:
            yield wall_screen(view)


def _last_screens(view: View) -> Iterator[Screen]:
    """Yield what stays after the end, as far as the group came: the results, and the wall."""
    for at in reached(view.dialog, view.group):
        does = agenda(view.dialog)[at].does
        if does is Does.RESULTS and (screen := step_screen(view, at)) is not None:
            yield screen
        if does is Does.PLAN:
            yield wall_screen(view)


def _has_clock(group: GroupSession) -> bool:
    """Return whether `closes_at` is a time that everybody sees coming."""
    return group.stage is GroupStage.CLOSING or group.clock > 0


# --- one message ------------------------------------------------------------------------------


def _section(view: View, screen: Screen) -> BigScreenSection:
    """Set one message. What its chart says already is not repeated as a list."""
    question, picture = _asked(view), screen.picture
    title, *others = screen.blocks if screen.blocks[0].style is Style.TITLE else (Block(""), *screen.blocks)
    panels = () if picture is None else tuple(_panels(view, picture))
    progress = None if question is None else answered_so_far(view, question)
    said = "" if progress is None else view.words(progress)
    alert = "" if (coming := clock_line(view.group)) is None else view.words(coming)
    texts = {block.text for block in others}
    apart = {said, alert, *(text for panel in panels for text in _lists(view, panel))}
    return BigScreenSection(
        title.text,
        tuple(each for each in others if each.text not in apart),
        () if question is None else tuple(_answers(screen, question)),
        said if said in texts else "",
        _share(progress) if progress is not None and said in texts else 0.0,
        alert if alert in texts else "",
        panels,
        "" if picture is None or picture.title in title.text else picture.title,
        "" if picture is None or picture.note in texts else picture.note,
    )


def _without_repeats(sections: Iterable[BigScreenSection]) -> tuple[BigScreenSection, ...]:
    """Say once what two messages say."""
    said: set[Block] = set()
    kept = []
    for section in sections:
        kept.append(replace(section, blocks=tuple(each for each in section.blocks if each not in said)))
        said.update(section.blocks)
    return tuple(kept)


def _asked(view: View) -> Question | None:
    """Return the question that can be answered now; None for none."""
    step = open_step(view.dialog, view.group)
    is_open = step is not None and step.does is Does.ASK and view.group.stands_at is GroupStage.OPEN
    return step.question if step is not None and is_open else None


def _answers(screen: Screen, question: Question) -> Iterator[str]:
    for button in (button for row in screen.rows for button in row):
        if isinstance(button.event, Choose) and button.event.question == question.id:
            yield button.label


def _share(progress: Phrase) -> float:
    """Return how many have answered from 0 to 1, as the group is told: in tenths where it is."""
    match dict(progress.args):
        case {"done": int(done), "of": int(of)}:
            return done / of if of else 0.0
        case {"percent": int(percent)}:
            return percent / 100
        case {"below": _}:
            return 0.0
    return 1.0


# --- a chart ----------------------------------------------------------------------------------


def _panels(view: View, picture: Picture) -> Iterator[ChartPanel]:
    for panel in picture.panels:
        rows = (
            ChartRow(
                bar.label,
                bar.said or view.words(people(bar, panel.of)),
                bar.lowest / max(panel.of, 1),
                bar.highest / max(panel.of, 1),
            )
            for bar in panel.bars
        )
        yield ChartPanel(panel.name, tuple(rows))


def _lists(view: View, panel: ChartPanel) -> tuple[str, str]:
    """Return how the message beside a chart lists what this panel shows, without its name and with it."""
    rows = (view.words(words.line(verbatim(row.label), verbatim(row.amount))) for row in panel.rows)
    lines = bullets(rows)
    return lines, view.words(words.under(verbatim(panel.name), lines))
