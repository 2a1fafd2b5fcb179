"""The kinds of questions: a module each, and this one table of them.

What a question is without a `kind` comes first.
"""

from collections.abc import Mapping

from bot.core.dialog.kind import Kind
from bot.core.kinds.many import ManyKind
from bot.core.kinds.note import NoteKind
from bot.core.kinds.number import NumberKind
from bot.core.kinds.one import OneKind
from bot.core.kinds.scale import ScaleKind
from bot.core.kinds.text import TextKind

_ALL: tuple[Kind, ...] = (OneKind(), ManyKind(), ScaleKind(), NumberKind(), TextKind(), NoteKind())
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
