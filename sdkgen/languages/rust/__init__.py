"""Rust: async clients on reqwest and serde."""

from dataclasses import dataclass

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Alias, Api, Enum, NamedType, Object
from sdkgen.languages import Formatter, Page, View
from sdkgen.languages.rust.conventions import CONVENTIONS
from sdkgen.languages.rust.models import AliasView, EnumView, Structs, StructView
from sdkgen.languages.rust.operations import RustOperations, lowered
from sdkgen.languages.rust.package import RustPackage
from sdkgen.languages.rust.samples import Sampler
from sdkgen.languages.rust.typing import RustTypes
from sdkgen.languages.rust.unions import Unions, UnionView
from sdkgen.name_table import NameTable, build_name_table

_FORMATTER = Formatter(("rustfmt", "--edition", "2024"), ("rustfmt", "--version"), (".rs",))


@dataclass(frozen=True, slots=True)
class Rust:
    """The language, for sdkgen."""

    name: str = "rust"
    label: str = "Rust"
    formatter: Formatter | None = _FORMATTER
    presence_in_types: bool = True

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:  # noqa: ARG002
        """Name everything."""
        return build_name_table(api, CONVENTIONS, diagnostics)

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        name_table = self.name_table(api, config, diagnostics)
        own, elsewhere = RustTypes(api, name_table), RustTypes(api, name_table, "models::")
        structs, unions, operations = Structs(api, own), Unions(api, own), RustOperations(api, elsewhere)
        groups = tuple(operations.group(group) for group in api.groups)
        package = RustPackage(api, config, groups, dict(name_table.types)).view()
        named = list(api.types.values())
        return View(
            context={
                "package": package,
                "groups": groups,
                "models": [_model(each, structs, unions) for each in named],
                "samples": Sampler(api, elsewhere, groups).samples(),
            },
            pages={"group": [Page(group.module, group) for group in groups]},
            lowered=(*structs.lowered(named), *lowered(api)),
        )


def _model(
    named: NamedType, structs: Structs, unions: Unions
) -> StructView | EnumView | AliasView | UnionView:
    if isinstance(named, Object):
        return structs.object(named)
    if isinstance(named, Enum):
        return structs.enum(named)
    return structs.alias(named) if isinstance(named, Alias) else unions.union(named)


LANGUAGE = Rust()
