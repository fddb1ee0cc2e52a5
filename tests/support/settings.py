"""Settings for tests of settings, and what is said about those that are refused."""

from pathlib import Path
from typing import Any

import pytest

from gatehouse.core.settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[2]
SECRET_KEY = "Vd2hkQ0mT8xLr5bYwPz7sNc4uJf1Gi9a"  # scan: allow
MAIL: dict[str, Any] = {
    "smtp_host": "mail.example.com",
    "mail_from": "Accounts <accounts@example.com>",
    "public_url": "https://accounts.example.com",
}
MAKE_ONE = 'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
REGENERATE = (
    "python -c 'from gatehouse.core.settings import example; print(example(), end=\"\")' > .env.example"
)


def forget_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing in the environment have a say."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(f"{name.upper()}_FILE", raising=False)


def refused(env_file: Path | None = None, **values: Any) -> str:
    """What is said about these settings."""
    with pytest.raises(SettingsError) as raised:
        load_settings(env_file, **values)
    assert raised.value.__cause__ is None
    return str(raised.value)
