"""What Python is printed from: names that give way, types that are hidden, imports that follow from types."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.languages.python import LANGUAGE
from sdkgen.languages.python.models import ModelView
from sdkgen.languages.python.operations import GroupView
from sdkgen.languages.python.text import documentation, literal, quote
from sdkgen.normalise import normalise
from sdkgen.spec import Bundle


def seen(folder: Path, paths: dict[str, Any], **schemas: Any) -> dict[str, Any]:
    """Return what the templates see of a document."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": schemas},
    }
    path = folder / "openapi.yaml"
    path.write_text(yaml.safe_dump(document))
    diagnostics = Diagnostics()
    api = normalise(Bundle(path, diagnostics), diagnostics)
    return dict(LANGUAGE.view(api, Config(name="acme"), diagnostics).context)


def model(folder: Path, **properties: Any) -> ModelView:
    found: list[ModelView] = seen(folder, {}, Thing={"type": "object", "properties": properties})["models"]
    return found[0]


def group(folder: Path, *ids: str) -> GroupView:
    answer = {"type": "array", "items": {"type": "string"}}
    responses = {"200": {"description": "", "content": {"application/json": {"schema": answer}}}}
    paths = {f"/{id_}": {"get": {"operationId": id_, "responses": responses}} for id_ in ids}
    found: list[GroupView] = seen(folder, paths)["groups"]
    return found[0]


@pytest.mark.parametrize(
    ("wire", "name"),
    [("class", "class_"), ("from", "from_"), ("to_dict", "to_dict_"), ("match", "match"), ("id", "id")],
)
def test_only_names_that_are_taken_give_way(wire: str, name: str, tmp_path: Path) -> None:
    assert [each.name for each in model(tmp_path, **{wire: {"type": "string"}}).fields] == [name]


def test_a_field_does_not_hide_the_type_of_another(tmp_path: Path) -> None:
    made = model(tmp_path, str={"type": "integer"}, other={"type": "string"})
    assert {each.name: each.type for each in made.fields} == {
        "str": "int | Unset",
        "other": "builtins.str | Unset",
    }


def test_a_method_does_not_hide_the_type_of_another(tmp_path: Path) -> None:
    made = group(tmp_path, "things.list", "things.names")
    assert [each.returns for each in made.methods] == ["builtins.list[str]", "builtins.list[str]"]
    assert [each.answer.type for each in made.methods] == ["list[str]", "list[str]"]
    assert "builtins" in [each.module for each in made.imports]


def test_types_bring_their_imports(tmp_path: Path) -> None:
    context = seen(
        tmp_path,
        {},
        Thing={"type": "object", "properties": {"at": {"type": "string", "format": "date-time"}}},
    )
    imports = {each.module: each.names for each in context["model_imports"]}
    assert imports["datetime"] == ("datetime as DateTime",)
    assert imports["._runtime.values"] == ("UNSET", "Unset")


def test_a_type_that_is_nothing_but_itself_says_nothing(tmp_path: Path) -> None:
    loop = {"oneOf": [{"$ref": "#/components/schemas/Loop"}, {"type": "string"}]}
    found: list[ModelView] = seen(tmp_path, {}, Loop=loop)["models"]
    assert [(each.kind, each.type) for each in found] == [("any", "Any")]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("line\nbreak", '"line\\nbreak"'),
        ("\u202eright", '"\\u202eright"'),
        ("\U0001f600", '"\\U0001f600"'),
        ("größe", '"größe"'),
    ],
)
def test_texts_are_written_so_that_python_reads_the_same(text: str, written: str) -> None:
    assert quote(text) == written
    assert eval(written) == text


def test_values_are_written_so_that_python_reads_the_same() -> None:
    value = {"a": [True, None, 1, 1.5, "x"]}
    assert eval(literal(value)) == value


@pytest.mark.parametrize("text", ['says """', 'ends with "', "a \\ b", "one\r\ntwo", "\x00"])
def test_documentation_stays_between_its_quotes(text: str) -> None:
    lines = "\n".join(documentation(text))
    assert eval(f'"""{lines}"""').strip().splitlines() == text.strip("\x00").splitlines() or "\x00" in text
