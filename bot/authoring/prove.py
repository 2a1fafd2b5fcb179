"""A proof as tables for a terminal: what is reached, how often, how balanced, and what was found."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from fractions import Fraction

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from bot.authoring.pages import count_of
from bot.core.dialog.answers import Answers
from bot.core.dialog.model import Dialog
from bot.proofs.findings import answers_text
from bot.proofs.promises import TRAILING, UNCONTESTED, UNFILLED, UNTRUE_LINE
from bot.proofs.proof import Proof
from bot.proofs.prover import Progress, Prover

NOT_PROVED = "NOT PROVED"


def prove_with_progress(dialog: Dialog) -> Proof:
    """Prove, and say on standard error how far it is, where somebody looks. Ctrl-C ends it with less.

    Raises:
        DialogError: the dialog is too large to be proved; it says which question to split.
    """
    console = Console(stderr=True)
    with console.status("") if console.is_terminal else nullcontext() as status:
        tell = _progress_reporter(status.update) if status else None
        prover = Prover(dialog, tell)
        try:
            return prover.proof()
        except KeyboardInterrupt:
            return prover.so_far()


def _progress_reporter(update: Callable[[str], None]) -> Progress:
    return lambda what, states: update(f"Proving {what}: {states:,} states")


def print_proof(dialog: Dialog, proof: Proof, console: Console) -> None:
    """Print a proof, the most important first."""
    for part in _parts(dialog, proof):
        console.print(part)
        console.print()


def _parts(dialog: Dialog, proof: Proof) -> Iterator[RenderableType]:
    if proof.unproved:
        told = "This is what was proved until then." if proof.endings else "Nothing was proved until then."
        yield Text(f"INTERRUPTED. {told}", style="bold")
    if proof.endings:
        yield from _reached(dialog, proof)
    yield _table("Proved", ("claim", ""), _claims(proof))
    if proof.endings:
        yield Text("A shortest way to each outcome", style="bold")
        yield Text("\n".join(f"{each.outcome}: {_witness(each.witness)}" for each in proof.endings))
    if proof.problems:
        yield Text("\n".join(map(str, proof.problems)))
    if dialog.accepted:
        yield Text("Accepted by the author", style="bold")
        yield Text("\n".join(f"{each.finding} of {each.of}: {each.because}" for each in dialog.accepted))


def _reached(dialog: Dialog, proof: Proof) -> Iterator[RenderableType]:
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


def _claims(proof: Proof) -> Iterator[tuple[str, str]]:
    """Each claim, and whether it holds: the number of exceptions where it does not."""
    unsaid = sum(each.witness is None for each in proof.lines)
    claims = (
        ("endings", "Every outcome is reached", sum(not each.count for each in proof.endings)),
        ("questions", "Every question is asked of somebody", sum(not each.count for each in proof.questions)),
        ("options", "Every option can be chosen", sum(each.witness is None for each in proof.options)),
        ("lines", "Every reason, step and reading is said to somebody", unsaid),
        ("shadows", "No rule is shadowed by earlier ones", len(proof.shadows)),
        ("constants", "No condition, nor a part of one, is always true or never", len(proof.constants)),
        ("unreasoned", "No advice comes without a reason", len(proof.unreasoned)),
        ("broken", "Every line is true for everybody who reads it", _broken(proof, UNTRUE_LINE)),
        ("broken", "Every title has what fills it", _broken(proof, UNFILLED)),
        ("broken", "No scale on show sets another way ahead without a word", _broken(proof, TRAILING)),
        ("broken", "There is always a case against, where outcomes have one", _broken(proof, UNCONTESTED)),
        *(("claims", f"Claim: {each.say}", int(each.witness is not None)) for each in proof.claims),
        ("losses", "More for an alternative never loses it", len(proof.losses)),
        ("silences", "Silence never pays", len(proof.silences)),
        ("alike", "No two options always lead to the same", len(proof.alike)),
        ("idle_weights", "Every weight matters", len(proof.idle_weights)),
    )
    for part, claim, exceptions in claims:
        yield claim, NOT_PROVED if part in proof.unproved else _holds(exceptions)
    for part, claim, share in (
        ("fallback", "Share of answer sets that the last outcome takes", proof.fallback),
        ("closeness", "Share within 5 points of a threshold", proof.closeness.share),
    ):
        yield claim, NOT_PROVED if part in proof.unproved else _percent(share)


def _broken(proof: Proof, code: str) -> int:
    return sum(each.code == code for each in proof.broken)


def _holds(exceptions: int) -> str:
    return "yes" if not exceptions else f"no: {count_of(exceptions, 'exception')}"


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
    return "never" if answers is None else answers_text(answers)
