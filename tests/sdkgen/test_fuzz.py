"""Documents that were damaged at random: there is always an answer, and never a traceback."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics, StoppedError
from sdkgen.ir.dump import dump
from sdkgen.normalise import normalise
from sdkgen.spec import Bundle
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.support import FIXTURES

ROUNDS = 150
JUNK: list[Any] = [
    *(None, 0, -1, 1.5, True, "", "x", "object", "#/components/schemas/X", "\ud800"),
    *([], {}, [None], {"a": 1}, ["string", "null"], {"": {}}),
    *(
        {"$ref": "#/components/schemas/A"},
        {"$ref": 5},
        {"allOf": [{}]},
        {"oneOf": []},
        {"enum": [None]},
        {"const": None},
    ),
]
KEYS = (
    *("oneOf", "anyOf", "allOf", "$ref", "enum", "const", "discriminator", "items", "properties", "required"),
    *(
        "additionalProperties",
        "type",
        "nullable",
        "not",
        "format",
        "readOnly",
        "writeOnly",
        "default",
        "style",
    ),
    *("parameters", "content", "schema", "x-sdkgen-pagination", "x-sdkgen-name", "$anchor", "examples"),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(deeper for key, child in entries for deeper in places(child, (*path, key)))]


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def damage(data: Any, chance: random.Random) -> None:
    known = places(data)[1:]
    path = chance.choice(known)
    holder = at(data, path[:-1])
    match chance.randrange(4):
        case 0 if isinstance(holder, dict):
            holder.pop(path[-1])
        case 1:
            holder[path[-1]] = copy.deepcopy(at(data, chance.choice(known)))
        case 2 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = copy.deepcopy(chance.choice(JUNK))
        case _:
            holder[path[-1]] = copy.deepcopy(chance.choice(JUNK))


@pytest.mark.parametrize("seed", range(4))
def test_damaged_documents_are_survived(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    documents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FIXTURES.glob("*.yaml"))]
    path = tmp_path / "openapi.json"
    for _ in range(ROUNDS):
        data = json.loads(json.dumps(chance.choice(documents), default=str))
        for _ in range(chance.randint(1, 4)):
            damage(data, chance)
        path.write_text(json.dumps(data))
        diagnostics = Diagnostics()
        try:
            api = normalise(Bundle(path, diagnostics), diagnostics)
        except StoppedError:
            assert diagnostics.failed
            continue
        json.dumps(dump(api))
        if not diagnostics.failed:
            Fake().view(api, Config(name="acme"), diagnostics)
