"""Measurements in Prometheus' text format. Only a bot that answers `/metrics` imports this module.

What happens is counted as it happens; how things stand is looked up when somebody asks.
"""

import platform
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from bot.ops.meter import TimedPart

disable_created_metrics()  # a line for each series that says when the process began to count it

PREFIX: Final = "decision_coach"
QUICK: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Seconds that bound the buckets of a part of an update's way."""
REMOTE: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25)
"""The same of a call to the platform."""

GAUGES: Final[Mapping[str, str]] = {
    "platform_heard_timestamp_seconds": "When the platform was last heard of, in seconds since 1970.",
    "oldest_update_seconds": "Seconds for which the oldest unsettled update has waited; 0 for none.",
    "store_up": "1 if the store answers, else 0.",
    "store_probe_seconds": "Seconds that the store took to answer now.",
    "surfaces_due": "Messages that are due.",
    "oldest_surface_seconds": "Seconds for which the oldest message has been due; 0 for none.",
    "dead_letters": "Updates that could not be handled.",
    "disk_free_bytes": "Bytes left on the disk of the database, or of the backups.",
    "backup_timestamp_seconds": "When the newest backup was made, in seconds since 1970; 0 for none yet.",
}
"""Name of each gauge, without the prefix -> what it says. One that is not known is left out."""

SESSIONS: Final = "sessions"


class CallOutcome(Enum):
    """What became of a call to the platform. FAILED: no answer came, or the server is in trouble."""

    DONE = "done"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    FAILED = "failed"


def outcome_of(status: int | None) -> CallOutcome:
    """Return what became of a call by its HTTP status; None where no answer came."""
    if status is None or status >= 500:
        return CallOutcome.FAILED
    if status < 300:
        return CallOutcome.DONE
    return CallOutcome.RATE_LIMITED if status == 429 else CallOutcome.REFUSED


class Metrics:
    """A meter that can be read. version: of this program."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self, version: str) -> None:
        self._registry = CollectorRegistry()
        self._standing = _Standing(version)
        self._registry.register(self._standing)
        ProcessCollector(registry=self._registry)
        parts = self._histogram("update_seconds", "Seconds of an update, by part of its way.", "part", QUICK)
        self._parts = {part: parts.labels(part.value) for part in TimedPart}
        self._calls = Counter(
            f"{PREFIX}_calls", "Calls to the platform.", ("method", "outcome"), registry=self._registry
        )
        self._known: dict[tuple[str, CallOutcome], tuple[Counter, Histogram]] = {}
        self._call_seconds = self._histogram("call_seconds", "Seconds of a call.", "method", REMOTE)

    def note_part(self, part: TimedPart, seconds: float) -> None:
        """See `Meter.note_part`."""
        self._parts[part].observe(seconds)

    def note_call(self, method: str, status: int | None, seconds: float) -> None:
        """See `Meter.note_call`."""
        outcome = outcome_of(status)
        if (known := self._known.get((method, outcome))) is None:  # finding them is dear, and methods are few
            known = self._calls.labels(method, outcome.value), self._call_seconds.labels(method)
            self._known[method, outcome] = known
        known[0].inc()
        known[1].observe(seconds)

    def render(
        self, gauges: Mapping[str, float | None], sessions: Mapping[tuple[str, str], int] | None
    ) -> bytes:
        """Return everything as text. gauges: by name, as in `GAUGES`; None for what is not known.

        sessions: how many, by what they are of (`solo`, `group`) and by stage; None while unknown.
        """
        self._standing.gauges, self._standing.sessions = gauges, sessions or {}
        return generate_latest(self._registry)

    def _histogram(self, name: str, words: str, label: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"{PREFIX}_{name}", words, (label,), buckets=buckets, registry=self._registry)


class _Standing(Collector):
    """How things stand, as they were looked up last."""

    def __init__(self, version: str) -> None:
        self._version = version
        self.gauges: Mapping[str, float | None] = {}
        self.sessions: Mapping[tuple[str, str], int] = {}

    def collect(self) -> Iterable[Metric]:
        """Yield the gauges."""
        for name, words in GAUGES.items():
            if (value := self.gauges.get(name)) is not None:
                yield GaugeMetricFamily(f"{PREFIX}_{name}", words, value)
        sessions = GaugeMetricFamily(f"{PREFIX}_{SESSIONS}", "Sessions stored.", labels=("of", "stage"))
        for labels, number in self.sessions.items():
            sessions.add_metric(labels, number)
        yield sessions
        build = GaugeMetricFamily(f"{PREFIX}_build_info", "What runs.", labels=("version", "python"))
        build.add_metric((self._version, platform.python_version()), 1)
        yield build
