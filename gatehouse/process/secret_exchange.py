"""Where a new SECRET_KEY comes from, and where it is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gatehouse.core.settings import SettingsError, load_settings
from gatehouse.core.settings.rules import secret_key as fault_of
from gatehouse.persistence import data_directory
from gatehouse.persistence.installation import Installation


class NewSecret(NamedTuple):
    """The new key, and what makes it the one in use once the database has it; it may say what to set."""

    value: str
    keep: Callable[[], str | None]


def new_secret(installation: Installation, file: Path | None) -> NewSecret:
    """From the file if there is one; otherwise the data directory gets a key of its own making."""
    if file is not None:
        value = file.read_text("utf-8").rstrip("\r\n")
        if fault := fault_of(value, installation.settings.environment):
            raise SettingsError(f"--new-file: {fault.removeprefix('SECRET_KEY: ')}")
        return NewSecret(value, lambda: f"SECRET_KEY_FILE={file}")
    data_dir = installation.data_dir
    if data_dir is None or load_settings().secret_key is not None:
        raise SettingsError("--new-file: required where SECRET_KEY is set; write the new key into that file")
    return NewSecret(
        data_directory.draft_secret_key(data_dir), lambda: data_directory.adopt_secret_key(data_dir)
    )
