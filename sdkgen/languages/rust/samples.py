"""What the README and the example show, chosen from the document."""

from dataclasses import dataclass

from sdkgen.ir import Api
from sdkgen.languages.rust.operations import GroupView, OperationView


@dataclass(frozen=True, slots=True)
class Sample:
    """A call that needs no arguments."""

    group: str
    operation: OperationView
    arguments: str


@dataclass(frozen=True, slots=True)
class Samples:
    """Calls to show: one that reads, and one that goes through pages."""

    read: Sample | None
    pages: Sample | None


def samples(api: Api, groups: tuple[GroupView, ...]) -> Samples:
    """Choose calls that anyone can make as they are."""
    methods = {operation.id: operation.method for operation in api.operations}
    pairs = [
        (Sample(view.module, shown, "&Default::default()" if shown.params else ""), methods[each.id])
        for group, view in zip(api.groups, groups, strict=True)
        for each, shown in zip(group.operations, view.operations, strict=True)
        if not shown.arguments and shown.body is None and not (shown.params and shown.params.arguments)
    ]
    reads = [
        sample for sample, method in pairs if method == "GET" and sample.operation.returned.shown == "json"
    ]
    paged = [sample for sample in reads if sample.operation.paging]
    return Samples(next(iter(reads), None), next(iter(paged), None))
