"""A conversation as a file: who typed and tapped what, and what they saw before and after it.

The clock at the beginning is part of it, because cards and results name dates.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal, TypeAlias

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.core.dialog.source import DialogError, Place, Problem
from bot.loader.document import read_document
from bot.loader.findings import Findings
from bot.loader.nodes import node_data
from bot.playground.page.orders import (
    LONGEST_NAME,
    AttendanceChange,
    Label,
    Link,
    TopicChange,
    TypedText,
)

DaysPassed: TypeAlias = Annotated[float, Field(gt=0, le=366)]
RecordedText: TypeAlias = Annotated[str, Field(min_length=1)]

SomeName: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

VERBS: Final = ("types", "taps", "opens", "sends", "blocks", "attends", "arranges", "sees", "waits")


class RecordedStep(BaseModel):
    """One thing that happened.

    who: a name; only for ``waits`` there is nobody. chat: title of a group, "" for the private chat.
    topic: name of a topic of a forum, "" for the general one; ``arranges`` it, or does something in it.
    taps: what is on the button. sees: a whole text of the bot that stands in the chat. waits: days.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: str = ""
    chat: str = ""
    topic: str = ""
    types: TypedText | None = None
    taps: Label | None = None
    opens: Link | None = None
    sends: Literal["photo", "voice", "sticker"] | None = None
    blocks: bool | None = None
    attends: AttendanceChange | None = None
    arranges: TopicChange | None = None
    sees: RecordedText | None = None
    waits: DaysPassed | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> "RecordedStep":
        done = [verb for verb in VERBS if getattr(self, verb) is not None]
        if len(done) != 1:
            raise ValueError(f"a step has exactly one of {', '.join(VERBS)}")
        if bool(self.who) == (done == ["waits"]):
            raise ValueError("a step needs `who`, and `waits` has nobody")
        if self.arranges and not (self.chat and self.topic):
            raise ValueError("`arranges` needs `chat` and `topic`")
        return self


class Recording(BaseModel):
    """A whole conversation.

    began: by the clock of Telegram. groups: title -> who was in it at first, the owner before the others.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["1"] = "1"
    began: Annotated[AwareDatetime, Field(ge=EARLIEST, le=LATEST)]
    people: Annotated[tuple[SomeName, ...], Field(min_length=1)]
    groups: dict[SomeName, Annotated[tuple[SomeName, ...], Field(min_length=1)]] = {}
    steps: tuple[RecordedStep, ...]

    @model_validator(mode="after")
    def _knows_everybody(self) -> "Recording":
        known = set(self.people)
        if len(known) < len(self.people):
            raise ValueError("`people` names somebody twice")
        named = {step.who for step in self.steps if step.who}.union(*self.groups.values())
        if strangers := sorted(named - known):
            raise ValueError(f"{', '.join(strangers)}: not among `people`")
        places = {step.chat for step in self.steps if step.chat}
        if unknown := sorted(places - self.groups.keys()):
            raise ValueError(f"{', '.join(unknown)}: not among `groups`")
        return self


def read_recording(text: str, path: str) -> Recording:
    """Read a file; ``path`` only names it in messages.

    Raises:
        DialogError: it is no recording; with the places.
    """
    findings = Findings()
    table = read_document(text, path, findings, has_names=False)
    if table is None or findings.is_refusal:
        raise DialogError(findings.errors())
    try:
        return Recording.model_validate(node_data(table))
    except ValidationError as wrong:
        raise DialogError(tuple(_problem(each, table, path) for each in wrong.errors())) from None


def write_recording(recording: Recording) -> str:
    """The recording as YAML, as one would write it by hand."""
    data = recording.model_dump(exclude_defaults=True)
    began = recording.began.astimezone(UTC).isoformat(timespec="seconds")
    data = {"format": 1, **data, "began": began, "people": list(recording.people)}
    data["groups"] = {title: list(names) for title, names in recording.groups.items()}
    data["steps"] = list(data["steps"])
    names = ("format", "began", "people", *(["groups"] if recording.groups else []), "steps")
    ordered = {name: data[name] for name in names}
    head = "# Played in the playground; `decision-coach playground --replay FILE` plays it again.\n"
    return head + yaml.dump(ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent)


def _problem(error: Any, table: Any, path: str) -> Problem:
    place: Place = table.at(*error["loc"]) if error["loc"] else Place(path, 1, 1)
    about = error["msg"].removeprefix("Value error, ")
    if error["type"] in ("missing", "extra_forbidden"):
        about = f"{error['loc'][-1]}: {about}"
    return Problem(path, place.line, place.column, "E12", about)
