"""What Nushell's own commands cannot do: reported at each operation, and counted."""

from collections import Counter
from collections.abc import Iterator

from sdkgen.catalog import CATALOG
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Lowered, Operation
from sdkgen.languages.nushell.names import sends_body

IN_PIECES, UNSENT_BODY, UNSENT_METHOD = "NUSH001", "NUSH002", "NUSH003"


def lowered(api: Api, diagnostics: Diagnostics) -> tuple[Lowered, ...]:
    """Report what is lost, and return the ledger."""
    found: Counter[str] = Counter()
    for operation in api.operations:
        for code in _codes(operation):
            diagnostics.report(code, operation.origin, f"{operation.id}: {CATALOG[code].title}")
            found[code] += 1
    return tuple(Lowered(code, CATALOG[code].title, count) for code, count in found.items())


def _codes(operation: Operation) -> Iterator[str]:
    if operation.facts.stream is not None:
        yield IN_PIECES
    if operation.body and not sends_body(operation):
        yield UNSENT_BODY
    if operation.method == "TRACE":
        yield UNSENT_METHOD
