"""The table of all cases and languages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Enter = Callable[[str, str], None]  # a case, and a language


@dataclass
class Parity:
    """How each language did in each case."""

    cells: dict[str, dict[str, bool]] = field(default_factory=dict)

    def add(self, case: str, language: str, *, passed: bool) -> None:
        self.cells.setdefault(case, {})[language] = passed

    def lines(self, languages: Iterable[str]) -> list[str]:
        """The table as text; languages that did not take part have no column."""
        columns = [name for name in languages if any(name in row for row in self.cells.values())]
        width = max(map(len, self.cells), default=0)
        header = " ".join([f"{'':{width}}", *columns])
        rows = [_row(f"{case:{width}}", row, columns) for case, row in sorted(self.cells.items())]
        totals = {name: [row[name] for row in self.cells.values() if name in row] for name in columns}
        counts = [f"{name} {sum(results)}/{len(results)}" for name, results in totals.items()]
        return [header, *rows, ", ".join(counts)]


def _row(title: str, row: dict[str, bool], columns: list[str]) -> str:
    words = {name: "ok" if passed else "RED" for name, passed in row.items()}
    return " ".join([title, *(f"{words.get(name, '-'):{len(name)}}" for name in columns)]).rstrip()
