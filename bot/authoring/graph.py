"""The way through a dialog as Mermaid text and as a finished SVG picture.

A line runs down through the questions that everybody is asked; one that only some are asked
stands beside it, with what it depends on. Below are the outcomes, in the order they are tried.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from textwrap import wrap
from typing import Final

from bot.core.dialog.model import Dialog, Outcome
from bot.core.dialog.progress import RESULT, REVIEW, START
from bot.core.dialog.question import Question

WIDTH: Final = 760
SPINE: Final = 40
ASIDE: Final = 90
MARGIN: Final = 24
LINE: Final = 20
PAD: Final = 12
GAP: Final = 18
LETTER: Final = 8.7
"""Width of a bold letter in pixels, on the wide side, so that no text runs over."""
COLOURS: Final = ("#2a78d6", "#1d8a5f", "#b4690e", "#8a4fbf", "#b03a5b")
"""Of the alternatives; each outcome also names its own, so nothing hangs on the colour."""

STYLE: Final = """\
<style>
text { font: 14px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1c1e21 }
.small { font-size: 12px; fill: #5b6168 }
.head { font-weight: 600; font-size: 16px }
.bold { font-weight: 600 }
.box { fill: #ffffff; stroke: #aab2bb }
.aside { stroke-dasharray: 5 4 }
.here { stroke: #d0342c; stroke-width: 3 }
.way { stroke: #aab2bb; stroke-width: 2; fill: none }
</style>"""


# --- Mermaid --------------------------------------------------------------------------------


def as_mermaid(dialog: Dialog) -> str:
    """The flow as a Mermaid chart: every way from question to question, and the outcomes."""
    lines = ["flowchart TD", f'  {START}(["{_quoted(dialog.title)}"])']
    lines += [f'  q_{each.id}["{_quoted(each.ask)}"]' for each in dialog.questions.values()]
    lines += [f"  {REVIEW}([Review])", *_ways(dialog)]
    for number, outcome in enumerate(dialog.outcomes, 1):
        lines.append(f'  o_{outcome.id}[/"{number}. {_quoted(outcome.title)}"/]')
        lines.append(f"  {REVIEW} --> o_{outcome.id}")
    return "\n".join(lines) + "\n"


def _ways(dialog: Dialog) -> Iterator[str]:
    """From each question to all that can come next: those that only some are asked, up to one for all."""
    before = [START]
    for question in dialog.questions.values():
        only_for = _only_for(dialog, question)
        label = f'|"{_quoted(only_for)}"|' if only_for else ""
        yield from (f"  {each} -->{label} q_{question.id}" for each in before)
        before = [*before, f"q_{question.id}"] if only_for else [f"q_{question.id}"]
    yield from (f"  {each} --> {REVIEW}" for each in before)


def _only_for(dialog: Dialog, question: Question) -> str:
    """Return who is asked a question, in words; "" for everybody."""
    condition = [] if question.ask_if is None else [question.ask_if.words(dialog)]
    return ", if ".join((["in groups only"] if question.group.only else []) + condition)


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")


# --- SVG ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Canvas:
    """Parts of a picture, from top to bottom. y: where the next one begins, in pixels."""

    width: int
    parts: list[str] = field(default_factory=list)
    y: float = 24

    def fitting(self, text: str, x: float) -> list[str]:
        """The lines of a text in a box that begins at x."""
        return wrap(text, int((self.width - MARGIN - x - 30) / LETTER))

    def text(self, x: float, words: str, style: str = "") -> None:
        """One line of text; the next comes below it."""
        self.y += LINE
        self.parts.append(f'<text x="{x}" y="{self.y - 6:g}" class="{style}">{escape(words)}</text>')

    def box(self, x: float, lines: list[tuple[str, str]], style: str, colour: str = "") -> None:
        """A box around lines of (text, style), as wide as the picture lets it be."""
        height = LINE * len(lines) + PAD
        room = self.width - MARGIN - x
        self.parts.append(
            f'<rect x="{x}" y="{self.y:g}" width="{room}" height="{height}" rx="8" class="box {style}"/>'
        )
        if colour:
            self.parts.append(
                f'<rect x="{x}" y="{self.y:g}" width="8" height="{height}" rx="4" fill="{colour}"/>'
            )
        self.y += PAD / 2
        for words, kind in lines:
            self.text(x + 18, words, kind)
        self.y += PAD / 2 + GAP


def as_svg(
    dialog: Dialog,
    shares: Mapping[str, Fraction] | None = None,
    here: str | None = None,
    width: int = WIDTH,
) -> str:
    """The flow as a picture.

    shares: outcome id -> share of all answer sets, 0..1; None for none.
    here: the question, `REVIEW` or `RESULT` to mark; None for none. width: in pixels.
    """
    canvas = Canvas(width)
    for line in canvas.fitting(dialog.title, 0):
        canvas.text(SPINE - 16, line, "head")
    canvas.y += GAP
    top = canvas.y
    section = ""
    for number, question in enumerate(dialog.questions.values(), 1):
        if question.section != section:
            section = question.section
            canvas.text(SPINE + 26, dialog.sections.get(section, ""), "small bold")
            canvas.y += 4
        _draw_question(canvas, dialog, question, number, here)
    bottom = canvas.y
    canvas.box(
        SPINE - 16, [("Review: every answer can be changed", "bold")], "here" if here == REVIEW else ""
    )
    for number, outcome in enumerate(dialog.outcomes, 1):
        _draw_outcome(canvas, dialog, outcome, number, None if shares is None else shares.get(outcome.id))
    if here == RESULT:
        canvas.text(SPINE, "The advice is given.", "bold")
    way = f'<path d="M {SPINE} {top:g} V {bottom:g}" class="way"/>'
    size = f'width="{width}" height="{canvas.y:g}" viewBox="0 0 {width} {canvas.y:g}"'
    title = f"<title>{escape(dialog.title)}</title>"
    paper = f'<rect width="{width}" height="{canvas.y:g}" fill="#f4f6f8"/>'
    parts = "\n".join((STYLE, title, paper, way, *canvas.parts))
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>\n{parts}\n</svg>\n'


def _draw_question(canvas: Canvas, dialog: Dialog, question: Question, number: int, here: str | None) -> None:
    only_for = _only_for(dialog, question)
    x = ASIDE if only_for else SPINE - 16
    style = "aside" if only_for else ""
    if only_for:
        middle = canvas.y + LINE
        canvas.parts.append(f'<path d="M {SPINE} {middle:g} H {ASIDE}" class="way"/>')
    lines = [(line, "bold") for line in canvas.fitting(f"{number}. {question.ask}", x)]
    if only_for:
        said = only_for if question.group.only else f"if {only_for}"
        lines += [(line, "small") for line in canvas.fitting(said, x)]
    canvas.box(x, lines, f"{style} here" if here == question.id else style)


def _draw_outcome(
    canvas: Canvas, dialog: Dialog, outcome: Outcome, number: int, share: Fraction | None
) -> None:
    alternatives = list(dialog.alternatives)
    colour = COLOURS[alternatives.index(outcome.alternative) % len(COLOURS)]
    told = "" if share is None else f" · {float(100 * share):.1f} % of all answer sets"
    lines = [(line, "bold") for line in canvas.fitting(f"{number}. {outcome.title}", SPINE)]
    lines.append((f"{dialog.alternatives[outcome.alternative].label}{told}", "small"))
    canvas.box(SPINE, lines, "", colour)
