"""Overrides: names from the configuration, and whether its settings refer to anything."""

from collections.abc import Iterable
from dataclasses import replace

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Group, NamedType, Operation
from sdkgen.names import words
from sdkgen.normalise.positions import STATED_RANK


def with_overrides(api: Api, config: Config, diagnostics: Diagnostics) -> Api:
    """Return an API with the names that the configuration sets."""
    operations = {operation.id for operation in api.operations}
    _check(config.names, operations | set(api.types), "names", diagnostics)
    _check(config.pagination, operations, "pagination", diagnostics)
    _check(config.retryable, operations, "retryable", diagnostics)
    auth = config.auth
    named = (auth.login, auth.second_step, auth.refresh, auth.logout, auth.keys)
    _check(filter(None, named), operations, "auth", diagnostics)
    if not config.names:
        return api
    types = {id_: _named(named, config) for id_, named in api.types.items()}
    return replace(api, types=types, groups=tuple(_grouped(group, config) for group in api.groups))


def _check(ids: Iterable[str], known: set[str], setting: str, diagnostics: Diagnostics) -> None:
    for id_ in ids:
        if id_ not in known:
            diagnostics.report("CONF006", None, f"{setting} refers to {id_!r}, which is not in the document")


def _named(named: NamedType, config: Config) -> NamedType:
    name = config.names.get(named.id)
    return replace(named, name=words(name), alternatives=(), rank=STATED_RANK) if name else named


def _grouped(group: Group, config: Config) -> Group:
    return replace(group, operations=tuple(_operation(each, config) for each in group.operations))


def _operation(operation: Operation, config: Config) -> Operation:
    name = config.names.get(operation.id)
    return replace(operation, name=words(name)) if name else operation
