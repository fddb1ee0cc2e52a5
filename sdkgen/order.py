"""What is asked of a run, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.lowered import Lowered
from sdkgen.output import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the clients are made from, where they go, and in which languages."""

    spec: Path
    out: Path
    config: Config
    languages: Sequence[str]
    templates: list[Path]
    diagnostics: Diagnostics
    is_partial: bool
    keep_going: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the output directory differs, or differed, and what else a run tells."""

    changes: Changes = field(default_factory=Changes)
    ledger: dict[str, tuple[Lowered, ...]] = field(default_factory=dict)
    documents: Sequence[Path] = ()
