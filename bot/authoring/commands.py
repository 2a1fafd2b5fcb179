"""The commands for authors: begin a dialog, check, prove, explain, draw and score it, compare versions."""

import json
import sys
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from shutil import get_terminal_size

import click

from bot.authoring.advice_report import data_report, text_report
from bot.authoring.check import ENDED, check_files
from bot.authoring.diff import difference_page, find_version_mistakes
from bot.authoring.explain import explanation_page
from bot.authoring.graph import as_mermaid, as_svg
from bot.authoring.new import SCHEMA, create_dialog
from bot.authoring.pages import page_as_html, page_as_text
from bot.authoring.reasoning import reasoning_page
from bot.authoring.schema import dialog_schema
from bot.authoring.typed_rows import parse_rows, read_rows, report
from bot.core.dialog.model import Dialog
from bot.library.find import find_dialog
from bot.library.library import read_text
from bot.loader.cases import load_answers
from bot.ops.settings import read_settings
from bot.proofs.proof import proof_as_data, value_as_data
from bot.proofs.version_difference import compare_versions

FAILED = 1
"""Exit code where something is wrong with a dialog or a file."""
INTERRUPTED = 130
"""Exit code after Ctrl-C."""


@click.command()
@click.argument("dialog")
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As data for programs.")
def score(dialog: str, answers: Path, as_json: bool) -> None:
    """Give the advice of DIALOG for a file of ANSWERS, with its whole trace."""
    chosen = find_dialog(read_settings(), dialog)
    given = load_answers(read_text(answers), str(answers), chosen)
    if as_json:
        click.echo(as_json_text(data_report(chosen, given)))
    else:
        click.echo(text_report(chosen, given))


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As data for programs.")
@click.option(
    "--typed", "rows", type=click.Path(path_type=Path), help="Read the typed replies in this file instead."
)
def check(paths: tuple[Path, ...], as_json: bool, rows: Path | None) -> None:
    """Find every mistake in dialogs and their cases; PATHS are files, or folders of dialogs."""
    if rows is not None:
        _check_typed(paths, rows)
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("") if console.is_terminal else nullcontext() as status:
        tell = (lambda what: status.update(f"Checking {what}")) if status else (lambda what: None)
        where = paths or (read_settings().dialogs_dir,)
        findings, files = check_files(where, date.today(), tell)  # noqa: DTZ011  # the author's day
    if as_json:
        click.echo(as_json_text([asdict(problem) for problem in findings]))
    else:
        click.echo("".join(f"{problem}\n" for problem in findings), nl=False)
    errors, warnings = (sum(problem.code.startswith(each) for problem in findings) for each in "EW")
    checked, wrong, doubtful = _amount(files, "file"), _amount(errors, "error"), _amount(warnings, "warning")
    click.echo(f"{checked} checked: {wrong}, {doubtful}.", err=True)
    if any(problem.code == ENDED for problem in findings):
        click.echo("Interrupted: what is not checked is marked above.", err=True)
        raise click.exceptions.Exit(INTERRUPTED)
    if errors:
        raise click.exceptions.Exit(FAILED)


def _amount(number: int, noun: str) -> str:
    """Return how many there are of something, in words."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _check_typed(paths: tuple[Path, ...], rows: Path) -> None:
    """Say which typed replies of a file are not read as it says; fail where a wrong answer was recorded."""
    settings = read_settings()
    try:
        wanted = tuple(parse_rows(read_text(rows)))
        dialogs = {dialog.id: dialog for dialog in (find_dialog(settings, str(path)) for path in paths)}
        for row in wanted:
            if row.dialog not in dialogs:
                dialogs[row.dialog] = find_dialog(settings, row.dialog)
        is_well = report(read_rows(wanted, dialogs), click.echo)
    except ValueError as wrong:
        raise click.ClickException(f"{rows}: {wrong}") from wrong
    if not is_well:
        raise click.exceptions.Exit(FAILED)


@click.command()
@click.argument("dialog")
@click.argument("answers", required=False, type=click.Path(path_type=Path))
@click.option("--html", "page_file", type=click.Path(path_type=Path), help="Write it to this file as a page.")
def explain(dialog: str, answers: Path | None, page_file: Path | None) -> None:
    """Say every question, scale, fact and rule of DIALOG in sentences.

    With a file of ANSWERS: how those become advice, step by step.
    """
    chosen = find_dialog(read_settings(), dialog)
    if answers is None:
        page = explanation_page(chosen)
    else:
        page = reasoning_page(chosen, load_answers(read_text(answers), str(answers), chosen))
    if page_file is None:
        click.echo_via_pager(page_as_text(page, get_terminal_size((100, 24)).columns) + "\n")
    else:
        _write(page_file, page_as_html(page))


@click.command()
@click.argument("dialog")
@click.option("--json", "as_json", is_flag=True, help="As data for programs.")
def prove(dialog: str, as_json: bool) -> None:
    """Try all answers to DIALOG: what is reached and how often, and what never can be.

    Exact, never a sample; Ctrl-C ends it with what is proved by then, and exit code 130.
    """
    chosen = find_dialog(read_settings(), dialog)
    from rich.console import Console

    from bot.authoring.prove import print_proof, prove_with_progress

    proof = prove_with_progress(chosen)
    if as_json:
        click.echo(as_json_text(proof_as_data(proof)))
    else:
        print_proof(chosen, proof, Console())
    if proof.unproved:
        raise click.exceptions.Exit(INTERRUPTED)
    if any(problem.is_error for problem in proof.problems):
        raise click.exceptions.Exit(FAILED)


@click.command()
@click.argument("dialog")
@click.option("--shares", is_flag=True, help="With the share of all answer sets that each outcome takes.")
@click.option("--svg", "picture", type=click.Path(path_type=Path), help="Draw it into this file.")
def graph(dialog: str, picture: Path | None, shares: bool) -> None:
    """Show the flow of DIALOG as a Mermaid chart, or draw it with --svg."""
    chosen = find_dialog(read_settings(), dialog)
    if picture is None:
        click.echo(as_mermaid(chosen), nl=False)
    else:
        _write(picture, as_svg(chosen, _shares(chosen) if shares else None))


def _shares(dialog: Dialog) -> dict[str, Fraction]:
    from bot.authoring.prove import prove_with_progress

    proof = prove_with_progress(dialog)
    if not proof.endings:
        raise click.Abort
    return {each.outcome: each.share for each in proof.endings}


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="As data for programs.")
def diff(old: str, new: str, as_json: bool) -> None:
    """Say what the version NEW of a dialog changes against OLD: ids, files, or folders.

    How many answer sets lead elsewhere, with an example each, and what happens to people under way.
    """
    settings = read_settings()
    before, after = find_dialog(settings, old), find_dialog(settings, new)
    if before.id != after.id:
        raise click.UsageError(f"{before.id} and {after.id} are two dialogs, not two versions of one.")
    difference = compare_versions(before, after)
    problems = find_version_mistakes(before, after)
    if as_json:
        told = {"difference": value_as_data(difference), "problems": value_as_data(problems)}
        click.echo(as_json_text(told))
    else:
        click.echo(
            page_as_text(difference_page(before, after, difference), get_terminal_size((100, 24)).columns)
        )
        click.echo("".join(f"\n{problem}" for problem in problems), err=True)
    if any(problem.is_error for problem in problems):
        raise click.exceptions.Exit(FAILED)


@click.command()
@click.option("--output", "file", type=click.Path(path_type=Path), help="Write it to this file.")
def schema(file: Path | None) -> None:
    """Print the JSON Schema of dialog files, by which an editor completes, checks and explains keys."""
    text = json.dumps(dialog_schema(), indent=2, ensure_ascii=False) + "\n"
    if file is None:
        click.echo(text, nl=False)
    else:
        _write(file, text)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make FOLDER with a small, complete dialog in it, to be changed piece by piece; its name is the id."""
    create_dialog(folder, date.today())  # noqa: DTZ011  # the day where the author is
    click.echo(f"{folder} is there. Open {folder / 'dialog.yml'}, change it, and try it:")
    click.echo(f"  decision-coach check {folder}\n  decision-coach chat {folder}")
    click.echo(f"Editors that know YAML schemas explain each key by {SCHEMA}, which lies beside it.")


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise click.ClickException(f"{file} cannot be written: {problem.strerror}") from problem
    click.echo(f"{file} is written.", err=True)


def as_json_text(data: object) -> str:
    """Return data as JSON; escaped where the output is not Unicode and signs of it would be replaced."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").casefold()
    return json.dumps(data, ensure_ascii=not encoding.startswith("utf"), indent=2)
