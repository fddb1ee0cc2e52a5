"""What the TypeScript view makes of single constructs."""

from typing import Any

import pytest

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.languages.typescript import LANGUAGE
from sdkgen.languages.typescript.text import Raw, literal, signature
from tests.sdkgen.support import FIXTURES, api_of


def _view(fixture: str) -> dict[str, Any]:
    view = LANGUAGE.view(api_of(FIXTURES / fixture), Config(name="acme"), Diagnostics())
    return dict(view.context)


def _model(fixture: str, name: str) -> str:
    found: str = next(model.code for model in _view(fixture)["models"] if model.name == name)
    return found


def test_absent_and_null_differ() -> None:
    code = _model("presence.yaml", "Profile")
    assert "  always: string;" in code
    assert "  sometimes?: string | undefined;" in code
    assert "  never_absent: string | null;" in code
    assert "  anything_goes?: string | null | undefined;" in code


def test_a_discriminator_tells_arms_apart() -> None:
    code = _model("discriminator.yaml", "ShapeModel")
    assert '(Circle & { kind: "circle" | "round" })' in code
    assert 'Unrecognized<"kind">' in code


def test_client_is_named_after_the_configuration() -> None:
    context = _view("minimal.yaml")
    assert context["client"] == "AcmeClient"
    assert context["package"] == "@acme/client"
    assert context["variables"][0] == "ACME_BASE_URL"


def test_literals_are_broken_where_they_are_long() -> None:
    assert literal({"a": 1, "b-c": Raw("read")}) == '{ a: 1, "b-c": read }'
    assert literal({"a": ["x" * 70, "y" * 70]}).splitlines()[0] == "{"
    assert literal({"__proto__": 1}) == '{ ["__proto__"]: 1 }'


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (20, 22)])
def test_signatures_are_broken_where_they_are_long(count: int, lines: int) -> None:
    assert len(signature("f", ["argument: string"] * count, ": void;").splitlines()) == lines


def _schema(fixture: str, name: str) -> str:
    found: str = next(each.code for each in _view(fixture)["schemas"] if each.name == f"{name}Schema")
    return found


def test_schemas_tell_absent_from_null() -> None:
    code = _schema("presence.yaml", "Profile")
    assert "    always: z.string(),\n" in code
    assert "    sometimes: z.string().optional(),\n" in code
    assert "    never_absent: z.string().nullable(),\n" in code
    assert "    anything_goes: z.string().nullable().optional(),\n" in code


def test_schemas_of_unions_check_the_arm_that_the_tag_names() -> None:
    code = _schema("discriminator.yaml", "ShapeModel")
    assert 'make.choice("unclaimed", [' in code
    assert '"circle", "round"' in code
    assert code.endswith('"kind"),\n);\n')
