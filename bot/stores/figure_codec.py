"""Encode and decode published figures as JSON-able data, and the lists that they are made of; see `codec`."""

from typing import Any, Final

from bot.core.group.privacy.figure import Cell, Figure, Form
from bot.stores.codec import Wrong, exactly, nothing_left, one_of

_FORMS: Final = {form.value: form for form in Form}


def stored_figure(figure: Figure) -> dict[str, object]:
    """Return a figure as JSON-able data."""
    return {
        "question": figure.question,
        "round": figure.round,
        "answered": figure.answered,
        "of": figure.of,
        "cells": [[list(cell.options), cell.lowest, cell.highest] for cell in figure.cells],
        "people": sorted(figure.people),
        **({} if figure.form is Form.COUNTS else {"form": figure.form.value}),
        **({"kept": figure.kept} if figure.kept else {}),
    }


def read_figure(raw: object) -> Figure:
    """Return a stored figure.

    Raises:
        Wrong: it is none.
    """
    parts = dict(exactly(dict, raw, "taken"))
    figure = Figure(
        question=exactly(str, parts.pop("question", None), "taken.question"),
        round=exactly(int, parts.pop("round", None), "taken.round"),
        answered=exactly(int, parts.pop("answered", None), "taken.answered"),
        of=exactly(int, parts.pop("of", None), "taken.of"),
        cells=tuple(_cell(each) for each in exactly(list, parts.pop("cells", None), "taken.cells")),
        people=frozenset(read_numbers(parts.pop("people", None), "taken.people")),
        form=one_of(_FORMS, parts.pop("form", Form.COUNTS.value), "taken.form"),
        kept=exactly(int, parts.pop("kept", 0), "taken.kept"),
    )
    nothing_left(parts, "taken")
    return figure


def _cell(raw: object) -> Cell:
    options, lowest, highest = of_length(3, raw, "taken.cells")
    return Cell(
        read_words(options, "taken.cells"),
        exactly(int, lowest, "taken.cells"),
        exactly(int, highest, "taken.cells"),
    )


def of_length(length: int, raw: object, where: str) -> list[Any]:
    """Return a stored list that has so many parts.

    Raises:
        Wrong: it is none.
    """
    parts = exactly(list, raw, where)
    if len(parts) != length:
        raise Wrong(f"{where}: not {length} parts")
    return parts


def read_words(raw: object, where: str) -> tuple[str, ...]:
    """Return a stored list of texts.

    Raises:
        Wrong: it is none.
    """
    return tuple(exactly(str, each, where) for each in exactly(list, raw, where))


def read_numbers(raw: object, where: str) -> tuple[int, ...]:
    """Return a stored list of numbers.

    Raises:
        Wrong: it is none.
    """
    return tuple(exactly(int, each, where) for each in exactly(list, raw, where))
