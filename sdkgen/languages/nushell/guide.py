"""What the README and the scripts show: commands that make good examples."""

from typing import Any

from sdkgen.ir import Api, Operation
from sdkgen.languages.nushell.commands import Command

_MOST_EXAMPLES = 2
_CONFLICT = "409"


def guide(api: Api, groups: list[dict[str, Any]]) -> dict[str, Any]:
    """Choose examples."""
    commands: list[Command] = [command for group in groups for command in group["commands"]]
    by_id = {operation.id: operation for operation in api.operations}
    probes = [each for each in commands if _is_probe(by_id[each.id])]
    paged = next((each for each in probes if each.is_paged), None)
    conflicts = [each for each in commands if _conflicts(by_id[each.id]) and each.fields]
    conflict = next((each for each in conflicts if by_id[each.id].method == "POST"), None)
    shown = [paged, *probes] if paged else probes
    return {
        "probes": probes,
        "paged": paged,
        "conflict": conflict,
        "conflict_code": _conflicts(by_id[conflict.id])[0] if conflict else "",
        "examples": list(dict.fromkeys(each.example for each in shown))[:_MOST_EXAMPLES],
    }


def _is_probe(operation: Operation) -> bool:
    needed = any(each.required for each in operation.parameters)
    return operation.method == "GET" and not needed and not operation.body and not operation.facts.stream


def _conflicts(operation: Operation) -> tuple[str, ...]:
    return next((each.codes for each in operation.answers if each.status == _CONFLICT), ())
