"""Configuration: `[tool.sdkgen]` of pyproject.toml, or a file of its own. Unknown keys are refused."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sdkgen.diagnostics import Diagnostics, Location

PageSettings = dict[str, str]


@dataclass(frozen=True, slots=True)
class AuthConfig:
    """Ids of the sign-in operations, and the members that hold the tokens and the code of a second factor."""

    login: str = ""
    second_step: str = ""
    refresh: str = ""
    logout: str = ""
    keys: str = ""
    access_token: str = "access_token"  # noqa: S105 - the name of a member
    refresh_token: str = "refresh_token"  # noqa: S105
    expires_in: str = "expires_in"
    login_token: str = "login_token"  # noqa: S105
    code: str = "code"


@dataclass(frozen=True, slots=True)
class TypeScriptConfig:
    """What can be chosen for TypeScript: `zod` adds an entry with a schema for each type."""

    zod: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration. Operations are named by operationId or, without one, as in `GET /users`."""

    spec: str = ""
    out: str = ""
    name: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    templates: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)
    auth: AuthConfig = AuthConfig()
    pagination: Mapping[str, PageSettings | bool] = field(default_factory=dict)
    idempotency_header: str = "Idempotency-Key"
    retryable: Mapping[str, bool] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    error_code: str = "code"
    typescript: TypeScriptConfig = TypeScriptConfig()


NO_CONFIG = Config()

_PAGE_KEYS = {"style", "items", "next", "more", "parameter", "member", "size"}
_STYLES = {"cursor", "next_url", "link", "offset", "page"}


class _Parser:
    """Reads a table, reporting what is wrong with it."""

    def __init__(self, file: str, diagnostics: Diagnostics) -> None:
        self._file = file
        self._diagnostics = diagnostics

    def complain(self, key: str, message: str, code: str = "CONF003") -> None:
        self._diagnostics.report(code, Location(self._file, pointer=f"/tool/sdkgen/{key}"), message)

    def known(self, table: Mapping[str, Any], prefix: str, names: set[str]) -> dict[str, Any]:
        """Return a table with underscores in its keys, and without unknown ones."""
        found = {}
        for key, value in table.items():
            name = key.replace("-", "_")
            if name in names:
                found[name] = value
            else:
                self.complain(prefix + key, f"unknown setting {prefix + key!r}", "CONF002")
        return found

    def texts(self, table: dict[str, Any], prefix: str) -> dict[str, str]:
        """Return the settings that must be strings."""
        for key, value in table.items():
            if not isinstance(value, str):
                self.complain(prefix + key, f"{prefix + key} must be a string")
        return {key: value for key, value in table.items() if isinstance(value, str)}

    def flags(self, table: dict[str, Any], prefix: str) -> dict[str, bool]:
        """Return the settings that must be true or false."""
        for key, value in table.items():
            if not isinstance(value, bool):
                self.complain(prefix + key, f"{prefix}{key} must be true or false")
        return {key: value for key, value in table.items() if isinstance(value, bool)}

    def table(self, value: Any, key: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.complain(key, f"{key} must be a table")
        return value if isinstance(value, dict) else {}

    def config(self, table: Mapping[str, Any]) -> Config:
        given = self.known(table, "", {each.name for each in fields(Config)})
        nested = {"languages", "packages", "names", "auth", "pagination", "retryable", "typescript"}
        settings: dict[str, Any] = self.texts({k: v for k, v in given.items() if k not in nested}, "")
        readers: dict[str, Callable[[Any], Any]] = {
            "languages": self._languages,
            "packages": lambda value: self.texts(self.table(value, "packages"), "packages."),
            "names": lambda value: self.texts(self.table(value, "names"), "names."),
            "auth": self._auth,
            "pagination": self._pagination,
            "retryable": lambda value: self.flags(self.table(value, "retryable"), "retryable."),
            "typescript": self._typescript,
        }
        settings |= {key: read(given[key]) for key, read in readers.items() if key in given}
        return Config(**settings)

    def _languages(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self.complain("languages", "languages must be a list of names")
            return ()
        return tuple(value)

    def _auth(self, value: Any) -> AuthConfig:
        table = self.known(self.table(value, "auth"), "auth.", {each.name for each in fields(AuthConfig)})
        return AuthConfig(**self.texts(table, "auth."))

    def _typescript(self, value: Any) -> TypeScriptConfig:
        names = {each.name for each in fields(TypeScriptConfig)}
        table = self.known(self.table(value, "typescript"), "typescript.", names)
        return TypeScriptConfig(**self.flags(table, "typescript."))

    def _pagination(self, value: Any) -> dict[str, PageSettings | bool]:
        table = self.table(value, "pagination")
        return {key: False if given is False else self._page(key, given) for key, given in table.items()}

    def _page(self, key: str, given: Any) -> PageSettings:
        prefix = f"pagination.{key}."
        table = self.texts(self.known(self.table(given, f"pagination.{key}"), prefix, _PAGE_KEYS), prefix)
        if table.get("style", "cursor") not in _STYLES:
            self.complain(f"{prefix}style", f"{prefix}style must be one of {', '.join(sorted(_STYLES))}")
        return table


def page_settings(value: Any) -> PageSettings | bool | None:
    """Read the extension `x-sdkgen-pagination`: a table like the configuration's, or false."""
    if value is False:
        return False
    if not isinstance(value, dict):
        return None
    table = {key: str(text) for key, text in value.items() if key in _PAGE_KEYS}
    return table if table.get("style", "cursor") in _STYLES else None


def is_in(path: Path) -> bool:
    """Whether a file exists and configures sdkgen."""
    try:
        return "[tool.sdkgen" in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def load(path: Path, diagnostics: Diagnostics) -> Config:
    """Read a configuration file: its table `[tool.sdkgen]` if it has one, else the whole file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        diagnostics.report("CONF001", Location(str(path)), f"{path} cannot be read: {reason}")
        return NO_CONFIG
    tool = data.get("tool")
    table = tool.get("sdkgen") if isinstance(tool, dict) else None
    if table is None and path.name != "pyproject.toml":
        table = data
    return _Parser(str(path), diagnostics).config(table if isinstance(table, dict) else {})
