"""Nushell: a module of modules, one for each group, over a hand-written runtime."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api
from sdkgen.languages import Formatter, Page, View
from sdkgen.languages._kit import CredentialKinds
from sdkgen.languages.nushell.commands import Writer
from sdkgen.languages.nushell.folders import CommandGroup, folders
from sdkgen.languages.nushell.guide import Guide, lowered
from sdkgen.languages.nushell.names import module_name, sends_body, write_names
from sdkgen.languages.nushell.text import address, dump, member, nuon, quoted, word
from sdkgen.languages.nushell.typing import Shapes, declared, settled
from sdkgen.name_table import NameTable
from sdkgen.names import screaming, words

_LOCAL = "http://127.0.0.1:8000"
_FILTERS: dict[str, Callable[..., str]] = {
    "quoted": quoted,
    "nuon": nuon,
    "word": word,
    "address": address,
    "member": member,
    "json": dump,
}


@dataclass(frozen=True, slots=True)
class Nushell:
    """The language."""

    name: str = "nushell"
    label: str = "Nushell"
    formatters: tuple[Formatter, ...] = ()
    presence_in_types: bool = False

    def name_table(self, api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:  # noqa: ARG002 - the protocol
        """Name everything."""
        return write_names(api, diagnostics)

    def view(self, api: Api, config: Config, diagnostics: Diagnostics) -> View:
        """Decide everything that the templates print."""
        name_table = self.name_table(api, config, diagnostics)
        writer = Writer(api, name_table)
        groups = [CommandGroup.of(name_table, writer, group) for group in api.groups]
        commands = [command for group in groups for command in group.commands]
        name = words(config.packages.get("nushell", config.name) or api.title)
        context: dict[str, Any] = {
            "name": module_name(name),
            "prefix": screaming(name),
            "version": config.version or api.version,
            "base_url": api.base_url or _LOCAL,
            "error_code": config.error_code,
            "keys_command": next((each.name for each in commands if each.operation.id == api.auth.keys), ""),
            "has_sign_in": CredentialKinds.of(api).login and bool(api.auth.access_token),
            "has_second_step": CredentialKinds.of(api).login and bool(api.auth.second_step),
            "arguments": name_table.arguments,
            "sends_body": sends_body,
            "groups": groups,
            "settled": lambda named: settled(api, named),
            "webhook_types": declared(api, [each.type for each in api.webhooks]),
            **Guide(api, commands).chosen(),
        }
        pages = {
            "module": [Page(context["name"], context["name"])],
            "group": [Page(each.path, each) for group in groups for each in folders(api, group)],
            "index": [Page(group.name, group) for group in groups if len(group.parts) > 1],
        }
        return View(context, pages, {**_FILTERS, "shape": Shapes(api).shape}, lowered(api, diagnostics))


LANGUAGE = Nushell()
