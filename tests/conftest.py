"""How the tests are run, all of them."""

import os


def pytest_xdist_auto_num_workers() -> int | None:
    """One more worker than processors: many a test waits for processes, browsers and faults."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # xdist reads it
    return (os.cpu_count() or 1) + 1
