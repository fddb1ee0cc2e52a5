"""The schemas of the client, held against the answers that the document gives as examples."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Object, Ref
from sdkgen.languages.typescript import LANGUAGE
from tests.sdk.builds.toolchain import ROOT
from tests.sdk.typescript.bundling import Bundler
from tests.sdkgen.support import api_of

_PROGRAM = """
    import * as schemas from "@gatehouse/client/zod";

    const cases = JSON.parse(await new Response(process.stdin).text());
    const results = cases.map(([name, value]) => schemas[name].safeParse(value));
    console.log(JSON.stringify(results.map(({ data, error }) => ({ data, issues: error?.issues ?? [] }))));
"""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadmeExample:
    """An answer, and the members that it cannot do without."""

    schema: str
    value: Any
    required: tuple[str, ...]


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of(ROOT / "openapi.yaml")


@pytest.fixture(scope="module")
def examples(api: Api) -> list[ReadmeExample]:
    return list(_examples(api))


@pytest.fixture(scope="module")
def program(bundler: Bundler, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("zod") / "check.mjs"
    path.write_bytes(bundler.bundle("all zod schemas", _PROGRAM))
    return path


def test_right_answers_pass_as_they_are(program: Path, examples: list[ReadmeExample]) -> None:
    results = _check(program, [(each.schema, each.value) for each in examples])
    assert len(examples) > 20
    assert [result["issues"] for result in results] == [[]] * len(examples)
    assert [result["data"] for result in results] == [each.value for each in examples]


def test_answers_without_a_required_member_are_refused(program: Path, examples: list[ReadmeExample]) -> None:
    cases = [(each, name) for each in examples for name in each.required]
    values = [(each.schema, _without(each.value, name)) for each, name in cases]
    paths = [[issue["path"] for issue in result["issues"]] for result in _check(program, values)]
    assert paths == [[[name]] for _, name in cases]


def test_what_is_new_passes(program: Path, examples: list[ReadmeExample]) -> None:
    values = [(each.schema, {**each.value, "later": {"a": [1]}}) for each in examples if each.required]
    assert [result["data"] for result in _check(program, values)] == [value for _, value in values]


def _examples(api: Api) -> Iterator[ReadmeExample]:
    name_table = LANGUAGE.name_table(api, Config(name="gatehouse"), Diagnostics())
    for content in (answer.content for operation in api.operations for answer in operation.answers):
        if content and content.example and isinstance(content.type, Ref):
            named = api.types[content.type.id]
            fields = named.fields if isinstance(named, Object) else ()
            required = tuple(field.wire for field in fields if field.required)
            yield ReadmeExample(f"{name_table.types[named.id]}Schema", content.example.json, required)


def _without(value: Json, name: str) -> Json:
    return {key: each for key, each in value.items() if key != name}


def _check(program: Path, cases: list[tuple[str, Any]]) -> list[Json]:
    done = subprocess.run(
        ["node", program], input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    results: list[Json] = json.loads(done.stdout)
    return results
