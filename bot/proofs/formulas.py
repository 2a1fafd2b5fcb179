"""Rules as formulas over atoms: each kept once under a number, and simplified as atoms get known.

An atom is a comparison that can be true, false or unknown. A literal says that its atom is
one of some of the three, so "not true" needs no negation, and every formula is "at least n of".
What an atom means is not known here.
"""

from collections.abc import Iterable
from typing import Final, TypeAlias

Known: TypeAlias = tuple[tuple[int, int], ...]
"""Atoms, each with what it can still be."""

FALSE: Final = 0
TRUE: Final = 1
"""The numbers of the two formulas that are decided."""

HOLDS: Final = 1
FAILS: Final = 2
UNKNOWN: Final = 4
ANY: Final = HOLDS | FAILS | UNKNOWN
"""What an atom can be; sums of them are what it may still be."""


def bit(held: bool | None) -> int:
    """What an atom is, as one of the three."""
    return UNKNOWN if held is None else HOLDS if held else FAILS


class Formulas:
    """All formulas of one proof; two that are written alike have the same number."""

    def __init__(self) -> None:
        self._literals: list[tuple[int, int] | None] = [None, None]
        self._groups: list[tuple[int, tuple[int, ...]]] = [(1, ()), (0, ())]
        self._numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        self._restricted: dict[tuple[int, Known], int] = {}
        self.atoms: list[frozenset[int]] = [frozenset(), frozenset()]

    def literal(self, atom: int, among: int) -> int:
        """The formula that says: the atom is one of these."""
        if among in (0, ANY):
            return TRUE if among else FALSE
        return self._number((-1 - among, (atom,)), (atom, among), frozenset({atom}))

    def at_least(self, n: int, parts: Iterable[int]) -> int:
        """The formula that says: at least n of the parts hold."""
        left = []
        for part in parts:
            if part == TRUE:
                n -= 1
            elif part != FALSE:
                left.append(part)
        if n <= 0:
            return TRUE
        if n > len(left):
            return FALSE
        if n in (1, len(left)):
            is_any = n == 1
            left = sorted(set(self._flat(left, is_any)))
            n = 1 if is_any else len(left)
        if len(left) == 1:
            return left[0]
        atoms = frozenset().union(*(self.atoms[part] for part in left))
        return self._number((n, tuple(left)), None, atoms)

    def every(self, parts: Iterable[int]) -> int:
        """The formula that says: all parts hold."""
        listed = list(parts)
        return self.at_least(len(listed), listed)

    def negate(self, formula: int) -> int:
        """The formula that says: that one does not hold."""
        literal = self._literals[formula]
        if literal is not None:
            return self.literal(literal[0], ANY - literal[1])
        n, parts = self._groups[formula]
        return self.at_least(len(parts) - n + 1, [self.negate(part) for part in parts])

    def restrict(self, formula: int, known: Known) -> int:
        """The formula once atoms can only be what is known of them."""
        if formula <= TRUE:
            return formula
        found = self._restricted.get((formula, known))
        if found is None:
            found = self._restricted[formula, known] = self._restrict(formula, known)
        return found

    def _restrict(self, formula: int, known: Known) -> int:
        literal = self._literals[formula]
        if literal is None:
            if self.atoms[formula].isdisjoint(atom for atom, _ in known):
                return formula
            n, parts = self._groups[formula]
            return self.at_least(n, [self.restrict(part, known) for part in parts])
        atom, among = literal
        can_be = dict(known).get(atom, ANY)
        if not can_be & among:
            return FALSE
        return TRUE if not can_be & ~among else formula

    def literals(self, formula: int) -> frozenset[tuple[int, int]]:
        """All atoms in a formula, each with what it is said to be one of; no negation stands before any."""
        found: set[tuple[int, int]] = set()
        seen: set[int] = set()
        left = [formula]
        while left:
            one = left.pop()
            if one not in seen:
                seen.add(one)
                literal = self._literals[one]
                if literal is None:
                    left.extend(self._groups[one][1])
                else:
                    found.add(literal)
        return frozenset(found)

    def _flat(self, parts: Iterable[int], is_any: bool) -> Iterable[int]:
        for part in parts:
            n, inner = self._groups[part]
            is_same = n == 1 if is_any else n == len(inner)
            yield from inner if self._literals[part] is None and is_same else (part,)

    def _number(
        self, node: tuple[int, tuple[int, ...]], literal: tuple[int, int] | None, atoms: frozenset[int]
    ) -> int:
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self.atoms)
            self._groups.append(node if literal is None else (1, ()))
            self._literals.append(literal)
            self.atoms.append(atoms)
        return number
