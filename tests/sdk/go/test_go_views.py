"""What Go makes of names, text and operations."""

import json
from pathlib import Path
from typing import Any

import pytest

from sdkgen.catalog import CATALOG
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.generate import generate, read
from sdkgen.ir import Docs
from sdkgen.languages import View, templates
from sdkgen.languages.go import LANGUAGE
from sdkgen.languages.go.casing import CONVENTIONS, camel, file_stems, package_name, pascal
from sdkgen.languages.go.text import cell, comment, literal, prose, quote, tag
from sdkgen.names import Claim, Words
from sdkgen.run import Run

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests" / "sdkgen" / "fixtures"

OPTIONAL_BODY = """
openapi: 3.0.3
info: {title: Pets, version: "1"}
security: [{token: []}]
paths:
  /pets:
    post:
      operationId: pets.create
      requestBody:
        content:
          application/json:
            schema: {type: object, required: [name], properties: {name: {type: string}}}
      responses: {"201": {description: Made.}, "409": {description: Taken.}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
"""


def view_of(document: Path) -> View:
    config, diagnostics = Config(name="acme"), Diagnostics()
    api, _ = read(document, config, diagnostics)
    return LANGUAGE.view(api, config, diagnostics)


@pytest.mark.parametrize(
    ("words", "exported", "local"),
    [
        ("user id", "UserID", "userID"),
        ("id", "ID", "id"),
        ("api key ids", "APIKeyIDs", "apiKeyIDs"),
        ("2 fa", "N2Fa", "n2Fa"),
    ],
)
def test_casing(words: str, exported: str, local: str) -> None:
    assert (exported, local) == (pascal(Words(words)), camel(Words(words)))


def test_names_of_the_runtime_are_taken() -> None:
    assert CONVENTIONS.types.write(Words("client")) == "ClientModel"
    assert CONVENTIONS.fields.write(Words("extra")) == "ExtraField"
    assert CONVENTIONS.arguments.write(Words("type")) == "typeValue"


def test_no_file_means_a_system_or_a_test() -> None:
    names = ("users", "client", "github windows", "load test")
    assert file_stems(Claim(name, Words(name)) for name in names) == {
        "users": "users",
        "client": "api_client_api",
        "github windows": "api_github_windows_api",
        "load test": "api_load_test_api",
    }


@pytest.mark.parametrize(("name", "package"), [("Acme-API", "acmeapi"), ("2fa", "api2fa"), ("go", "apigo")])
def test_package_name(name: str, package: str) -> None:
    assert package_name(name) == package


def test_literals() -> None:
    assert quote('a"b\n\x7f') == '"a\\"b\\n\\u007f"'
    assert literal(2.0) == "2"
    assert tag("-", omit=False) == '`json:"-,"`'
    assert tag("a,b", omit=False) == r'"json:\"~a~2c~b\" wire:\"a,b\""'
    assert tag("a", omit=True) == '`json:"a,omitzero"`'


def test_comments_stay_as_gofmt_leaves_them() -> None:
    text = prose(Docs("Title", "# Head\n\n\n- one\n    code\n"))
    assert comment(text, "\t") == "\t// Title\n\t//\n\t// Head\n\t//\n\t// • one\n\t// code\n"


def test_cells_of_a_table_are_one_line() -> None:
    assert cell("One | two\nthree.\n\nFour.") == "One \\| two three."


def test_samples_are_calls_that_need_no_knowledge(tmp_path: Path) -> None:
    text = generated(ROOT / "openapi.yaml", tmp_path)
    register = (
        'shop.RegisterRequest{Email: "ada@example.com", Username: "ada", Password: "Analytical-Engine-1"}'
    )
    assert f"client.Auth.Register(ctx, {register})" in text
    assert "case errors.Is(err, shop.ErrEmailTaken):" in text
    assert "client.Me.Get(ctx)" in text
    assert 'client.Me.Update(ctx, shop.ProfileUpdate{FullName: shop.Value("Ada Lovelace")})' in text
    assert "range client.Users.ListAll(ctx, &shop.UsersListParams{})" in text
    assert "This one needs the permission `users:read`" in text


def test_no_sample_where_nothing_fits() -> None:
    samples = view_of(FIXTURES / "minimal.yaml").context["samples"]
    assert (samples["listing"], samples["creation"], samples["change"]) == (None, None, None)


def test_a_body_that_may_be_absent_is_a_pointer(tmp_path: Path) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(OPTIONAL_BODY)
    text = generated(document, tmp_path / "out")
    assert 'client.Pets.Create(ctx, &shop.PetsCreateRequest{Name: "name"})' in text
    assert "errors.Is(err" not in text.partition("## Errors")[0]


def test_arguments_say_what_may_be_nil(tmp_path: Path) -> None:
    generate(
        Run(ROOT / "openapi.yaml", tmp_path, Config(name="shop"), [LANGUAGE], [templates()], Diagnostics())
    )
    reference = (tmp_path / "go" / "REFERENCE.md").read_text()
    for line in (
        "| `List` | `GET /users` | `params *UsersListParams` | `*UserPage` |",
        "| `Logout` | `POST /auth/logout` | `body *LogoutRequest` |",
        "| `Update` | `PATCH /users/{user_id}` | `userID int64`, `body UserUpdate` |",
    ):
        assert line in reference


def test_each_loss_has_a_code_of_its_own() -> None:
    found = view_of(FIXTURES / "bodies.yaml").lowered
    assert [(each.code, each.count) for each in found] == [("GO002", 1)]
    assert {each.code for each in found} < set(CATALOG)


def test_secrets_of_an_operation_are_named_however_deep() -> None:
    operations = view_of(ROOT / "openapi.yaml").context["operations"]
    assert operations["auth.reset_password"].secrets == ("new_password", "token")
    assert operations["users.list"].secrets == ()


def test_spelling_does_not_make_a_secret_public(tmp_path: Path) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(OPTIONAL_BODY.replace("name: {type", "newPassword: {type").replace("[name]", "[]"))
    (operation,) = view_of(document).context["operations"].values()
    assert operation.secrets == ("newPassword",)


def test_imports_are_those_of_the_types_that_are_written() -> None:
    files = {page.stem: page.values for page in view_of(FIXTURES / "parameters.yaml").pages["file"]}
    assert files["maps"].imports == {"context", "core", "time"}
    assert files["maps"].calls == {"client", "time"}


def generated(document: Path, tmp_path: Path) -> str:
    """Return what a newcomer reads of a client: how to use it and its options."""
    generate(Run(document, tmp_path, Config(name="shop"), [LANGUAGE], [templates()], Diagnostics()))
    return "".join((tmp_path / "go" / name).read_text() for name in ("README.md", "options.go", "client.go"))


def test_without_security_there_is_no_talk_of_it(tmp_path: Path) -> None:
    text = generated(FIXTURES / "minimal.yaml", tmp_path)
    assert "SHOP_BASE_URL" in text
    for absent in (
        "SHOP_TOKEN",
        "SHOP_EMAIL",
        "SHOP_API_KEY",
        "WithToken",
        "WithPassword",
        "credentials are taken",
    ):
        assert absent not in text


def test_a_token_is_talked_of_where_there_is_one(tmp_path: Path) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(OPTIONAL_BODY)
    text = generated(document, tmp_path)
    assert "export SHOP_TOKEN" in text
    assert "WithPassword" not in text


def test_messages_of_webhooks_have_a_package_where_there_are_any(tmp_path: Path) -> None:
    generated(FIXTURES / "webhooks_only.yaml", tmp_path / "with")
    code = (tmp_path / "with" / "go" / "webhooks" / "webhooks.go").read_text()
    assert 'OrderPaid core.Webhook[client.Order]                   = "order.paid"' in code
    assert "func Decode(name string, body []byte) (*Message, error)" in code
    generated(FIXTURES / "minimal.yaml", tmp_path / "without")
    assert not (tmp_path / "without" / "go" / "webhooks").exists()


def operation(schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"tags": ["all"], "responses": {"200": {"description": "One.", "content": content}}}


def large(tmp_path: Path, names: list[str]) -> dict[str, set[str]]:
    """Return which types are in which file, where an operation returns each of them."""
    fields = {f"member{index}": {"type": "string"} for index in range(60)}
    document = tmp_path / "openapi.json"
    document.write_text(
        json.dumps(
            {
                "openapi": "3.0.3",
                "info": {"title": "Large", "version": "1"},
                "paths": {f"/{name.lower()}": {"get": operation(name)} for name in names},
                "components": {"schemas": {name: {"type": "object", "properties": fields} for name in names}},
            }
        )
    )
    generate(Run(document, tmp_path / "out", Config(name="shop"), [LANGUAGE], [templates()], Diagnostics()))
    code = {each.name: each.read_text() for each in (tmp_path / "out" / "go").glob("*.go")}
    assert all(text.count("\n") < 5_000 for text in code.values())
    found = {
        name: {type_ for type_ in names if f"type {type_} struct" in text} for name, text in code.items()
    }
    return {name: types for name, types in found.items() if types}


def test_files_are_short_and_nothing_moves_when_something_else_comes(tmp_path: Path) -> None:
    names = [f"{first}{second}{third}" for first in ("Ab", "Cd") for second in "efgh" for third in "ijklm"]
    assert set(large(tmp_path, names[:5])) == {"all.go"}
    before = large(tmp_path, names)
    assert set(before) == {"all_types_a.go", "all_types_c.go"}
    after = large(tmp_path, [*names, *(f"Cdf{third}" for third in ("no", "op", "pq", "qr"))])
    assert after["all_types_a.go"] == before["all_types_a.go"]


def test_names_of_files_mean_nothing_to_go(tmp_path: Path) -> None:
    names = [f"{first}{index}" for first in ("Js", "Jt") for index in range(28)]
    assert set(large(tmp_path, names)) == {"api_all_types_js_api.go", "all_types_jt.go"}


def test_credentials_servers_and_errors_are_as_the_document_has_them(tmp_path: Path) -> None:
    text = generated(FIXTURES / "security.yaml", tmp_path / "security")
    assert "for one security scheme: bearer, key, tenant, session, openid, oauth |" in text
    assert '{ID: "oauth", Kind: "bearer", Grants: []core.Grant{' in text
    assert "WithServer" not in text
    text = generated(FIXTURES / "components.yaml", tmp_path / "components")
    assert "WithSecret" not in text
    generated(FIXTURES / "answers.yaml", tmp_path / "answers")
    code = (tmp_path / "answers" / "go" / "jobs.go").read_text()
    assert '{Status: "404", Error: (*core.TypedError[Fault])(nil)},' in code
    assert '{Status: "5XX"},' in code
    assert "//   - 404: *TypedError[Fault]" in code


def test_what_tells_an_object_from_others_is_written_wherever_it_is_sent(tmp_path: Path) -> None:
    generated(FIXTURES / "discriminator.yaml", tmp_path)
    code = (tmp_path / "go" / "shapes.go").read_text()
    assert 'v.Kind = cmp.Or(v.Kind, "circle")' in code
