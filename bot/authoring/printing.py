"""Data for programs, in what the output can hold."""

import json
import sys


def as_json_text(data: object) -> str:
    """Return data as JSON; escaped where the output is not Unicode and signs of it would be replaced."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").casefold()
    return json.dumps(data, ensure_ascii=not encoding.startswith("utf"), indent=2)
