"""What a new version of a dialog changes, in sentences: for answer sets, and for people under way."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.authoring.pages import Item, Page, Section, count_of
from bot.core.dialog.model import Dialog
from bot.core.dialog.source import Problem
from bot.proofs.findings import answers_text, percent_text
from bot.proofs.version_difference import OutcomeChange, VersionDifference


def difference_page(old: Dialog, new: Dialog, difference: VersionDifference) -> Page:
    """The difference as a page. old, new: versions of one dialog."""
    return Page(
        f"{new.title} ({new.id}): version {old.version} → {new.version}",
        new.lang,
        (
            Section("Whose advice changes", tuple(_advice(difference))),
            Section("What is asked", tuple(_asked(new, difference)) or (Item("The same as before."),)),
            Section("What happens to people under way", tuple(_under_way(old, new, difference))),
        ),
    )


def _advice(difference: VersionDifference) -> Iterator[Item]:
    if difference.total is None:
        asked = ", ".join(difference.asked_otherwise)
        yield Item(
            f"This cannot be counted: {asked} are asked of other people, or in another way, so that the two "
            "versions share no answer sets. `prove` tells how often each outcome is reached in each."
        )
        return
    moved = sum(each.count for each in difference.changes)
    yield Item(
        f"Of {difference.total:,} answer sets that both versions take, {moved:,} lead elsewhere"
        f"{_share(moved, difference.total)}."
    )
    yield from (_change(each, difference.total) for each in difference.changes)


def _change(change: OutcomeChange, total: int) -> Item:
    return Item(
        f"{change.before} → {change.after}: {change.count:,}{_share(change.count, total)}",
        (Item(f"such as {answers_text(change.witness)}"),),
    )


def _share(count: int, total: int) -> str:
    return f" ({percent_text(Fraction(count, total))})" if count else ""


def _asked(new: Dialog, difference: VersionDifference) -> Iterator[Item]:
    replaced = _replaced(new)
    yield from (Item(f"New: {new.questions[each].ask} ({each})") for each in difference.added)
    for each in difference.removed:
        yield Item(f"Gone: {each}{f', replaced by {replaced[each]}' if each in replaced else ''}")
    yield from _options("New options", difference.new_options)
    yield from _options("Options that are gone", difference.gone_options)
    yield from (Item(f"Asked otherwise: {each}") for each in difference.asked_otherwise)


def _replaced(new: Dialog) -> Mapping[str, str]:
    """Return question of an earlier version -> the one that takes over its answers."""
    return {each: by.id for by in new.questions.values() for each in by.replaces}


def _options(what: str, options: Mapping[str, tuple[str, ...]]) -> Iterator[Item]:
    yield from (Item(f"{what} of {question}: {', '.join(ids)}") for question, ids in options.items())


def _under_way(old: Dialog, new: Dialog, difference: VersionDifference) -> Iterator[Item]:
    if old.logic_hash == new.logic_hash:
        yield Item("Only words change: conversations go on, and show the new ones at their next screen.")
        return
    yield Item(f"They stay on version {old.version}, and their card offers to move to version {new.version}.")
    if difference.added:
        yield Item(f"Who moves is asked {count_of(len(difference.added), 'new question')} at most.")
    again = sorted({*difference.gone_options, *difference.asked_otherwise})
    if again:
        yield Item(f"Who chose what is gone, or is asked otherwise, may be asked again: {', '.join(again)}.")
    gone = (each for each in difference.removed if old.questions[each].kind.expects_answer)
    left = [each for each in gone if each not in _replaced(new)]
    if left:
        yield Item(f"Answers to what is gone no longer count: {', '.join(left)}.")
    which = "Every other answer goes" if again or left else "All answers go"
    yield Item(f"{which} along. Results stay with the version they were given in.")


def find_version_mistakes(old: Dialog, new: Dialog) -> tuple[Problem, ...]:
    """What no new version may do: change its logic under the same number, or reuse an id."""
    found = []
    if new.logic_hash != old.logic_hash and new.version <= old.version:
        said = f"the logic is another, and `version` did not rise: it was {old.version}, and is {new.version}"
        hint = f"write version: {old.version + 1}"
        found.append(_problem(new, "version:", "E80", said, hint))
    replaced = _replaced(new)
    for each, question in new.questions.items():
        before = old.questions.get(each)
        if before is None or question.replaces.get(each) is not None:
            continue
        if before.kind is not question.kind:
            said = f"`{each}` was a `{before.kind.name}` question, and is a `{question.kind.name}` one now"
            place = question.place
            hint = f"give it a new id with `replaces: [{each}]`, or a table of its options"
            found.append(Problem(place.path, place.line, place.column, "E81", said, hint))
    for each in old.questions:
        if each not in new.questions and each not in replaced:
            said = f"the question `{each}` is gone, and no other replaces it"
            found.append(_problem(new, "questions:", "W82", said, "say `replaces: [id]` where one does"))
    return tuple(sorted(found))


def _problem(dialog: Dialog, key: str, code: str, said: str, hint: str) -> Problem:
    path = next(iter(dialog.questions.values())).place.path
    lines = enumerate(dialog.text.splitlines(), 1)
    line = next((number for number, text in lines if text.startswith(key)), 1)
    return Problem(path or "dialog.yml", line, 1, code, said, hint)
