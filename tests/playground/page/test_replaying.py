"""What was played once is played again, and the first difference is told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession
from click.testing import CliRunner

from bot.core.dialog.source import DialogError
from bot.playground.page.command import playground as command
from bot.playground.page.recording import RecordedStep, Recording, read_recording, write_recording
from bot.playground.page.replaying import replay_recording
from bot.playground.people import Person
from tests.example import DOG
from tests.playground.page.conftest import Playground
from tests.playground.page.nursed import start_nursed
from tests.playground.page.test_room import order

FILES = sorted((Path(__file__).parent / "recordings").glob("*.yml"))
RECORDINGS = {file.stem: file.read_text(encoding="utf-8") for file in FILES}
WHOLE = """\
format: 1
began: 2026-11-23T09:00:00+00:00
people: [Maya, Jonas]
groups: {Team 1: [Maya, Jonas]}
steps:
- {who: Maya, types: /start}
- {who: Maya, chat: Team 1, sees: "Hello,\\nyou"}
- {waits: 1.5}
"""


async def recorded(playground: Playground) -> Recording:
    """Maya begins and answers two questions by the page's orders, and a day passes in between."""
    room = playground.room
    (maya,) = room.people.values()

    async def taps(person: Person, label: str) -> None:
        shown = await person.sees(label=label)
        button = shown.button(label) or {}
        place = f'"who": {person.id}, "chat": {person.id}, "message": {shown.message_id}'
        data = button["callback_data"]
        await order(room, f'{{"do": "tap", {place}, "data": "{data}", "label": "{label}"}}')

    await order(room, f'{{"do": "say", "who": {maya.id}, "chat": {maya.id}, "text": "/start"}}')
    await taps(maya, "Get a dog")
    await order(room, '{"do": "wait", "days": 1}')
    await taps(maya, "A companion")
    await maya.sees("Who would look after it")
    async with ClientSession() as session, session.get(f"{playground.address}recording.yml") as answer:
        return read_recording(await answer.text(), "conversation.yml")


async def test_a_conversation_is_played_again_as_it_was(playground: Playground, tmp_path: Path) -> None:
    recording = await recorded(playground)

    assert [step.taps for step in recording.steps if step.taps] == ["Get a dog", "A companion"]
    dialogs = {"DIALOGS_DIR": str(tmp_path / "dialogs")}
    assert await replay_recording(recording, dialogs, start_nursed) is None


async def test_the_first_difference_is_told(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.page.replaying.PATIENCE", 6.0)
    recording = await recorded(playground)
    dialog = tmp_path / "dialogs" / "dog" / "dialog.yml"
    dialog.write_text(DOG.replace("A companion", "A good friend"), encoding="utf-8")

    dialogs = {"DIALOGS_DIR": str(tmp_path / "dialogs")}
    difference = await replay_recording(recording, dialogs, start_nursed)

    assert difference is not None
    assert "Maya finds no button “A companion”" in str(difference)


@pytest.mark.parametrize("name", RECORDINGS)
async def test_what_is_kept_here_goes_as_it_went(name: str, tmp_path: Path) -> None:
    dialog = tmp_path / "dog" / "dialog.yml"
    dialog.parent.mkdir()
    dialog.write_text(DOG, encoding="utf-8")
    recording = read_recording(RECORDINGS[name], name)

    assert await replay_recording(recording, {"DIALOGS_DIR": str(tmp_path)}, start_nursed) is None


def test_a_recording_survives_its_file() -> None:
    recording = read_recording(WHOLE, "x.yml")

    assert read_recording(write_recording(recording), "x.yml") == recording
    assert recording.steps[-1] == RecordedStep(waits=1.5)


def test_a_recording_of_nothing_survives_its_file() -> None:
    recording = Recording(began=datetime(2026, 11, 23, tzinfo=UTC), people=("Maya",), steps=())

    assert read_recording(write_recording(recording), "x.yml") == recording


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("types: /start", "typos: /start", "x.yml:6:"),
        ("types: /start", "types: /start, taps: Go", "exactly one of"),
        ("who: Maya, types", "who: Nobody, types", "Nobody: not among `people`"),
        ("chat: Team 1", "chat: Team 2", "Team 2: not among `groups`"),
        ("{waits: 1.5}", "{waits: -1}", "greater than 0"),
        ("people: [Maya, Jonas]", "people: Maya", "x.yml:3:"),
        ("people: [Maya, Jonas]", "people: []", "x.yml:3:9: E12"),
        ("people: [Maya, Jonas]", "people: [Maya, Maya]", "names somebody twice"),
        ("people: [Maya, Jonas]\n", "", "people: Field required"),
        ("Team 1: [Maya, Jonas]", "Team 1: []", "x.yml:4:18: E12"),
        ("types: /start", "types: '  '", "at least 1 character"),
        ("types: /start", f"types: {'x' * 5000}", "at most 4096 characters"),
        ("types: /start", f"opens: {'x' * 5000}", "at most 2048 characters"),
        ("T09:00:00+00:00", "T09:00:00", "should have timezone"),
        ("2026-11-23", "9999-11-23", "2100-01-01"),
    ],
)
def test_a_recording_that_is_wrong_is_told_by_place(written: str, instead: str, problem: str) -> None:
    with pytest.raises(DialogError) as wrong:
        read_recording(WHOLE.replace(written, instead), "x.yml")

    assert problem in str(wrong.value)


def test_the_command_line_says_how_it_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "talk.yml"
    file.write_text(WHOLE.replace("groups: {Team 1: [Maya, Jonas]}\n", "").replace(", chat: Team 1", ""))
    (tmp_path / "dog").mkdir()
    (tmp_path / "dog" / "dialog.yml").write_text(DOG, encoding="utf-8")
    monkeypatch.setenv("DIALOGS_DIR", str(tmp_path))
    monkeypatch.setattr("bot.playground.page.replaying.PATIENCE", 6.0)

    told = CliRunner().invoke(command, ["--replay", str(file)])

    assert told.exit_code == 1
    assert "Step 2: Maya sees something else." in told.output
    assert "-Hello," in told.output
