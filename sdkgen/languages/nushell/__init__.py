"""Nushell: a module of modules, one for each group, over a hand-written runtime."""

from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Group
from sdkgen.languages import Formatter, Page, View
from sdkgen.languages.nushell.arguments import arguments
from sdkgen.languages.nushell.builtins import BUILTINS, TAKEN
from sdkgen.languages.nushell.commands import Writer
from sdkgen.languages.nushell.contract import contract
from sdkgen.languages.nushell.guide import guide, overview
from sdkgen.languages.nushell.lowering import lowered
from sdkgen.languages.nushell.names import write_names
from sdkgen.languages.nushell.service import address, service
from sdkgen.languages.nushell.text import comment, line, quoted
from sdkgen.name_table import NameTable
from sdkgen.names import Words, kebab, screaming, words

_LOCAL = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Nushell:
    """The language."""

    name: str = "nushell"
    label: str = "Nushell"
    formatter: Formatter | None = None
    presence_in_types: bool = False

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:  # noqa: ARG002 - the protocol
        """Name everything."""
        return write_names(api, diagnostics)

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        name_table = self.name_table(api, config, diagnostics)
        name = words(config.packages.get("nushell", config.name) or api.title)
        module, version = _module(name), config.version or api.version
        writer = Writer(api, name_table, module)
        groups = [_group(api, name_table, writer, group) for group in api.groups]
        auth = bool(api.auth.login and api.auth.access_token)
        codes = api.problems.codes if api.problems else ()
        context = {
            "name": module,
            "title": api.title,
            "version": version,
            "prefix": screaming(name),
            "base_url": address(api.servers) or _LOCAL,
            "overview": overview(f"{api.title} {version}", module, groups),
            "groups": groups,
            "service": service(api, module, screaming(name), version, config.error_code),
            "has_sign_in": auth,
            "sources": {"path": "path", "query": "query", "header": "headers", "cookie": "cookies"},
            **guide(api, module, groups),
            "codes": [(each.value, ", ".join(each.statuses)) for each in codes],
        }
        return View(
            context=context,
            pages={
                "module": [Page(module, module)],
                "group": [Page(str(group["name"]), group) for group in groups],
            },
            filters={"quoted": quoted, "comment": comment, "arguments": arguments},
            lowered=lowered(api, diagnostics),
        )


def _module(name: Words) -> str:
    """Name the folder, which every command begins with; Nushell's own commands keep their names."""
    written = kebab(name)
    return f"{written}-api" if written in BUILTINS | TAKEN else written


def _group(api: Api, name_table: NameTable, writer: Writer, group: Group) -> dict[str, Any]:
    commands = writer.commands(group)
    title = line(group.docs.description or group.docs.summary) or f"Commands of {group.id}."
    return {
        "name": name_table.groups[group.id],
        "title": title,
        "docs": comment(title),
        "commands": commands,
        "completers": list({each.name: each for command in commands for each in command.completers}.values()),
        "contract": contract(api, name_table, group),
    }


LANGUAGE = Nushell()
