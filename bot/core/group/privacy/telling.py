"""From the counts of a question's answers to what is published of it."""

from collections.abc import Mapping, Sequence

from bot.core.dialog.question import Level
from bot.core.group.privacy.figure import Cell, Form, Told
from bot.core.group.privacy.layout import MOST_ANSWERS, Layout
from bot.core.group.privacy.single import publisher
from bot.core.group.privacy.ticks import tick_publisher
from bot.core.group.privacy.vectors import Counts
from bot.core.group.privacy.views import Heap, ranges_of

NOTHING_TOLD = Told(Form.COUNTS, ())


def tell(layout: Layout, counts: Mapping[str, int], people: int, k: int) -> Told:
    """Return what is told of so many people's answers. counts: answer -> how often. k: fewest people."""
    if people < k:
        return NOTHING_TOLD
    vector = tuple(counts[answer] for answer in layout.answers)
    is_shielded = layout.level is Level.SHIELDED
    if layout.level is Level.OPEN:
        form, heaps = Form.COUNTS, [Heap((at,), count, count) for at, count in enumerate(vector)]
    elif layout.alone is not None:
        free = len(vector) - layout.alone
        view, message = tick_publisher(people, free, layout.alone, is_shielded=is_shielded).told(vector)
        form, heaps = view.form, list(view.heaps(message))
    elif len(vector) > MOST_ANSWERS and not is_shielded:
        form, heaps = tell_tree(vector, layout.sizes, k)
    else:
        view, message = publisher(people, layout.sizes, is_shielded=is_shielded).told(vector)
        form, heaps = view.form, list(view.heaps(message))
    return Told(form, _in_order(tuple(_cell(heap, layout.answers) for heap in heaps), layout.answers))


def tell_tree(counts: Counts, sizes: Sequence[int], k: int) -> tuple[Form, list[Heap]]:
    """Tell the totals of groups, and the inside of each whose total was told alone and is k or more.

    Given its total, the inside of a group is a question to that many people. So what is told of the groups
    and of each inside is as safe as each by itself.
    """
    groups = ranges_of(sizes)
    totals = tuple(sum(counts[at] for at in group) for group in groups)
    view, message = publisher(sum(counts), (1,) * len(groups)).told(totals)
    found: list[Heap] = []
    for heap in view.heaps(message):
        answers = tuple(at for group in heap.answers for at in groups[group])
        is_room = view.form is Form.COUNTS and len(heap.answers) == 1 and heap.lowest >= k
        inside = _tell_inside(answers, counts) if is_room and len(answers) > 1 else []
        found += inside or [Heap(answers, heap.lowest, heap.highest)]
    return view.form, found


def _tell_inside(answers: Sequence[int], counts: Counts) -> list[Heap]:
    """Tell one group as a room of its own; nothing where that has no numbers."""
    own = tuple(counts[at] for at in answers)
    view, message = publisher(sum(own), (1,) * len(own)).told(own)
    if view.form is not Form.COUNTS:
        return []
    heaps = view.heaps(message)
    return [Heap(tuple(answers[at] for at in each.answers), each.lowest, each.highest) for each in heaps]


def _cell(heap: Heap, answers: Sequence[str]) -> Cell:
    return Cell(tuple(answers[at] for at in heap.answers), heap.lowest, heap.highest)


def _in_order(cells: Sequence[Cell], answers: Sequence[str]) -> tuple[Cell, ...]:
    """Sort cells as their question has its answers; what is told as "others" comes last."""
    return tuple(sorted(cells, key=lambda cell: (len(cell.options) > 2, answers.index(cell.options[0]))))
