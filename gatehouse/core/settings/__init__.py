"""Every setting of the service, read from the environment, `.env` or files of secrets, and nowhere else."""

from pathlib import Path

from pydantic import ValidationError

from gatehouse.core.settings import refusals, sources
from gatehouse.core.settings.model import Settings

__all__ = ["Settings", "SettingsError", "example", "load_settings"]


class SettingsError(Exception):
    """Settings are missing or wrong; the message has a line for each, saying what would be right."""

    def __init__(self, *complaints: str) -> None:
        lines = "".join(f"\n  {line}" for line in complaints)
        several = f"{len(complaints)} settings are wrong:{lines}"
        super().__init__(complaints[0] if len(complaints) == 1 else several)


def load_settings(env_file: Path | None = Path(".env"), **overrides: object) -> Settings:
    """Read the settings, or say of all that are wrong what would be right."""
    secrets, complaints = sources.read_secret_files(env_file)
    given = {**secrets, **overrides}
    try:
        settings = Settings(_env_file=env_file, **given)  # type: ignore[arg-type]
    except ValidationError as error:
        complaints += refusals.complaints(error)
        complaints += _others(env_file, given, refusals.failed(error))
    if complaints:
        raise SettingsError(*complaints)
    return settings


def _others(env_file: Path | None, given: dict[str, object], failed: set[str]) -> list[str]:
    """What else is wrong, once those that are wrong by themselves have their defaults."""
    if not failed:
        return []
    defaults = {name: Settings.model_fields[name].default for name in failed}
    try:
        Settings(_env_file=env_file, **{**given, **defaults})
    except ValidationError as error:
        return refusals.complaints(error)
    return []


def example() -> str:
    """The text of `.env.example`: every setting with its default, none of them in effect."""
    lines = [
        "# Copy this file to .env and uncomment what you change. Each line shows the default.",
        "# A secret can be kept in a file instead: SECRET_KEY_FILE names it, and so on for every secret.",
        "",
    ]
    for name, field in Settings.model_fields.items():
        few = refusals.choices(field)
        lines += [f"# {field.description}", *([f"# One of: {', '.join(few)}."] if few else [])]
        lines += [f"#{name.upper()}={_written(field.default)}", ""]
    return "\n".join(lines)


def _written(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
