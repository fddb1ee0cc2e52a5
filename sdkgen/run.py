"""A run at work."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics, Location, StoppedError
from sdkgen.languages import Language, load
from sdkgen.lowered import Lowered
from sdkgen.order import Order


@dataclass(slots=True)
class Run:
    """What a run works on, and what it counts along the way."""

    spec: Path
    out: Path
    config: Config
    languages: Sequence[Language]
    templates: list[Path]
    diagnostics: Diagnostics
    is_partial: bool = False
    keep_going: bool = False
    progress: Callable[[str], None] = lambda _: None
    ledger: dict[str, tuple[Lowered, ...]] = field(default_factory=dict)
    documents: list[Path] = field(default_factory=list)

    def stop_on_errors(self) -> None:
        """End the run if there are errors so far."""
        if self.diagnostics.failed:
            raise StoppedError

    @contextmanager
    def writing(self) -> Iterator[None]:
        """End the run if a file cannot be written."""
        try:
            yield
        except OSError as error:
            place = error.filename or self.out
            self.diagnostics.report("OUT003", Location(str(self.out)), f"{place}: {error.strerror}")
            raise StoppedError from None


def run_for(order: Order, progress: Callable[[str], None]) -> Run:
    """Make a run that does what was asked."""
    return Run(
        spec=order.spec,
        out=order.out,
        config=order.config,
        languages=[load(name) for name in order.languages],
        templates=order.templates,
        diagnostics=order.diagnostics,
        is_partial=order.is_partial,
        keep_going=order.keep_going,
        progress=progress,
    )
