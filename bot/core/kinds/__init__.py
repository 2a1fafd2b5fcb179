"""The kinds of questions: a module each, and this one table of them.

What a question is without a `kind` comes first.
"""

from collections.abc import Mapping

from bot.core.dialog.kind import Kind
from bot.core.kinds.many import Many
from bot.core.kinds.note import Note
from bot.core.kinds.number import Number
from bot.core.kinds.one import One
from bot.core.kinds.scale import Scale
from bot.core.kinds.text import Text

_ALL: tuple[Kind, ...] = (One(), Many(), Scale(), Number(), Text(), Note())
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
