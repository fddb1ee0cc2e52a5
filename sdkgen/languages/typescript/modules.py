"""Which module a named type is in: all in one, or by the first letters of their names if they are many."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sdkgen import ir
from sdkgen.languages.typescript.models import Declared, Models
from sdkgen.languages.typescript.shapes import ShapeWriter, shape, shaped
from sdkgen.name_table import NameTable

_LIMIT = 3_500  # lines, as guessed before they are formatted; a file may have 5,000


@dataclass(frozen=True, slots=True)
class Module:
    """Some declarations, whose names begin alike; what they refer to, and what they need of the runtime."""

    declared: list[Declared]
    letters: str
    references: set[str]
    scalars: set[str] = field(default_factory=set)

    @property
    def others(self) -> set[str]:
        """What is declared in other modules."""
        return self.references - {each.name for each in self.declared}


def model_modules(api: ir.Api, names: NameTable, circular: frozenset[ir.TypeId]) -> Iterator[Module]:
    """Yield the modules of all models."""
    found = {names.types[each.id]: each for each in api.types.values()}
    for letters, some in pieces(found).items():
        models = Models(api, names, circular)
        declared = [models.model(found[name]) for name in some]
        yield Module(declared, letters, models.types.models, models.types.imports)


def shape_modules(api: ir.Api, names: NameTable, circular: frozenset[ir.TypeId]) -> Iterator[Module]:
    """Yield the modules of all shapes, which refer to each other through the module that has all of them."""
    found = {names.types[each.id]: each for each in shaped(api)}
    for letters, some in pieces(found).items():
        writer = ShapeWriter(api, names, "shapes." if letters else "")
        yield Module([shape(found[name], writer, circular) for name in some], letters, writer.imports)


def pieces(types: Mapping[str, ir.NamedType], letters: str = "") -> dict[str, list[str]]:
    """Split by the first letters of names until no piece is long: what is added moves nothing else."""
    if sum(map(_lines, types.values())) <= _LIMIT or max(map(len, types)) <= len(letters):
        return {letters: list(types)}
    found: dict[str, dict[str, ir.NamedType]] = defaultdict(dict)
    for name, each in types.items():
        found[name[: len(letters) + 1].lower()][name] = each
    return {key: some for first, each in sorted(found.items()) for key, some in pieces(each, first).items()}


def _lines(named: ir.NamedType) -> int:
    """Guess how many lines a declaration takes."""
    fields = named.fields if isinstance(named, ir.Object) else ()
    others = len(named.members) if isinstance(named, ir.Enum) else len(fields)
    return 12 + 2 * others + sum(2 + each.docs.description.count("\n") for each in (named, *fields))
