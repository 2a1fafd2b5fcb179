"""The kinds of questions: a module each, and this one list of them."""

from collections.abc import Mapping

from bot.core.question import Kind
from bot.questions.many import Many
from bot.questions.note import Note
from bot.questions.number import Number
from bot.questions.one import One
from bot.questions.scale import Scale
from bot.questions.text import Text

_ALL: tuple[Kind, ...] = (One(), Many(), Scale(), Number(), Text(), Note())
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
