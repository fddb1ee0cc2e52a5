"""The API of a shop, and what changes to it."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from sdkgen.changes import Changelog
from sdkgen.config import NO_CONFIG
from sdkgen.diff import changelog
from sdkgen.ir import Api
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.support import HERE, api_of

BASE = yaml.safe_load((HERE / "diff" / "shop.yaml").read_text())

Change = Callable[[Any], object]


class Loose(Fake):
    """A language in which a field has one type whether or not it can be absent."""

    name = "loose"
    presence_in_types = False


def parsed(data: Any, folder: Path, name: str) -> Api:
    path = folder / name
    path.write_text(yaml.safe_dump(data, sort_keys=False))
    return api_of(path)


def compared(folder: Path, change: Change) -> Changelog:
    data = copy.deepcopy(BASE)
    change(data)
    return changelog(
        parsed(BASE, folder, "old.yaml"), parsed(data, folder, "new.yaml"), [Fake(), Loose()], NO_CONFIG
    )


def schema(data: Any, name: str) -> Any:
    return data["components"]["schemas"][name]


def field(data: Any, name: str, member: str, value: Any) -> Any:
    return schema(data, name)["properties"].update({member: value})


def operation(data: Any, method: str) -> Any:
    return data["paths"]["/orders"][method]
