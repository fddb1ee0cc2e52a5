"""The package: its files, and what every template sees."""

from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.ir import Api, ContentKind, Group, Lowered, NamedType, Object
from sdkgen.ir.walk import answered, reachable, sent
from sdkgen.languages._kit import CredentialKinds, counted
from sdkgen.languages.go.casing import file_stems, package_name
from sdkgen.languages.go.models import GoModels, LineView, ModelView
from sdkgen.languages.go.names import derived, webhooks
from sdkgen.languages.go.operations import GoOperations, OperationView
from sdkgen.languages.go.samples import Sampler
from sdkgen.languages.go.text import can_be_tagged
from sdkgen.languages.go.types import GoTypes
from sdkgen.name_table import NameTable


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of the package: a service and its types, or the types that several services share."""

    stem: str
    group: Group | None
    operations: tuple[OperationView, ...]
    models: tuple[ModelView, ...]
    imports: set[str]
    calls: set[str]


class GoPackage:
    """Makes the views of everything in an API."""

    def __init__(self, api: Api, table: NameTable, config: Config) -> None:
        self.api = api
        self.table = table
        self.config = config
        self.names = derived(api, table)
        self.with_files = self._with_files()

    def context(self, files: list[FileView]) -> dict[str, Any]:
        """Return what every template sees."""
        sent = GoTypes(self.api, self.table, "client")
        names = webhooks(self.api)
        return self._facts() | {
            "operations": {each.of.id: each for file in files for each in file.operations},
            "models": sorted((each for file in files for each in file.models), key=lambda each: each.name),
            "webhooks": [LineView(w, names[w.id], sent.unboxed(w.type)) for w in self.api.webhooks],
            "webhook_imports": sent.imports,
            "samples": Sampler(self.api, self.table, self.names).choose(),
        }

    def _with_files(self) -> frozenset[str]:
        """Find the types that multipart bodies are made of: only there a file is a file."""
        bodies = [each.primary for each in self.api.operations]
        parts = [each.type for each in bodies if each and each.kind is ContentKind.MULTIPART]
        return frozenset(reachable(self.api.types, parts))

    def files(self) -> list[FileView]:
        """Return the files: types that one service alone needs are beside it."""
        owners: dict[str, list[str]] = {id_: [] for id_ in self.api.types}
        for group in self.api.groups:
            mentioned = (type_ for each in group.operations for type_ in (*sent(each), *answered(each)))
            for id_ in reachable(self.api.types, mentioned):
                owners[id_].append(group.id)
        stems = file_stems({group.id: group.name for group in self.api.groups})
        types = self.api.types.values()
        return [
            *(
                self._file(stems[group.id], [t for t in types if owners[t.id] == [group.id]], group)
                for group in self.api.groups
            ),
            self._file("types", [each for each in types if len(owners[each.id]) != 1]),
        ]

    def _file(self, stem: str, types: list[NamedType], group: Group | None = None) -> FileView:
        inside, outside = GoTypes(self.api, self.table), GoTypes(self.api, self.table, "client")
        inside.imports.update({"core"} if group else ())
        operations = GoOperations(inside, outside, self.names)
        models = GoModels(inside, self.names, self.with_files)
        return FileView(
            stem,
            group,
            tuple(map(operations.view, group.operations)) if group else (),
            tuple(map(models.view, types)),
            inside.imports,
            outside.imports,
        )

    def _facts(self) -> dict[str, Any]:
        name = self.config.name or "client"
        keys = self.api.find(self.api.auth.keys)
        return {
            "api": self.api,
            "table": self.table,
            "names": self.names,
            "package": package_name(name),
            "module": self.config.packages.get("go") or f"{package_name(name)}.example/client",
            "name": name,
            "prefix": "".join(c if c.isalnum() else "_" for c in name).upper(),
            "version": self.config.version or self.api.version,
            "kinds": CredentialKinds.of(self.api),
            "codes": self.api.problems.codes if self.api.problems else (),
            "keys": keys.path if keys else "",
        }

    def lowered(self) -> tuple[Lowered, ...]:
        """Count what Go cannot express, or this client does not offer."""
        operations = self.api.operations
        objects = [each for each in self.api.types.values() if isinstance(each, Object)]
        unwritable = [field for each in objects for field in each.fields if not can_be_tagged(field.wire)]
        choices = [each for each in operations if each.body and len(each.body.contents) > 1]
        xml = [each for each in operations if each.success.kind is ContentKind.XML]
        return counted(
            ("GO001", "a member whose name encoding/json cannot write", len(unwritable)),
            ("GO002", "a body in further media types", len(choices)),
            ("GO003", "an answer in XML, which stays bytes", len(xml)),
        )
