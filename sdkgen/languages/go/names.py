"""Names that are derived from other names, beside those of the name table."""

from sdkgen.ir import Api, Enum, Group
from sdkgen.languages.go.casing import EXPORTS, pascal
from sdkgen.languages.go.operations import inside
from sdkgen.name_table import NameTable
from sdkgen.names import Claim, Scope, Words, allocate


def derived(api: Api, table: NameTable) -> dict[str, str]:
    """Return the names of services, parameters, constants and the like, by kind and id."""
    both = {
        each.id: table.groups[group.id] + table.operations[each.id]
        for group in api.groups
        for each in group.operations
    }
    variables = _allocated(frozenset(), {f"op:{id_}": name for id_, name in both.items()})
    found = _allocated(EXPORTS | frozenset(table.types.values()), _exported(api, table, both))
    for group in api.groups:
        found |= _methods(group, table)
    return found | {key: f"op{name}" for key, name in variables.items()} | _params(api)


def _allocated(taken: frozenset[str], wanted: dict[str, str]) -> dict[str, str]:
    scope = Scope("package", pascal, taken, lambda name: name + "Value")
    return allocate(scope, [Claim(key, Words(name)) for key, name in wanted.items()])


def _exported(api: Api, table: NameTable, both: dict[str, str]) -> dict[str, str]:
    wanted = {f"service:{group.id}": f"{table.groups[group.id]}Service" for group in api.groups}
    wanted |= {f"params:{id_}": f"{name}Params" for id_, name in both.items()}
    for named in api.types.values():
        if isinstance(named, Enum):
            for index in range(len(named.members)):
                member = table.types[named.id] + table.members[named.id, index]
                wanted[f"member:{named.id}:{index}"] = member
    codes = api.problems.codes if api.problems else ()
    return wanted | {f"error:{each.value}": f"Err{pascal(each.name)}" for each in codes}


def _methods(group: Group, table: NameTable) -> dict[str, str]:
    """Name the further methods that some operations have."""
    names = {each.id: table.operations[each.id] for each in group.operations}
    wanted = {f"all:{id_}": f"{name}All" for id_, name in names.items()}
    wanted |= {f"stream:{id_}": f"{name}Stream" for id_, name in names.items()}
    return _allocated(frozenset(names.values()), wanted)


def _params(api: Api) -> dict[str, str]:
    """Name the fields of the structs of parameters."""
    names: dict[str, str] = {}
    for operation in api.operations:
        claims = [
            Claim(f"param:{operation.id}:{each.key}", each.name, each.wire, 0, (each.name.plus(each.place),))
            for each in inside(operation)
        ]
        names |= allocate(Scope("parameters", pascal), claims)
    return names


def webhooks(api: Api) -> dict[str, str]:
    """Name the webhooks, in a package of their own."""
    taken = frozenset({"Decode", "Message", "Name", "Unknown"})
    scope = Scope("webhooks", pascal, taken, lambda name: name + "Webhook")
    return allocate(scope, [Claim(each.id, each.name, each.id) for each in api.webhooks])
