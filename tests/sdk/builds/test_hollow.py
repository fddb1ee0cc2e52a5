"""Nothing of a document is lost, and what the corpus is checked with would see it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Object, Operation
from sdkgen.normalise import normalise
from sdkgen.spec import Bundle
from tests.sdk.builds import TOOLCHAINS
from tests.sdk.builds.declared import Declared, declared
from tests.sdk.builds.hollow import missing_in_code, missing_in_representation
from tests.sdk.builds.workspace import Workspace
from tests.sdkgen.support import FIXTURES, fixtures, title

REFERENCES = FIXTURES / "references" / "openapi.yaml"
Change = Callable[[Operation], Operation]


def read(path: Path) -> tuple[Declared, Api]:
    diagnostics = Diagnostics()
    bundle = Bundle(path, diagnostics)
    return declared(bundle), normalise(bundle, diagnostics)


def changed(api: Api, change: Change) -> Api:
    groups = [replace(group, operations=tuple(map(change, group.operations))) for group in api.groups]
    return replace(api, groups=tuple(groups))


@pytest.mark.parametrize("path", fixtures(), ids=title)
def test_nothing_is_lost(path: Path) -> None:
    assert list(missing_in_representation(*read(path))) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda each: replace(each, path="/elsewhere"), "POST /users is dropped"),
        (lambda each: replace(each, parameters=()), "GET /users lacks the parameter 'query:q'"),
        (lambda each: replace(each, body=None), "POST /users lacks the body: application/json"),
        (lambda each: replace(each, answers=()), "GET /users lacks the answer 200"),
        (
            lambda each: replace(each, answers=tuple(replace(a, contents=()) for a in each.answers)),
            "POST /users lacks in the answer 201: application/json",
        ),
    ],
    ids=["operation", "parameter", "body", "answer", "content"],
)
def test_what_an_operation_lacks_is_seen(change: Change, fault: str) -> None:
    wanted, api = read(REFERENCES)
    assert fault in missing_in_representation(wanted, changed(api, change))


def test_fields_that_a_type_lacks_are_seen() -> None:
    wanted, api = read(REFERENCES)
    types = {
        id_: replace(each, fields=()) if isinstance(each, Object) else each for id_, each in api.types.items()
    }
    faults = list(missing_in_representation(wanted, replace(api, types=types)))
    assert "User lacks the field 'id'" in faults
    assert "POST /users lacks the body: the field 'name' of application/json" in faults


@pytest.mark.parametrize("language", TOOLCHAINS)
def test_code_that_is_gone_is_seen(language: str, tmp_path: Path) -> None:
    wanted, _ = read(REFERENCES)
    Workspace(TOOLCHAINS[language], tmp_path).add(REFERENCES, "acme")
    client = tmp_path / "acme" / language
    assert list(missing_in_code(wanted, client)) == []
    for path in client.rglob("*"):
        if path.is_file() and "/users" in path.read_text():
            path.unlink()
    assert "GET /users is not in the code" in missing_in_code(wanted, client)
