"""A proof as tables for a terminal: what is reached, how often, how balanced, and what was found."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from bot.core import words
from bot.core.answers import Answers
from bot.core.model import Dialog
from bot.proofs.findings import told
from bot.proofs.proof import Proof
from bot.proofs.proving import prove


def watched(dialog: Dialog) -> Proof:
    """Prove, and say on standard error how far it is, where somebody looks.

    Raises:
        DialogError: the dialog is too large to be proved; it says which question to split.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        return prove(dialog)
    with console.status("") as status:
        return prove(dialog, lambda what, states: status.update(f"Proving {what}: {states:,} states"))


def show(dialog: Dialog, proof: Proof, console: Console) -> None:
    """Print a proof, the most important first."""
    for part in _parts(dialog, proof):
        console.print(part)
        console.print()


def _parts(dialog: Dialog, proof: Proof) -> Iterator[RenderableType]:
    lengths = proof.lengths
    yield Text(
        f"{dialog.title} ({dialog.id}, version {dialog.version}): {proof.total:,} answer sets, "
        f"merged into {proof.nodes:,} states.\n"
        f"Questions asked: {lengths.shortest} to {lengths.longest}, {float(lengths.mean):.1f} on average."
    )
    yield _table(
        "Outcomes, in the order they are tried",
        ("outcome", "recommends", "answer sets", "share", "its rule alone fits"),
        (
            (
                each.outcome,
                dialog.alternatives[each.alternative].label,
                f"{each.count:,}",
                _percent(each.share),
                f"{each.fitting:,}",
            )
            for each in proof.endings
        ),
    )
    yield _table(
        "Alternatives",
        ("alternative", "share of answer sets"),
        ((dialog.alternatives[each.id].label, _percent(each.share)) for each in proof.alternatives),
    )
    yield _table(
        "Rules that fit at once, so that their order decides",
        ("taken", "would fit as well", "share"),
        ((each.first, each.later, _percent(each.share)) for each in proof.overlaps),
    )
    yield _table("Proved", ("claim", ""), _claims(proof))
    yield Text("A shortest way to each outcome", style="bold")
    yield Text("\n".join(f"{each.outcome}: {_witness(each.witness)}" for each in proof.endings))
    if proof.problems:
        yield Text("\n".join(map(str, proof.problems)))


def _claims(proof: Proof) -> Iterator[tuple[str, str]]:
    """Each claim, and whether it holds: the number of exceptions where it does not."""
    unsaid = sum(each.witness is None for each in proof.lines)
    yield "Every outcome is reached", _holds(sum(not each.count for each in proof.endings))
    yield "Every question is asked of somebody", _holds(sum(not each.count for each in proof.questions))
    yield "Every option can be chosen", _holds(sum(each.witness is None for each in proof.options))
    yield "Every reason, step and reading is said to somebody", _holds(unsaid)
    yield "No rule is shadowed by earlier ones", _holds(len(proof.shadows))
    yield "No condition, nor a part of one, is always true or never", _holds(len(proof.constants))
    yield "No advice comes without a reason", _holds(len(proof.unreasoned))
    yield "More for an alternative never loses it", _holds(len(proof.losses))
    yield "Silence never pays", _holds(len(proof.silences))
    yield "No two options always lead to the same", _holds(len(proof.alike))
    yield "Every weight matters", _holds(len(proof.idle_weights))
    yield "Share of answer sets that the last outcome takes", _percent(proof.fallback)
    yield "Share within 5 points of a threshold", _percent(proof.closeness.share)


def _holds(exceptions: int) -> str:
    return "yes" if not exceptions else f"no: {words.count(exceptions, 'exception')}"


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.2f} %"


def _witness(answers: Answers | None) -> str:
    return "never" if answers is None else told(answers)
