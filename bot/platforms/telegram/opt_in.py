"""The library's own switch for durations, set before anything of it is used.

With it `RetryAfter.retry_after` and its like are timedeltas, as they will be in its next major
version; without it every use of one warns.
"""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")
