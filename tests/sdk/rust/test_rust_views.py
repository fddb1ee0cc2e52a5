"""What Rust makes of names, text, types and samples."""

from pathlib import Path

import pytest

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.generate import read
from sdkgen.ir import Docs
from sdkgen.languages._kit import semver
from sdkgen.languages.rust import LANGUAGE
from sdkgen.languages.rust.conventions import CONVENTIONS, type_name
from sdkgen.languages.rust.text import comment, documented, literal
from sdkgen.names import Words

DOCUMENT = Path(__file__).parents[3] / "openapi.yaml"


def test_names_of_the_language_are_taken() -> None:
    assert CONVENTIONS.types.write(Words("option")) == "Option_"
    assert CONVENTIONS.fields.write(Words("type")) == "type_"
    assert CONVENTIONS.fields.write(Words("extra")) == "extra_"
    assert CONVENTIONS.members.write(Words("unknown")) == "Unknown_"
    assert CONVENTIONS.groups.write(Words("mod")) == "mod_"
    assert CONVENTIONS.arguments.write(Words("request")) == "request_"
    assert type_name(Words("self")) == "Self_"


def test_literals_show_what_they_are() -> None:
    assert literal('a"b\\c\n\u202e') == '"a\\"b\\\\c\\n\\u{202e}"'
    assert [literal(value) for value in ("a", 1, True, [1, None])] == ['"a"', "1", "true", "[1, null]"]


def test_comments_are_what_the_compiler_takes() -> None:
    assert comment("one\r\ntwo\u202e\t.", "", "three") == ("one", "two    .", "", "three")
    assert comment("```json\n{}") == ("```text", "{}", "```")
    assert documented(Docs("Same", "Same", "https://a.example")) == ("Same", "", "See <https://a.example>.")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("1.2.3", "1.2.3"),
        ("v2", "2.0.0"),
        ("2024-01-02", "2024.1.2"),
        ("2024.01.02", "2024.1.2"),
        ("1.0.0-rc.1", "1.0.0-rc.1"),
        ("x", "0.0.0"),
    ],
)
def test_versions_are_what_cargo_takes(given: str, written: str) -> None:
    assert semver(given) == written


def test_secrets_and_samples_of_our_document() -> None:
    diagnostics = Diagnostics()
    api, _ = read(DOCUMENT, Config(name="gatehouse"), diagnostics)
    context = LANGUAGE.view(api, Config(name="gatehouse"), diagnostics).context
    structs = [type_ for type_ in context["models"] if type_.kind == "struct"]
    secret = {
        f"{type_.name}.{field.name}"
        for type_ in structs
        for field in type_.fields
        if field.bare == "runtime::Secret"
    }
    assert {"LoginRequest.password", "TokenPair.access_token", "TokenPair.refresh_token"} <= secret
    assert "ApiKeyCreated.key" in secret
    assert not {"TokenPair.token_type", "UserPage.next_cursor", "Jwk.x"} & secret
    samples = context["samples"]
    assert (samples.pages.group, samples.pages.operation.paging.method) == ("users", "list_all")
    texts = ("ada@example.com", "ada", "Analytical-Engine-1")
    assert (samples.create.group, samples.create.type, samples.create.texts) == (
        "auth",
        "RegisterRequest",
        texts,
    )
    change = samples.change
    assert (change.group, change.type, change.value) == ("me", "ProfileUpdate", "Ada Lovelace")
    assert (change.field.name, change.field.wrapper) == ("full_name", "Patch")
    assert (samples.read.group, samples.read.operation.name) == ("me", "get")
    assert samples.create.code == "ProblemCode::EmailTaken"


def test_parameters_may_be_secret(tmp_path: Path) -> None:
    document = tmp_path / "reset.yaml"
    document.write_text(
        "openapi: 3.1.0\ninfo: {title: Reset, version: '1'}\npaths: {/reset: {get: {operationId: reset, "
        "parameters: [{name: token, in: query, required: true, schema: {type: string}}, "
        "{name: new_password, in: query, schema: {type: string}}, "
        "{name: page_token, in: query, schema: {type: string}}], "
        "responses: {'204': {description: Done.}}}}}\n"
    )
    diagnostics = Diagnostics()
    api, _ = read(document, Config(name="reset"), diagnostics)
    operation = LANGUAGE.view(api, Config(name="reset"), diagnostics).context["groups"][0].operations[0]
    owned = [field.owned for field in operation.params.fields]
    assert owned == ["runtime::Secret", "Option<runtime::Secret>", "Option<String>"]
    assert [(each.name, each.is_text) for each in operation.params.asked] == [("token", True)]


def test_what_cannot_be_kept_is_counted(tmp_path: Path) -> None:
    document = tmp_path / "steps.yaml"
    document.write_text(
        "openapi: 3.1.0\ninfo: {title: Steps, version: '1'}\npaths: {}\n"
        "components: {schemas: {Steps: {type: number, enum: [0.5, 2.5]}}}\n"
    )
    diagnostics = Diagnostics()
    api, _ = read(document, Config(name="steps"), diagnostics)
    lowered = LANGUAGE.view(api, Config(name="steps"), diagnostics).lowered
    assert [(each.code, each.count) for each in lowered] == [("RUST001", 1)]


def test_errors_go_from_the_exact_to_the_general(tmp_path: Path) -> None:
    document = tmp_path / "errors.yaml"
    answer = "{description: No., content: {application/json: {schema: {type: %s}}}}"
    answers = {"default": "string", "4XX": "integer", "'409'": "boolean"}
    errors = ", ".join(f"{status}: {answer % type_}" for status, type_ in answers.items())
    document.write_text(
        "openapi: 3.1.0\ninfo: {title: Errors, version: '1'}\n"
        "paths: {/things: {get: {operationId: things.get, "
        f"responses: {{'204': {{description: Fine.}}, {errors}}}}}}}}}\n"
    )
    diagnostics = Diagnostics()
    api, _ = read(document, Config(name="errors"), diagnostics)
    operation = LANGUAGE.view(api, Config(name="errors"), diagnostics).context["groups"][0].operations[0]
    assert operation.error == "GetError"
    assert [(each.status, each.arm, each.type) for each in operation.errors] == [
        ("409", "Status409", "bool"),
        ("4XX", "Status4XX", "i64"),
        ("default", "Default", "String"),
    ]
