"""TypeScript: a package for everything that has `fetch`."""

from dataclasses import dataclass

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Lowered
from sdkgen.languages import Formatter, Page, View
from sdkgen.languages.typescript import naming
from sdkgen.languages.typescript.models import TypeScriptModels
from sdkgen.languages.typescript.operations import TypeScriptOperations
from sdkgen.languages.typescript.package import TypeScriptPackage
from sdkgen.languages.typescript.readme import ReadmeExamples
from sdkgen.languages.typescript.schemas import Schemas
from sdkgen.languages.typescript.shapes import Shapes
from sdkgen.languages.typescript.specs import Specs
from sdkgen.languages.typescript.text import quote
from sdkgen.languages.typescript.types import TypeScriptTypes
from sdkgen.name_table import NameTable

_PRETTIER = Formatter(
    ("prettier", "--log-level", "error", "--write"),
    ("prettier", "--version"),
    (".ts", ".js", ".mjs", ".json"),
)


@dataclass(frozen=True, slots=True)
class TypeScript:
    """The language, as sdkgen knows it."""

    name: str = "typescript"
    label: str = "TypeScript"
    formatter: Formatter | None = _PRETTIER
    presence_in_types: bool = False

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:
        """Name everything."""
        return naming.write(api, config, diagnostics)

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        name_table = self.name_table(api, config, diagnostics)
        own = naming.own_names(api, name_table, diagnostics)
        types = TypeScriptTypes(api, name_table)
        shapes = Shapes(api, name_table, types.circular)
        models = TypeScriptModels(api, name_table, types)
        schemas = Schemas(api, name_table, types.circular).all()
        operations = TypeScriptOperations(api, name_table, own, types, Specs(api, name_table, shapes))
        groups = [operations.group(group) for group in api.groups]
        examples = ReadmeExamples(api, name_table, own)
        context = {
            **TypeScriptPackage(api, config, name_table, own).context(),
            "groups": groups,
            "models": models.all(),
            "model_imports": models.imports(),
            "shapes": shapes.all(),
            "schemas": schemas,
            "answered": examples.model(),
            "listing": examples.listing(),
            "simple": examples.simple(),
            "change": examples.change(),
            "conflict": examples.conflict(),
        }
        return View(
            context=context,
            pages={"group": [Page(group.name, group) for group in groups]},
            filters={"quote": quote},
            lowered=_lowered(types),
        )


def _lowered(types: TypeScriptTypes) -> tuple[Lowered, ...]:
    """Return what this language could not keep."""
    count = len(types.circular)
    return (Lowered("TS001", "a type that is nothing but itself", count),) if count else ()


LANGUAGE = TypeScript()
