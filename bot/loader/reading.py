"""The way from a file's text to a dialog: read, take apart, check, build.

Proofs that try all answers (outcomes that nothing reaches, values that a scale does not
have for some) are not made here: they need a whole dialog and more time than a load.
"""

from dataclasses import dataclass

from bot.core.dialog.model import Dialog
from bot.core.dialog.source import DialogError, Problem
from bot.loader.build import Named, build
from bot.loader.conditions import ConditionReader
from bot.loader.content import check_content
from bot.loader.document import read_document
from bot.loader.draft import read_draft
from bot.loader.findings import Findings
from bot.loader.names import read_names
from bot.loader.points import check_points, spans
from bot.loader.questions import check_questions
from bot.loader.references import check_references
from bot.loader.rules import read_rules
from bot.loader.tallies import read_tallies
from bot.loader.telling import check_core, check_crosstabs, check_wall
from bot.loader.wording import check_wording


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a file.

    dialog: None if there is an error. problems: errors, warnings and remarks, by place.
    """

    dialog: Dialog | None
    problems: tuple[Problem, ...]


def load_dialog(text: str, path: str) -> Dialog:
    """Read a dialog from a text. path: only named in messages.

    Raises:
        DialogError: with all errors at once; warnings are not errors.
    """
    examined = examine(text, path)
    if examined.dialog is None:
        raise DialogError(tuple(each for each in examined.problems if each.is_error))
    return examined.dialog


def examine(text: str, path: str) -> Examined:
    """Return all problems of a text, and the dialog if none of them is an error."""
    findings = Findings()
    dialog = _read(text, path, findings)
    return Examined(dialog, findings.all())


def _read(text: str, path: str, findings: Findings) -> Dialog | None:
    node = read_document(text, path, findings)
    if node is None:
        return None
    draft = read_draft(node, findings)
    names = read_names(node, findings)
    reader = ConditionReader(names, spans(draft), findings)
    rules = read_rules(node, reader)
    check_questions(draft, findings)
    check_points(draft, findings)
    check_references(node, names, findings)
    check_content(draft, findings)
    check_wording(draft, findings)
    check_wall(draft, findings)
    check_core(draft, rules, findings)
    check_crosstabs(draft, findings)
    if draft.head is None or findings.is_refusal:
        return None
    facts = {name: fact for name, fact in reader.facts.items() if fact is not None}
    return build(draft, draft.head, Named(facts, read_tallies(names.tallies, facts)), rules, text)
