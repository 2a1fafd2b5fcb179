"""The stored form of a row: some columns, and a body of compact JSON for everything else."""

from typing import Any, Final, Generic, TypeVar

from bot.stores.codec import Wrong, as_text, complaint, dumps, parse_object
from bot.stores.forms import Coding, ObjectForm
from bot.stores.unreadable import ItemKind

T = TypeVar("T")

TEXT: Final = Coding(str, as_text)
"""A text in a column, where a damaged one is no text."""


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
