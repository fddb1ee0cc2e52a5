"""Settings are read strictly: what means nothing is an error, with its place."""

from pathlib import Path

import pytest

from sdkgen.config import NO_CONFIG, AuthConfig, Config, TypeScriptConfig, is_in, load
from sdkgen.diagnostics import Diagnostics

FULL = """
[tool.sdkgen]
spec = "openapi.yaml"
out = "clients"
name = "acme"
version = "1.2.0"
languages = ["go", "rust"]
templates = "mine"
idempotency-header = "X-Once"
error-code = "kind"

[tool.sdkgen.packages]
go = "example.com/acme"

[tool.sdkgen.auth]
login = "auth.login"
access-token = "token"

[tool.sdkgen.pagination]
"users.list" = { style = "offset", items = "rows" }
"users.all" = false

[tool.sdkgen.retryable]
"auth.logout" = true

[tool.sdkgen.names]
"User/properties/address" = "postal address"

[tool.sdkgen.typescript]
zod = true
"""


def loaded(text: str, folder: Path, name: str = "pyproject.toml") -> tuple[Config, list[tuple[str, str]]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    config = load(path, diagnostics)
    return config, [(found.code, found.message) for found in diagnostics]


def test_every_setting_is_read(tmp_path: Path) -> None:
    config, found = loaded(FULL, tmp_path)
    assert found == []
    assert config == Config(
        spec="openapi.yaml",
        out="clients",
        name="acme",
        version="1.2.0",
        languages=("go", "rust"),
        templates="mine",
        packages={"go": "example.com/acme"},
        auth=AuthConfig(login="auth.login", access_token="token"),
        pagination={"users.list": {"style": "offset", "items": "rows"}, "users.all": False},
        idempotency_header="X-Once",
        retryable={"auth.logout": True},
        names={"User/properties/address": "postal address"},
        error_code="kind",
        typescript=TypeScriptConfig(zod=True),
    )


def test_a_file_of_its_own_needs_no_table(tmp_path: Path) -> None:
    config, found = loaded('name = "acme"\n', tmp_path, "sdkgen.toml")
    assert (config.name, found) == ("acme", [])


def test_a_project_without_the_table_says_nothing(tmp_path: Path) -> None:
    config, found = loaded('[project]\nname = "other"\n', tmp_path)
    assert (config, found) == (NO_CONFIG, [])
    assert not is_in(tmp_path / "pyproject.toml")
    assert not is_in(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("nmae = 'acme'", "CONF002", "unknown setting 'nmae'"),
        ("name = 1", "CONF003", "name must be a string"),
        ("languages = 'go'", "CONF003", "languages must be a list of names"),
        ("packages = 'go'", "CONF003", "packages must be a table"),
        ("packages = {go = 1}", "CONF003", "packages.go must be a string"),
        ("auth = {logn = 'a'}", "CONF002", "unknown setting 'auth.logn'"),
        ("retryable = {a = 'yes'}", "CONF003", "retryable.a must be true or false"),
        ("typescript = {zod = 1}", "CONF003", "typescript.zod must be true or false"),
        ("typescript = {zed = true}", "CONF002", "unknown setting 'typescript.zed'"),
        ("pagination = {a = {styl = 'page'}}", "CONF002", "unknown setting 'pagination.a.styl'"),
        (
            "pagination = {a = {style = 'scroll'}}",
            "CONF003",
            "pagination.a.style must be one of cursor, link, next_url, offset, page",
        ),
        ("pagination = {a = true}", "CONF003", "pagination.a must be a table"),
    ],
)
def test_what_does_not_fit_is_said(tmp_path: Path, line: str, code: str, message: str) -> None:
    _, found = loaded(f"[tool.sdkgen]\n{line}\n", tmp_path)
    assert found == [(code, message)]


def test_what_is_no_toml_is_said(tmp_path: Path) -> None:
    _, found = loaded("name = ", tmp_path)
    assert [code for code, _ in found] == ["CONF001"]
    diagnostics = Diagnostics()
    assert load(tmp_path / "missing.toml", diagnostics) == NO_CONFIG
    assert [each.code for each in diagnostics] == ["CONF001"]
