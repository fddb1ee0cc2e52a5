"""The client of openapi-python-client: a module for each operation, and classes for bodies."""

import base64
import datetime
import io
from enum import Enum
from importlib import import_module
from typing import Any, get_args, get_type_hints

_PACKAGE = "rules_of_the_wire_client"


def call(name: str, base_url: str, given: dict[str, Any]) -> int:
    """Return the status of the answer; a `LookupError` says what the client has no way to say."""
    try:
        module = import_module(f"{_PACKAGE}.api.default.{name}")
    except ModuleNotFoundError:
        raise LookupError(f"no module for {name}") from None
    types = get_type_hints(module._get_kwargs)
    arguments = dict(_arguments(given, types))
    client = import_module(_PACKAGE).Client(base_url=base_url)
    return int(module.sync_detailed(client=client, **arguments).status_code)


def _arguments(given: dict[str, Any], types: dict[str, Any]) -> Any:
    values = {"body": given["body"]} if "body" in given else {}
    for place in ("path", "query", "headers", "cookies"):
        values |= given.get(place, {})
    for wire, value in values.items():
        known = [name for name in (wire, f"{wire}_", wire.replace("[", "").replace("]", "")) if name in types]
        if not known:
            raise LookupError(f"no argument for {wire}")
        yield known[0], _typed(value, types[known[0]])


def _typed(value: Any, hint: Any) -> Any:
    """Make a value of the first type that fits; the other one is for what is not given."""
    wanted = next(iter(get_args(hint)), hint) if not isinstance(hint, type) else hint
    if wanted is datetime.date:
        return datetime.date.fromisoformat(value)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if not hasattr(wanted, "from_dict"):
        return value
    made = wanted.from_dict({name: each for name, each in value.items() if name != "file"})
    if "file" in value:
        content = io.BytesIO(base64.b64decode(value["file"]))
        made.file = import_module(f"{_PACKAGE}.types").File(payload=content, file_name="file")
    return made
