"""The stored form of a class, as JSON or as rows of a table, worked out from its fields.

A field is a key of a JSON object, and what equals its default is left out: so a new field with a default
needs nothing here, and rows without it stay as they are. A key that is not known is refused, for it was
written by a newer version, and its value would be lost when the row is saved again. What is stored in another
way stands in a `FormRules`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from enum import Enum
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, Final, Generic, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from bot.stores.codec import (
    PLAIN,
    Coding,
    Decode,
    Encode,
    Wrong,
    as_is,
    by_value,
    complaint,
    dumps,
    exactly,
    list_of,
    mapping_of,
    of_length,
    optional,
    parse_object,
    tuple_of,
)
from bot.stores.unreadable import ItemKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FormRules:
    """What is unusual about the stored form of one class.

    columns: fields that stand in columns of the row, in the order of these. order: names of those that come
    first in the body, in this order. always: names of those that are written, and needed, also where they are
    usual. usual: name -> what a row without it means, where that is not the default of the class.
    keys: name -> its key. codings: name -> how it is stored. dropped: keys of earlier versions that no longer
    count. list_from: how many values there are at least, if they are a list without keys; 0 for an object.
    settle: what is made of a value that was read.
    """

    columns: Sequence[str] = ()
    order: Sequence[str] = ()
    always: Sequence[str] = ()
    usual: Mapping[str, object] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    codings: Mapping[str, Coding] = field(default_factory=dict)
    dropped: Sequence[str] = ()
    list_from: int = 0
    settle: Callable[[Any], Any] = as_is


_NO_RULES: Final = FormRules()


class Slot(NamedTuple):
    """The place of one field.

    usual: what is not written; `MISSING` where everything is. is_needed: no row is without it.
    """

    name: str
    key: str
    usual: object
    is_needed: bool
    encode: Encode
    decode: Decode

    def read(self, stored: object) -> Any:
        """Return the field's value; what is wrong with it is told with its key."""
        try:
            return self.decode(stored)
        except Wrong as wrong:
            raise wrong.within(self.key) from None


class ObjectForm(Generic[T]):
    """A class as a JSON object of its fields, but for those that stand in columns."""

    def __init__(self, class_: type[T], rules: FormRules, slots: Sequence[Slot]) -> None:
        self.columns: Final = slots[: len(rules.columns)]
        self._class = class_
        self._rules = rules
        self._in_order = slots[len(rules.columns) :]
        self._slots = {slot.key: slot for slot in self._in_order}
        self._needed = {slot.name: slot.key for slot in self._in_order if slot.is_needed}

    def encode(self, value: T) -> dict[str, object]:
        """Return a value as JSON-able data."""
        return {
            key: encode(given)
            for name, key, usual, _, encode, _ in self._in_order
            if (given := getattr(value, name)) is not usual and given != usual
        }

    def decode(self, raw: object, columns: Mapping[str, object] | None = None) -> T:
        """Return the value that was encoded.

        Raises:
            Wrong: something is missing, of another form, or not known to this version.
        """
        given = {**self._rules.usual, **(columns or {})}
        for key, stored in exactly(dict, raw).items():
            slot = self._slots.get(key)
            if slot is not None:
                given[slot.name] = slot.read(stored)
            elif key not in self._rules.dropped:
                raise Wrong("more keys than this version knows")
        for name, key in self._needed.items():
            if name not in given:
                raise Wrong("missing", key)
        value: T = self._rules.settle(self._class(**given))
        return value

    def encode_list(self, value: T) -> list[object]:
        """Return the fields of a value in their order; of the last ones, the usual are left off."""
        given = [getattr(value, slot.name) for slot in self._in_order]
        while len(given) > self._rules.list_from and given[-1] == self._in_order[len(given) - 1].usual:
            given.pop()
        return [slot.encode(each) for slot, each in zip(self._in_order, given, strict=False)]

    def decode_list(self, raw: object) -> T:
        """Return the value whose fields were encoded as a list.

        Raises:
            Wrong: it has too few or too many parts, or one of another form.
        """
        parts = of_length(raw, self._rules.list_from, len(self._in_order))
        given = (slot.read(part) for slot, part in zip(self._in_order, parts, strict=False))
        value: T = self._rules.settle(self._class(*given))
        return value


# --- rows -------------------------------------------------------------------------------
# Some columns, and a body of compact JSON for everything else.


class RowForm(Generic[T]):
    """A class as rows of a table.

    item: what a row is, and its table. name: what one is called, as "session {id}". key: the fields by which
    it is found.
    """

    def __init__(self, form: ObjectForm[T], item: ItemKind, name: str, *key: str) -> None:
        self._form = form
        self._item, self._name, self._key = item, name, key
        names = (*(slot.key for slot in form.columns), "body")
        self.columns: Final = ", ".join(f"{item.value}.{each}" for each in names)
        """What to select, in the order of `decode`."""

    def encode(self, value: T) -> str:
        """Return the body of a row.

        Raises:
            TypeError: an answer is of a type that no question produces.
        """
        return dumps(self._form.encode(value))

    def decode(self, *row: Any) -> T:
        """Return the value of a row.

        Raises:
            UnreadableRow: it was damaged, or written by a newer version.
        """
        *columns, body = row
        try:
            given = {
                slot.name: slot.read(each) for slot, each in zip(self._form.columns, columns, strict=True)
            }
            return self._form.decode(parse_object(body), given)
        except (Wrong, RecursionError) as problem:
            wrong = problem if isinstance(problem, Wrong) else Wrong("nested too deeply")
            found = dict(zip((slot.name for slot in self._form.columns), columns, strict=True))
            key = (found[each] for each in self._key)
            raise complaint(self._name.format(**found), wrong, self._item, *key) from None


# --- types ------------------------------------------------------------------------------


class Forms:
    """How values of any type are stored. rules: of classes. codings: of types with a form of their own."""

    def __init__(self, rules: Mapping[Any, FormRules], codings: Mapping[Any, Coding]) -> None:
        self._rules = rules
        self._codings: dict[Any, Coding] = {**PLAIN, **codings}

    def of(self, class_: type[T]) -> ObjectForm[T]:
        """Return how values of a class are stored.

        Raises:
            TypeError: nothing says how one of its fields is.
        """
        rules, hints = self._rules.get(class_, _NO_RULES), get_type_hints(class_)
        places = {name: at for at, name in enumerate((*rules.columns, *rules.order))}
        in_order = sorted(fields(cast("Any", class_)), key=lambda each: places.get(each.name, len(places)))
        codings = (rules.codings.get(each.name) or self.coding(hints[each.name]) for each in in_order)
        return ObjectForm(class_, rules, [*map(_slot, in_order, codings, repeat(rules))])

    def coding(self, type_: Any) -> Coding:
        """Return how values of a type are stored.

        Raises:
            TypeError: nothing says how.
        """
        if type_ not in self._codings:
            self._codings[type_] = self._worked_out(type_)
        return self._codings[type_]

    def _worked_out(self, type_: Any) -> Coding:
        match get_origin(type_), get_args(type_):
            case (origin, (inner, other)) if origin in (Union, UnionType) and other is NoneType:
                return optional(self.coding(inner))
            case (origin, (inner, other)) if origin is tuple and other is ...:
                return list_of(inner, self.coding(inner), tuple, list)
            case (origin, inner) if origin is tuple:
                return tuple_of([*map(self.coding, inner)])
            case (origin, (inner,)) if origin is frozenset:
                return list_of(inner, self.coding(inner), frozenset, sorted)
            case (origin, (key, inner)) if origin is Mapping and key in (str, int):
                return mapping_of(key, self.coding(inner))
        if isinstance(type_, type) and issubclass(type_, Enum):
            return by_value(type_)
        if not is_dataclass(type_):
            raise TypeError(f"{type_} has no stored form")
        form: ObjectForm[Any] = self.of(cast("type[Any]", type_))
        if type_ in self._rules and self._rules[type_].list_from:
            return Coding(form.encode_list, form.decode_list)
        return Coding(form.encode, form.decode)


def _slot(each: Field[Any], coding: Coding, rules: FormRules) -> Slot:
    default = each.default if each.default_factory is MISSING else each.default_factory()
    usual = MISSING if each.name in rules.always else rules.usual.get(each.name, default)
    is_needed = usual is MISSING and each.name not in rules.usual
    return Slot(each.name, rules.keys.get(each.name, each.name), usual, is_needed, *coding)
