"""Types as Python writes them, and the modules that they are imported from."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sdkgen.ir import Api, Array, Const, Map, Nullable, Primitive, Ref, Type
from sdkgen.ir import PrimitiveKind as Kind
from sdkgen.languages._kit import TypeWriter
from sdkgen.languages.python.text import literal
from sdkgen.name_table import NameTable

_BUILTINS = {
    Kind.STRING: "str",
    Kind.URI: "str",
    Kind.INTEGER: "int",
    Kind.INT32: "int",
    Kind.INT64: "int",
    Kind.FLOAT: "float",
    Kind.DOUBLE: "float",
    Kind.BOOLEAN: "bool",
    Kind.BYTES: "bytes",
}
_IMPORTED = {
    Kind.DATE: ("datetime", "date as Date"),
    Kind.DATETIME: ("datetime", "datetime as DateTime"),
    Kind.UUID: ("uuid", "UUID"),
    Kind.DECIMAL: ("decimal", "Decimal"),
    Kind.BINARY: (".values", "Upload"),
    Kind.ANY: ("typing", "Any"),
}
_HUGE = 2**63  # what mypy does not read
_QUOTES = set("\"'\\")

Imported = tuple[str, str]  # a module, and what it is imported as; modules of the runtime begin with a dot


@dataclass(slots=True)
class PythonTypes(TypeWriter):
    """Writes type expressions; `shadowed` are names that mean something else where the types stand."""

    api: Api
    names: NameTable
    circular: frozenset[str]
    shadowed: frozenset[str] = frozenset()
    needs: set[Imported] = field(default_factory=set)

    def need(self, module: str, name: str) -> str:
        """Import a name, and return what it is called here."""
        self.needs.add((module, name))
        return name.rpartition(" ")[2]

    def primitive(self, type_: Primitive) -> str:
        """Write a type that is not made of others."""
        if type_.kind is Kind.NULL:
            return "None"
        known = _IMPORTED.get(type_.kind)
        return self.need(*known) if known else self.builtin(_BUILTINS[type_.kind])

    def builtin(self, name: str) -> str:
        """Write a type that is always there, unless something here has its name."""
        if name not in self.shadowed:
            return name
        self.needs.add(("", "builtins"))
        return f"builtins.{name}"

    def constant(self, type_: Const) -> str:
        """Write the type of exactly one value, or of all like it."""
        if type_.kind is Kind.DOUBLE or not _can_be_literal(type_.value):
            return self.builtin(_BUILTINS[type_.kind])
        return f"{self.need('typing', 'Literal')}[{literal(type_.value)}]"

    def array(self, type_: Array) -> str:
        """Write a list."""
        return f"{self.builtin('list')}[{self.write(type_.items)}]"

    def map(self, type_: Map) -> str:
        """Write an object with any keys."""
        return f"{self.builtin('dict')}[{self.builtin('str')}, {self.write(type_.values)}]"

    def nullable(self, type_: Nullable) -> str:
        """Write a type or null."""
        return f"{self.write(type_.inner)} | None"

    def reference(self, type_: Ref) -> str:
        """Write a named type."""
        return self.need("models", self.names.types[type_.id])

    def any(self) -> str:
        """Write the type of what nothing is known of."""
        return self.primitive(Primitive(Kind.ANY))

    def optional(self, type_: Type | None) -> str:
        """Write a type that may not be known."""
        return self.any() if type_ is None else self.write(type_)

    def is_any(self, type_: Type) -> bool:
        """Whether a type says nothing; a union with it would not, either."""
        resolved = self.api.resolve(type_)
        return isinstance(resolved, Primitive) and resolved.kind is Kind.ANY


def _can_be_literal(value: str | float) -> bool:
    """Whether there is a type of just this value: not of huge numbers and texts with quotes in them."""
    if isinstance(value, str):
        return not _QUOTES & set(value) and value.isprintable() and value.isascii()
    return isinstance(value, int) and abs(value) < _HUGE


@dataclass(frozen=True, slots=True)
class Import:
    """What is imported from a module; a module as a whole where there are no names."""

    module: str
    names: tuple[str, ...]

    @property
    def is_local(self) -> bool:
        """Whether it is a module of the package."""
        return self.module.startswith(".")


def imports(needs: Iterable[Imported], inside: str) -> list[Import]:
    """Return what a module imports, in the usual order; `inside` are the dots that lead out of its folder."""
    found: dict[str, set[str]] = {}
    for module, name in needs:
        place = f"{inside}_runtime{module}" if module.startswith(".") else module
        place = f"{inside}models" if place == "models" else place
        found.setdefault(place or name, set()).update([name] if place else [])
    return [Import(module, _sorted(found[module])) for module in sorted(found, key=_module_order)]


def _module_order(module: str) -> tuple[bool, bool, str]:
    return module.startswith("."), module != "builtins", module


def _sorted(names: set[str]) -> tuple[str, ...]:
    """Sort constants before classes before all else, as isort does."""
    return tuple(sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name.lower())))
