"""The licences of everything in the bills of materials, against the list of those that we may pass on."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from license_expression import AND, OR, ExpressionError, get_spdx_licensing

from tools.supply.report import Result

RULES: Final = Path(__file__).with_name("licences.toml")
_SPDX: Final = get_spdx_licensing()


def licences(boms: Mapping[str, Mapping[str, Any]], rules: Path = RULES) -> Result:
    """Every package has a licence of the list; a list or an expression that lacks one is a finding."""
    known = tomllib.loads(rules.read_text())
    packages = [(name, each) for name, bom in boms.items() for each in bom.get("components", [])]
    found = [
        f"{language}: {package['name']} {package['version']}: {problem}; if it may be used: {rules.name}"
        for language, package in packages
        if (problem := _problem(package, known))
    ]
    return Result("licences", f"{len(packages)} packages", found)


def _problem(package: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    said = known["declared"].get(package["name"]) or _declared(package, known["names"])
    if not said:
        return "it names no licence"
    try:
        parsed = _SPDX.parse(said, validate=True)
    except ExpressionError:
        return f"'{said}' is no licence of SPDX"
    return "" if _allowed(parsed, frozenset(known["allowed"])) else f"its licence is {said}"


def _declared(package: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What the package says of itself: several licences without a word between them all count."""
    texts = []
    for entry in package.get("licenses", []):
        licence = entry.get("license", {})
        said = entry.get("expression") or licence.get("id") or licence.get("name", "")
        texts.append(names.get(said, said))
    return " AND ".join(f"({text})" for text in dict.fromkeys(texts))


def _allowed(expression: Any, allowed: frozenset[str]) -> bool:
    if isinstance(expression, OR):
        return any(_allowed(each, allowed) for each in expression.args)
    if isinstance(expression, AND):
        return all(_allowed(each, allowed) for each in expression.args)
    return str(expression) in allowed
