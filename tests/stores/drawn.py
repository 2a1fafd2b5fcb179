"""What can be stored, drawn by hypothesis: each field of each class, those to come among them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, Union, cast, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.question import Level
from bot.core.group.actions import Action
from bot.core.group.coach_actions import ACTIONS
from bot.core.group.own_question import LEVELS
from bot.core.screen.button import Event
from bot.core.words import log, toasts
from bot.core.words.phrase import Phrase, verbatim
from bot.stores.screen_codec import EVENTS

TEXTS: Final = st.text(st.characters(), max_size=9)  # lone surrogates and zeros among them
_ANY: Final[Mapping[Any, st.SearchStrategy[Any]]] = {
    str: TEXTS,
    int: st.integers(-(2**52), 2**52),
    float: st.floats(0, 4e9),
    Value: TEXTS | st.lists(TEXTS, max_size=3).map(tuple) | st.fractions() | st.sampled_from(Silence),
    Phrase: st.sampled_from([log.paused(), toasts.added()]) | TEXTS.map(verbatim),
    Level: st.sampled_from(LEVELS),
    Action: st.sampled_from(list(ACTIONS.values())),
    Event: st.deferred(lambda: _events()),
}


def drawn(type_: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for values of a type."""
    if type_ in _ANY:
        return _ANY[type_]
    if get_origin(type_) is not None:
        return _made_of(type_)
    if is_dataclass(type_):
        hints = get_type_hints(type_)
        parts = {each.name: drawn(hints[each.name]) for each in fields(type_)}
        return st.builds(cast("type[Any]", type_), **parts)
    is_enum = isinstance(type_, type) and issubclass(type_, Enum)
    return st.sampled_from(type_) if is_enum else st.from_type(type_)


def _made_of(type_: Any) -> st.SearchStrategy[Any]:
    origin, args = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return st.one_of([st.none() if each is NoneType else drawn(each) for each in args])
    if origin is tuple and args[-1] is not ...:
        return st.tuples(*map(drawn, args))
    if origin is Mapping:
        return st.dictionaries(*map(drawn, args), max_size=3)
    several = st.lists(drawn(args[0]), max_size=3)
    return several.map(tuple if origin is tuple else frozenset)


def _events() -> st.SearchStrategy[Event]:
    return st.one_of([drawn(kind) for kind in EVENTS.values()])
