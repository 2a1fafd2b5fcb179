"""The parts of a YAML file, each with its place; reading them from text is done elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.core.dialog.source import Place

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions that lead from a node down to another one."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, a number or a word, as it was written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order it was written.

    keys: key -> its place. void: keys without a value; they have no node.
    """

    nodes: Mapping[str, "Node"]
    keys: Mapping[str, Place]
    void: frozenset[str]
    place: Place

    def items(self, key: str) -> tuple["Node", ...]:
        """Return the nodes of the list under a key; none if there is no list."""
        node = self.nodes.get(key)
        return node.nodes if isinstance(node, Items) else ()

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return the mappings in the list under a key."""
        return tuple(node for node in self.items(key) if isinstance(node, Table))

    def lists(self, key: str) -> tuple[tuple["Node", ...], ...]:
        """Return the lists in the list under a key."""
        return tuple(node.nodes for node in self.items(key) if isinstance(node, Items))

    def table(self, key: str) -> "Table":
        """Return the mapping under a key; an empty one if there is none."""
        node = self.nodes.get(key)
        return node if isinstance(node, Table) else Table({}, {}, frozenset(), self.place)

    def text(self, key: str) -> str:
        """Return the text under a key; "" if there is none."""
        node = self.nodes.get(key)
        return node.text if isinstance(node, Scalar) else ""

    def at(self, *path: str | int) -> Place:
        """Return the place of the node at the end of a path, or of the last node that exists."""
        node: Node = self
        for step in path:
            below = _below(node, step)
            if below is None:
                break
            node = below
        return node.place

    def key_at(self, *path: str | int) -> Place:
        """Return the place of the last key of a path; of its table if there is no such key."""
        node: Node = self
        for step in path[:-1]:
            node = _below(node, step) or node
        return node.keys.get(str(path[-1]), node.place) if isinstance(node, Table) else node.place


Node: TypeAlias = Scalar | Items | Table


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Table):
        return node.nodes.get(str(step))
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
        return node.nodes[step]
    return None


def node_data(node: Node) -> object:
    """Return the node as dict, list and str."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [node_data(each) for each in node.nodes]
    return {key: node_data(each) for key, each in node.nodes.items()}
