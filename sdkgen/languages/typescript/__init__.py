"""TypeScript: a package for everything that has `fetch`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api
from sdkgen.ir.walk import circular
from sdkgen.languages import Formatter, Page, View
from sdkgen.languages._kit import counted, scheme_kind
from sdkgen.languages.typescript import naming
from sdkgen.languages.typescript.models import is_text
from sdkgen.languages.typescript.modules import model_modules, shape_modules
from sdkgen.languages.typescript.operations import Operations, writer_of
from sdkgen.languages.typescript.package import Package
from sdkgen.languages.typescript.readme import ReadmeExamples
from sdkgen.languages.typescript.schemas import schemas
from sdkgen.languages.typescript.shapes import INHERITED, ShapeWriter
from sdkgen.languages.typescript.text import doc_lines, in_comment, key, member_key, quote
from sdkgen.languages.typescript.types import TypeScriptTypes, union
from sdkgen.name_table import NameTable

_FORMATTED = ("*.ts", "*.js", "*.mjs", "*.json")
_LAYOUT = ("--indent-style=space", "--line-width=120", "--files-max-size=100000000")
_BIOME = Formatter(
    ("biome", "format", "--write", "--log-level=error", *_LAYOUT), ("biome", "--version"), _FORMATTED
)
_PRETTIER = Formatter(("prettier", "--log-level", "error", "--write"), ("prettier", "--version"), _FORMATTED)
_FILTERS: dict[str, Callable[..., Any]] = {
    "doc_lines": doc_lines,
    "in_comment": in_comment,
    "is_text": is_text,
    "key": key,
    "member_key": member_key,
    "quote": quote,
    "scheme_kind": scheme_kind,
    "union": union,
    "writer": writer_of,
}


@dataclass(frozen=True, slots=True)
class TypeScript:
    """The language, as sdkgen knows it."""

    name: str = "typescript"
    label: str = "TypeScript"
    formatters: tuple[Formatter, ...] = (_BIOME, _PRETTIER)
    presence_in_types: bool = False

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:
        """Name everything."""
        return naming.write(api, config, diagnostics)

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        names = self.name_table(api, config, diagnostics)
        own, loops = naming.own_names(api, names, diagnostics), circular(api.types)
        models = list(model_modules(api, names, loops))
        checks = list(shape_modules(api, names, loops))
        operations = Operations(api, names, own)
        groups = [operations.module(group) for group in api.groups]
        context: dict[str, Any] = {
            **Package(api, config, names, own).context(),
            **ReadmeExamples(api, names, own).all(),
            "groups": groups,
            "models": models,
            "shapes": checks,
            "schemas": list(schemas(api, names, loops)) if config.typescript.zod else [],
            "inherited": INHERITED,
            **_webhooks(api, names),
        }
        pages = {
            "group": [Page(each.name, each) for whole in groups for each in operations.pieces(whole)],
            "models": [Page(f"names-{each.letters}", each) for each in models if each.letters],
            "shapes": [Page(f"names-{each.letters}", each) for each in checks if each.letters],
        }
        ledger = counted(("TS001", "a type that is nothing but itself", len(loops)))
        return View(context, pages, _FILTERS, ledger)


def _webhooks(api: Api, names: NameTable) -> dict[str, Any]:
    """Return each webhook with its type and shape, and what the module of them imports."""
    types, shape = TypeScriptTypes(names.types), ShapeWriter(api, names, "shapes.")
    found = [(each, types.write(each.type), shape.top(each.type)) for each in api.webhooks]
    return {"webhooks": found, "webhook_types": types, "webhook_shapes": shape}


LANGUAGE = TypeScript()
