"""Where settings come from: the environment, `.env`, and files that hold secrets."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

from gatehouse.core.settings.model import Settings

SECRETS = sorted(
    name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
)
_OF_SCRIPTS = {  # in a .env that the service shares with scripts/
    "GATEHOUSE_STATE",
    "MONITORING_ENABLED",
    "PERFORMANCE_TRACKING",
    "RESOURCE_MONITORING",
    "SECURITY_SCANNING",
}
_KNOWN = (
    {name.upper() for name in Settings.model_fields}
    | {f"{name.upper()}_FILE" for name in SECRETS}
    | _OF_SCRIPTS
)
_INSTEAD = {
    "ALGORITHM": "nothing: access tokens are always signed with EdDSA",
    "API_HOST": "HOST",
    "API_PORT": "PORT",
    "BACKEND_CORS_ORIGINS": "ALLOWED_ORIGINS",
    "CORS_ORIGINS": "ALLOWED_ORIGINS",
    "CORS_ALLOW_ORIGINS": "ALLOWED_ORIGINS",
    "CORS_ALLOWED_ORIGINS": "ALLOWED_ORIGINS",
    "DB_URL": "DATABASE_URL",
    "DEBUG": "LOG_LEVEL=debug",
    "EMAIL_FROM": "MAIL_FROM",
    "EMAILS_FROM_EMAIL": "MAIL_FROM",
    "JWT_ALGORITHM": "nothing: access tokens are always signed with EdDSA",
    "JWT_SECRET": "SECRET_KEY",
    "JWT_SECRET_KEY": "SECRET_KEY",
    "MAIL_HOST": "SMTP_HOST",
    "MAIL_PASSWORD": "SMTP_PASSWORD",
    "MAIL_PORT": "SMTP_PORT",
    "MAIL_SERVER": "SMTP_HOST",
    "MAIL_USERNAME": "SMTP_USERNAME",
    "POSTGRES_DB": "DATABASE_URL",
    "POSTGRES_HOST": "DATABASE_URL",
    "POSTGRES_PASSWORD": "DATABASE_URL",
    "POSTGRES_PORT": "DATABASE_URL",
    "POSTGRES_SERVER": "DATABASE_URL",
    "POSTGRES_USER": "DATABASE_URL",
    "SMTP_SERVER": "SMTP_HOST",
    "SMTP_TLS": "SMTP_SECURITY",
    "SMTP_USER": "SMTP_USERNAME",
    "UVICORN_WORKERS": "WORKERS",
    "WEB_CONCURRENCY": "WORKERS",
}
_LARGEST_SECRET = 65_536


def unknown_names(env_file: Path = Path(".env")) -> list[str]:
    """A line for each name in the file that is not a setting, with what may have been meant."""
    return [
        f"{env_file}: {name} is not a setting{_remedy(name)}"
        for name in _written(env_file)
        if name not in _KNOWN
    ]


def _remedy(name: str) -> str:
    if instead := _INSTEAD.get(name):
        return f"; use {instead}"
    near = get_close_matches(name, _KNOWN, 1, 0.75)
    return f"; did you mean {near[0]}?" if near else ""


def read_secret_files(env_file: Path | None) -> tuple[dict[str, str], list[str]]:
    """Secrets out of files that `NAME_FILE` names, and what is wrong with those names and files.

    The environment overrules `.env` here as it does elsewhere.
    """
    secrets: dict[str, str] = {}
    complaints: list[str] = []
    written = (_environment(), _written(env_file))
    for name in SECRETS:
        setting, file_setting = name.upper(), f"{name.upper()}_FILE"
        source = next((each for each in written if each.get(setting) or each.get(file_setting)), {})
        if not (file := source.get(file_setting)):
            continue
        if source.get(setting):
            complaints.append(f"{file_setting}: set together with {setting}; remove one of them")
            continue
        try:
            secrets[name] = _read(Path(file))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is not a short text"
            complaints.append(f"{file_setting}: cannot read {file}: {reason}")
    return secrets, complaints


def forget_secret_files() -> None:
    """For a process that hands its secrets down in the environment itself."""
    for name in SECRETS:
        os.environ.pop(f"{name.upper()}_FILE", None)


def _read(file: Path) -> str:
    with file.open("rb") as stream:
        content = stream.read(_LARGEST_SECRET + 1)
    if len(content) > _LARGEST_SECRET:
        raise ValueError
    return content.decode().rstrip("\r\n")


def _environment() -> Mapping[str, str]:
    return {name.upper(): value for name, value in os.environ.items()}


def _written(env_file: Path | None) -> Mapping[str, str]:
    """What the file says, whether or not it is in effect."""
    values = dotenv_values(env_file) if env_file and env_file.is_file() else {}
    return {name.upper(): value or "" for name, value in values.items()}
