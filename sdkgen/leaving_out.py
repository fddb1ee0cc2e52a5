"""Leaving out: an error costs the operations and schemas that lead to it, and not the whole document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sdkgen import pointer
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostic, Diagnostics, LeftOut, Severity
from sdkgen.ir import Api
from sdkgen.normalise import normalise
from sdkgen.normalise.operations import METHODS
from sdkgen.spec import Bundle, Key

_NAMED = {("components", "schemas"): "schema", ("webhooks",): "webhook"}


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a document has without what its errors cost, and what there is to say about it."""

    api: Api
    bundle: Bundle
    diagnostics: list[Diagnostic]


def remainder(
    bundle: Bundle, api: Api, errors: list[Diagnostic], config: Config, *, strict: bool
) -> Remainder | None:
    """Read a document again without what leads to errors; nothing if that leaves errors, or nothing else."""
    costs = {error: set(_costs(bundle, error)) for error in errors}
    diagnostics = Diagnostics(strict=strict)
    rest = bundle.again(diagnostics, frozenset[Key]().union(*costs.values()))
    reduced = normalise(rest, diagnostics, config)
    if diagnostics.failed or _is_empty(reduced, api):
        return None
    forgiven = [_forgiven(error, _named(api, cost)) for error, cost in costs.items()]
    return Remainder(reduced, rest, [*diagnostics, *forgiven])


def _is_empty(reduced: Api, api: Api) -> bool:
    if api.operations:
        return not reduced.operations
    return not (reduced.types or reduced.webhooks)


def _forgiven(error: Diagnostic, cost: Iterable[LeftOut]) -> Diagnostic:
    effect = "What leads to it is left out."
    return replace(error, severity=Severity.WARNING, effect=effect, left_out=tuple(cost))


def _costs(bundle: Bundle, error: Diagnostic) -> Iterator[Key]:
    """Find the paths, methods, webhooks and schemas that lead to an error."""
    keys = {document.name: document.key for document in bundle.documents}
    place = error.place
    if place is None or place.file not in keys:
        return
    for file, at in _leading(bundle, (keys[place.file], place.pointer)):
        steps = pointer.split(at)
        size = _unit(steps) if file == bundle.entry.key else 0
        if size:
            yield file, pointer.join(steps[:size])


def _leading(bundle: Bundle, place: Key) -> Iterator[Key]:
    """Follow references backwards, from a place and all that it is in."""
    seen, pending = {place}, [place]
    while pending:
        file, at = pending.pop()
        yield file, at
        steps = pointer.split(at)
        for size in range(len(steps) + 1):
            for source, referrer in bundle.referrers.get((file, pointer.join(steps[:size])), ()):
                found = source, _within(bundle, (source, referrer), steps[size : size + 1])
                if found not in seen:
                    seen.add(found)
                    pending.append(found)


def _within(bundle: Bundle, referrer: Key, rest: list[str]) -> str:
    """A path that refers to another is not lost as a whole if one of the methods there is."""
    file, at = referrer
    steps = pointer.split(at)
    is_path = file == bundle.entry.key and steps[:1] == ["paths"] and len(steps) == 2  # noqa: PLR2004
    return at + pointer.join(rest) if is_path else at


def _unit(steps: list[str]) -> int:
    """Return how many steps lead to what is left out as one."""
    if steps[:1] == ["paths"] and len(steps) > 1:
        return 3 if len(steps) > 2 and steps[2] in METHODS else 2  # noqa: PLR2004
    return next(
        (len(way) + 1 for way in _NAMED if tuple(steps[: len(way)]) == way and len(steps) > len(way)), 0
    )


def _named(api: Api, cost: Iterable[Key]) -> Iterator[LeftOut]:
    """Say what is left out in the words of people, in the order of the document."""
    found: dict[LeftOut, None] = {}
    for _, at in cost:
        found.update(dict.fromkeys(_names(api, pointer.split(at))))
    operations = [LeftOut("operation", f"{each.method} {each.path}") for each in api.operations]
    order = {each: index for index, each in enumerate(operations)}
    yield from sorted(found, key=lambda each: (order.get(each, len(order)), each.kind, each.name))


def _names(api: Api, steps: list[str]) -> list[LeftOut]:
    if steps[0] != "paths":
        kind = next(kind for way, kind in _NAMED.items() if tuple(steps[: len(way)]) == way)
        return [LeftOut(kind, steps[-1])]
    path, *method = steps[1:]
    if method:
        return [LeftOut("operation", f"{method[0].upper()} {path}")]
    known = [LeftOut("operation", f"{each.method} {path}") for each in api.operations if each.path == path]
    return known or [LeftOut("path", path)]
