"""The client of openapi-generator: methods that take parameters by name, and check them with pydantic."""

import base64
import re
from importlib import import_module
from inspect import signature
from typing import Any

_BODIES = {"rules_json": "pair", "rules_plain": "body", "rules_markup": "body"}


def call(name: str, base_url: str, given: dict[str, Any]) -> int:
    """Return the status of the answer; a `LookupError` says what the client has no way to say."""
    package = import_module("openapi_client")
    api = package.DefaultApi(package.ApiClient(package.Configuration(host=base_url)))
    method = getattr(api, f"{name}_with_http_info", None)
    if method is None:
        raise LookupError(f"no method for {name}")
    try:
        return int(method(**dict(_arguments(name, given, method))).status_code)
    except package.ApiException as error:
        return int(error.status)


def _arguments(name: str, given: dict[str, Any], method: Any) -> Any:
    body = {_BODIES[name]: given["body"]} if name in _BODIES else given.get("body", {})
    values = dict(body)
    for place in ("path", "query", "headers", "cookies"):
        values |= given.get(place, {})
    for wire, value in values.items():
        snake = re.sub(r"\W+", "_", wire).strip("_").lower()
        known = [each for each in (snake, f"var_{snake}") if each in signature(method).parameters]
        if not known:
            raise LookupError(f"no argument for {wire}")
        yield known[0], ("file", base64.b64decode(value)) if wire == "file" else value
