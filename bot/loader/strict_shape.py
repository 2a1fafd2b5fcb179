"""What all shapes of a file share."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A part of a dialog file."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
