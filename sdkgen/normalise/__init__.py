"""From a document to the intermediate representation."""

from dataclasses import replace

from sdkgen.catalog import CATALOG
from sdkgen.config import NO_CONFIG, Config
from sdkgen.diagnostics import Diagnostics, StoppedError
from sdkgen.ir import Api, Lowered, Operation
from sdkgen.normalise.answers import Answers
from sdkgen.normalise.contents import Contents
from sdkgen.normalise.dialect import Reader
from sdkgen.normalise.directions import Directions
from sdkgen.normalise.examples import Examples
from sdkgen.normalise.facts import auth_of, with_facts
from sdkgen.normalise.grouping import grouped
from sdkgen.normalise.keys import Keys
from sdkgen.normalise.lines import one_line
from sdkgen.normalise.lowering import Lowering
from sdkgen.normalise.merging import Merger
from sdkgen.normalise.operations import OperationReader, servers
from sdkgen.normalise.overrides import with_overrides
from sdkgen.normalise.pagination import Paging
from sdkgen.normalise.parameters import ParameterReader
from sdkgen.normalise.plans import Planner
from sdkgen.normalise.problems import problems
from sdkgen.normalise.recursion import break_cycles, mark_recursion
from sdkgen.normalise.registry import Registry
from sdkgen.normalise.secrecy import with_secrets
from sdkgen.normalise.security import Security
from sdkgen.normalise.shaping import shaped
from sdkgen.spec import Bundle, Node

_VERSIONS = ("3.0", "3.1")


def normalise(bundle: Bundle, diagnostics: Diagnostics, config: Config = NO_CONFIG) -> Api:
    """Return the intermediate representation of a document."""
    api = _header(bundle, diagnostics)
    if diagnostics.strict:
        Keys(bundle, diagnostics).check()
    merger = Merger(bundle, Reader(bundle, diagnostics, is_30=api.dialect == "3.0"), diagnostics)
    registry = Registry(bundle.entry.key)
    lowering = Lowering(merger, registry, diagnostics)
    for component in merger.components():
        lowering.declare(component)
    types = registry.build(lowering.declaration)
    contents = Contents(bundle, merger, lowering, diagnostics)
    answers = Answers(bundle, contents, registry, diagnostics, config.error_code)
    security = Security(bundle, diagnostics)
    parameters = ParameterReader(bundle, merger, lowering, diagnostics)
    reader = OperationReader(bundle, parameters, contents, answers, security, diagnostics)
    written, received = reader.read(), reader.received()
    types |= registry.build(lowering.declaration)
    types = break_cycles(types, registry.places, diagnostics)
    directions = Directions(types | answers.unions)
    operations = [shaped(operation, directions) for operation, _ in written]
    for hook in received:
        directions.use("answer", hook.type)
    types = mark_recursion(Planner(directions.finish(), registry.discriminators, diagnostics).planned())
    examples = Examples(types, diagnostics)
    api = replace(
        api, types=examples.checked_types(), security_schemes=security.schemes, webhooks=tuple(received)
    )
    api, checked = with_secrets(api, [examples.checked(operation) for operation in operations])
    paging = Paging(config, diagnostics)
    described = [
        with_facts(api, operation, each.node.value, config, paging)
        for operation, (_, each) in zip(checked, written, strict=True)
    ]
    return _complete(api, described, bundle.root, diagnostics, config)


def _complete(
    api: Api, operations: list[Operation], root: Node, diagnostics: Diagnostics, config: Config
) -> Api:
    api = replace(
        api,
        groups=grouped(operations, root),
        problems=problems(api, operations, config.error_code),
        auth=auth_of(api, operations, config),
        lowered=ledger(diagnostics),
    )
    return with_overrides(api, config, diagnostics)


def ledger(diagnostics: Diagnostics) -> tuple[Lowered, ...]:
    """Count what could not be expressed."""
    counts = diagnostics.counts()
    return tuple(
        Lowered(code, CATALOG[code].title, count) for code, count in counts.items() if code.startswith("LOW")
    )


_KINDS = {str: "string", list: "list", bool: "boolean", int: "number", float: "number"}


def _header(bundle: Bundle, diagnostics: Diagnostics) -> Api:
    """Read the document's title and version, and stop if it is not an OpenAPI document."""
    root = bundle.root
    if not isinstance(root.value, dict):
        given = "empty" if root.value is None else f"a {_KINDS.get(type(root.value), 'value')}"
        diagnostics.report("SPEC010", root, f"the document is {given}, but must be a mapping")
        raise StoppedError
    version = str(root.value.get("openapi", ""))
    if not version.startswith(_VERSIONS):
        given = f"OpenAPI {version}" if version else "not an OpenAPI 3 document: the key `openapi` is missing"
        diagnostics.report("SPEC010", root.get("openapi") or root, f"this is {given}")
        raise StoppedError
    info = bundle.entry_of(root, "info")
    raw = info.value if info and isinstance(info.value, dict) else {}
    for key in ("title", "version"):
        if not isinstance(raw.get(key), str):
            diagnostics.report("SPEC012", info or root, f"info has no {key}, or it is not a string")
    licence = raw.get("license")
    return Api(
        title=one_line(raw.get("title", "API")),
        version=one_line(raw.get("version", "0.0.0")),
        description=str(raw.get("description", "")),
        dialect=version[:3],
        license=one_line(licence.get("name", "")) if isinstance(licence, dict) else "",
        servers=servers(root, diagnostics),
    )
