"""How the tests are run, all of them."""

import os
from contextlib import ExitStack

import pytest
from hypothesis import settings

from tests import postgres
from tests.order import deal

_RUN = ExitStack()
"""What ends with the run."""

# On a laptop each run tries other examples; a change is judged by the same ones each time. Nowhere is it
# judged by how long an example takes, which is up to whatever else the machine does.
settings.register_profile("new each time", deadline=None)
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "new each time")


def pytest_xdist_auto_num_workers() -> int | None:
    """Two more workers than processors: many a test waits for processes, browsers and faults."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # xdist reads it
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each worker begin with long tests: one that came last would be waited for by all."""
    if hasattr(config, "workerinput"):
        items[:] = deal(items, lambda item: item.nodeid, int(config.workerinput["workercount"]))


def pytest_configure(config: pytest.Config) -> None:
    """Give the processes of this run a place for the database server that they share.

    They keep bytecode, even where Python is told not to: each of hundreds would compile the project anew.
    """
    if not hasattr(config, "workerinput"):
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ[postgres.FOLDER] = str(_RUN.enter_context(postgres.kept_folder()))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop that server, if any test has started it."""
    if not hasattr(config, "workerinput"):
        _RUN.close()
