"""What a proof costs: shipped dialogs and made-up ones, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from tests.bench.figures import number, table

SHIPPED: Final = ("ai-cert", "ai-programme")
MADE_UP: Final = ((20, "[]"), (16, "[skip, unsure]"), (20, "[skip, unsure]"), (24, "[skip, unsure]"))

MEASURED: Final = """
import json, resource, sys, time
from bot.core.dialog.source import DialogError
from bot.library.find import find_dialog
from bot.proofs.prover import Prover
from bot.ops.settings import read_settings
from tests.bench.synthetic import made_up
name, questions, allow = sys.argv[1:]
dialog = find_dialog(read_settings(), name) if name else made_up(int(questions), 5, allow)
prover, begun = Prover(dialog), time.process_time()
try:
    prover.proof()
    refused = ""
except DialogError as problem:
    refused = problem.problems[0].hint
spent, memory = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([prover.so_far().total, prover.so_far().nodes, spent, memory, refused]))
"""


def proofs(most: int, shipped: Sequence[str]) -> list[str]:
    """The table. most: questions that a made-up dialog may have. shipped: ids of dialogs."""
    named = [(name, (name, "0", "")) for name in shipped]
    made = [
        (
            f"made up, {count} x 5{', left open' if 'skip' in allow else ''}",
            ("", str(count), allow),
        )
        for count, allow in MADE_UP
        if count <= most
    ]
    rows = []
    for told, words in (*named, *made):
        run = subprocess.run(
            [sys.executable, "-c", MEASURED, *words], capture_output=True, check=True, text=True
        )
        total, nodes, spent, memory, refused = json.loads(run.stdout)
        rows.append((told, refused or f"{total:,}", f"{nodes:,}", number(spent), number(memory)))
    return [table("Proofs", ("dialog", "answer sets", "states", "CPU s", "MB"), rows)]
