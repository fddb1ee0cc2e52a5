"""Python: a package with a client that waits and an async one, on httpx."""

from dataclasses import dataclass

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api
from sdkgen.ir.walk import circular
from sdkgen.languages import Formatter, Page, View
from sdkgen.languages._kit import counted
from sdkgen.languages.python import naming
from sdkgen.languages.python.models import PythonModels
from sdkgen.languages.python.operations import PythonOperations
from sdkgen.languages.python.package import PythonPackage
from sdkgen.languages.python.samples import PythonSamples
from sdkgen.languages.python.text import collection, documentation, literal, quote, shown
from sdkgen.name_table import NameTable

_RUFF = Formatter(("ruff", "format", "--quiet"), ("ruff", "--version"), ("*.py",))


@dataclass(frozen=True, slots=True)
class Python:
    """The language, as sdkgen knows it."""

    name: str = "python"
    label: str = "Python"
    formatters: tuple[Formatter, ...] = (_RUFF,)
    presence_in_types: bool = True

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:  # noqa: ARG002 - the protocol
        """Name everything."""
        return naming.write(api, diagnostics)

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        names = naming.write(api, diagnostics)
        own, lost = naming.own_names(api, config, diagnostics), circular(api.types)
        groups = PythonOperations(api, names, lost).groups()
        constants = {
            each.operation.id: each.constant for group in groups for each in group.methods if each.is_main
        }
        models = PythonModels(api, names, lost)
        context = {
            **PythonPackage(api, config, names, own, constants, lost).context(),
            **PythonSamples(api, names, own).context(),
            "groups": groups,
            "models": models.all(),
            "model_imports": models.imports(),
        }
        return View(
            context=context,
            pages={
                "module": [Page(own.module)],
                "init": [Page("__init__")],
                "group": [Page(group.name, group) for group in groups],
            },
            filters={each.__name__: each for each in (collection, documentation, literal, quote, shown)},
            lowered=counted(("PY001", "a type that is nothing but itself", len(lost))),
        )


LANGUAGE = Python()
