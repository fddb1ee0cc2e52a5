"""What Go makes of names and text."""

import pytest

from sdkgen.ir import Docs
from sdkgen.languages.go.casing import CONVENTIONS, camel, file_stems, package_name, pascal
from sdkgen.languages.go.literals import any_literal, comment, quote, sentences, tag
from sdkgen.names import Words


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
    groups = {name: Words(name) for name in ("users", "client", "github windows", "load test")}
    assert file_stems(groups) == {
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
    assert any_literal(2.0) == "2"
    assert tag("-", omit=False) == '`json:"-,"`'
    assert tag("a,b", omit=False) == '`json:"-"`'
    assert tag("a", omit=True) == '`json:"a,omitzero"`'


def test_comments_stay_as_gofmt_leaves_them() -> None:
    text = sentences(Docs("Title", "# Head\n\n\n- one\n    code\n"))
    assert comment(text, "\t") == "\t// Title\n\t//\n\t// Head\n\t//\n\t// • one\n\t// code\n"
