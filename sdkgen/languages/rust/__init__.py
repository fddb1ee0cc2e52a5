"""Rust: async clients on reqwest and serde."""

from dataclasses import dataclass

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api
from sdkgen.languages import Formatter, Page, View
from sdkgen.languages._kit import counted
from sdkgen.languages._parts import parts
from sdkgen.languages.rust import models, operations
from sdkgen.languages.rust.conventions import CONVENTIONS
from sdkgen.languages.rust.models import Models
from sdkgen.languages.rust.operations import Operations
from sdkgen.languages.rust.package import package
from sdkgen.languages.rust.samples import Sampler
from sdkgen.languages.rust.text import FILTERS
from sdkgen.languages.rust.typing import RustTypes
from sdkgen.languages.rust.webhooks import webhooks
from sdkgen.name_table import NameTable, build_name_table

# Where Cargo looks for crates, and the driver: rustfmt formats the modules of each, too.
_CRATES = (
    "build.rs",
    "src/lib.rs",
    "src/main.rs",
    *(f"{name}/*.rs" for name in ("bin", "examples", "tests")),
)
_FORMATTER = Formatter(
    ("rustfmt", "--edition", "2024"), ("rustfmt", "--version"), (*_CRATES, "conformance/driver.rs")
)


@dataclass(frozen=True, slots=True)
class Rust:
    """The language, for sdkgen."""

    name: str = "rust"
    label: str = "Rust"
    formatters: tuple[Formatter, ...] = (_FORMATTER,)
    presence_in_types: bool = True

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:  # noqa: ARG002
        """Name everything."""
        return build_name_table(api, CONVENTIONS, diagnostics)

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        name_table = self.name_table(api, config, diagnostics)
        own, elsewhere = RustTypes(api, name_table), RustTypes(api, name_table, "models::")
        named, calls = Models(api, own), Operations(api, elsewhere)
        groups = tuple(calls.group(group) for group in api.groups)
        types = [named.model(each) for each in api.types.values()]
        files = parts(types, models.lines)
        chunks = [(group, part) for group in groups for part in group.parts]
        return View(
            context={
                "package": package(api, config, groups, name_table),
                "groups": groups,
                "models": types,
                "parts": files,
                "webhooks": webhooks(api, elsewhere, diagnostics),
                "samples": Sampler(api, own, named, groups).samples(),
            },
            pages={
                "group": [Page(group.module, group) for group in groups],
                "part": [Page(part.module, part) for part in files],
                "chunk": [Page(f"{group.module}/{part.module}", (group, part)) for group, part in chunks],
            },
            filters=FILTERS,
            lowered=counted(models.lowered(api.types.values()), *operations.lowered(api)),
        )


LANGUAGE = Rust()
