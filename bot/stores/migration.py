"""The numbered steps of a schema. A number means the same tables and columns in every database."""

from dataclasses import dataclass
from importlib.resources import files

from bot.stores.protocol import StoreError


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema, applied once, in one transaction; a released one is never edited."""

    number: int
    sql: str


def read_migrations(package: str) -> tuple[Migration, ...]:
    """Return the migrations in the files of a package, in order."""
    scripts = (file for file in files(package).iterdir() if file.name.endswith(".sql"))
    steps = (Migration(int(script.name[:4]), script.read_text("utf-8")) for script in scripts)
    return tuple(sorted(steps, key=lambda step: step.number))


def newer_schema(name: str, version: int, newest: int) -> StoreError:
    """Return the error about a database of a newer version. newest: the schema that this version knows."""
    return StoreError(
        f"{name} was written by a newer version (schema {version}; this one knows {newest});"
        " install that version, or restore a backup made before"
    )
