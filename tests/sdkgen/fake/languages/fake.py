"""A language that nobody speaks: every name, type and operation on a line of its own."""

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Lowered, Object
from sdkgen.languages import Formatter, Page, View
from sdkgen.name_table import Conventions, NameTable, build_name_table
from sdkgen.names import Scope, camel, pascal, snake

_KEYWORDS = frozenset({"type", "constructor", "Type", "body"})


class Fake:
    """The language."""

    name = "fake"
    label = "Fake"
    formatters: tuple[Formatter, ...] = ()
    presence_in_types = True

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:
        del config
        lower, upper = Scope("names", snake, _KEYWORDS), Scope("types", pascal, _KEYWORDS)
        return build_name_table(
            api,
            Conventions(
                types=upper,
                fields=lower,
                members=upper,
                arms=upper,
                groups=lower,
                operations=Scope("operations", camel, _KEYWORDS),
                arguments=lower,
            ),
            diagnostics,
        )

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        name_table = self.name_table(api, config, diagnostics)
        models = [named for named in api.types.values() if isinstance(named, Object)]
        return View(
            context={"api": api, "name": config.name, "name_table": name_table},
            pages={
                "group": [Page(name_table.groups[group.id], group) for group in api.groups],
                "model": [Page(name_table.types[model.id], model) for model in models],
            },
            filters={"shout": str.upper},
            lowered=(Lowered("FAKE001", "something", len(models)),),
        )


LANGUAGE = Fake()
