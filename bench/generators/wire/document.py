"""The document of the wire rules, as far as it is asked about, and as far as a generator takes it at all."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.generators import tools
from bench.generators.contenders import Contender
from bench.processes import ROOT
from tests.sdk.conformance.rules import Json, Rule, rules

_WHOLE = ROOT / "tests" / "sdkgen" / "fixtures" / "wire_rules.yaml"
# Parameters and bodies; not credentials, servers, errors and what is accepted, which leave clients a choice.
_OPERATIONS = frozenset(
    {
        *("query", "cookies", "headers", "path", "flat_path", "one", "objects"),
        *("json", "plain", "markup", "form", "parts"),
    }
)
_SCHEMAS = {"form": "Form", "parts": "Parts"}  # of the bodies that have members of their own
# Operations, parameters and members of bodies that a generator refuses with the whole document, or with the
# whole operation, or that spoil every call of it, as JSON does in ogen's, and what makes code that does not
# compile, as lists in paths do in openapi-generator's for Rust. They would hide what becomes of all others.
_REFUSED = {
    "rust progenitor": frozenset(
        {
            *("cookies", "path", "flat_path", "one", "objects", "json", "markup", "parts"),
            *("query spaced", "query piped", "query deep", "query json"),
            *("headers X-List", "headers X-Object", "headers X-Exploded", "headers X-Json"),
            *("form flat", "form piped", "form deep", "form spread", "form flat_object"),
        }
    ),
    "go ogen": frozenset({"query json", "form deep", "form pairs", "parts typed", "parts pair"}),
    "rust openapi-generator": frozenset(
        {
            *("path", "flat_path", "objects", "headers X-Object", "headers X-Exploded", "headers X-Json"),
            *("form plain", "form deep", "form spread", "form flat_object", "form pairs", "parts pair"),
        }
    ),
    "python openapi-python-client": frozenset({"headers X-List", "headers X-Object", "headers X-Exploded"}),
}


def chosen() -> list[Rule]:
    """Return the rules about parameters and bodies."""
    return [each for each in rules() if each.operation in _OPERATIONS and not each.options]


def is_refused(contender: Contender, rule: Rule) -> bool:
    """Return whether what this rule is about had to be left out for a generator."""
    given = (name for place in rule.input.values() if isinstance(place, dict) for name in place)
    about = {rule.operation, *(f"{rule.operation} {name}" for name in given)}
    return not about.isdisjoint(_refused(contender))


def document(contender: Contender) -> Path:
    """Write the document for a generator."""
    whole: Json = yaml.safe_load(_WHOLE.read_text())
    refused = _refused(contender)
    schemas = whole["components"]["schemas"]
    for name, schema in _SCHEMAS.items():
        _without(schemas[schema]["properties"], name, refused)
    reduced = {**whole, "paths": dict(_paths(whole["paths"], refused)), "components": {"schemas": schemas}}
    file = tools.CACHE / "wire" / contender.language / f"{contender.name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(reduced, allow_unicode=True, sort_keys=False))
    return file


def _refused(contender: Contender) -> frozenset[str]:
    return _REFUSED.get(f"{contender.language} {contender.name}", frozenset())


def _paths(paths: Json, refused: frozenset[str]) -> Iterator[tuple[str, Json]]:
    for path, item in paths.items():
        for operation in item.values():
            name = operation["operationId"].removeprefix("rules.")
            if name in _OPERATIONS - refused:
                _reduce(operation, name, refused)
                yield path, item


def _reduce(operation: Json, name: str, refused: frozenset[str]) -> None:
    parameters = operation.get("parameters", [])
    parameters[:] = [each for each in parameters if f"{name} {each['name']}" not in refused]
    for media in operation.get("requestBody", {}).get("content", {}).values():
        _without(media.get("encoding", {}), name, refused)


def _without(members: Json, name: str, refused: frozenset[str]) -> None:
    for member in [each for each in members if f"{name} {each}" in refused]:
        del members[member]
