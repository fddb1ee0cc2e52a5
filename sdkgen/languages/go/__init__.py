"""Go: one package with a service per group, on a runtime that uses the standard library only."""

from dataclasses import dataclass

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api
from sdkgen.languages import Formatter, Page, View
from sdkgen.languages.go.casing import CONVENTIONS
from sdkgen.languages.go.package import GoPackage
from sdkgen.languages.go.text import FILTERS
from sdkgen.name_table import NameTable, build_name_table

_GOFMT = Formatter(("gofmt", "-w"), ("go", "version"), ("*.go",))
_LONG = 10_000  # lines of a client whose reference is in several pages, too


@dataclass(frozen=True, slots=True)
class Go:
    """The language Go."""

    name: str = "go"
    label: str = "Go"
    formatters: tuple[Formatter, ...] = (_GOFMT,)
    presence_in_types: bool = True

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:  # noqa: ARG002 - as all languages
        """Name everything."""
        return build_name_table(api, CONVENTIONS, diagnostics)

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        package = GoPackage(api, self.name_table(api, config, diagnostics), config)
        files = [Page(stem, each) for stem, each in package.files().items()]
        parts = files if sum(each.values.lines for each in files) > _LONG else []
        return View(
            {**package.context(), "parts": parts}, {"file": files, "part": parts}, FILTERS, package.lowered()
        )


LANGUAGE = Go()
