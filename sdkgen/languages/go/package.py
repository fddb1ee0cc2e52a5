"""The package: its files, and what every template sees."""

from typing import Any

from sdkgen.config import Config
from sdkgen.ir import Api, ContentKind, Lowered, Operation
from sdkgen.ir.walk import reachable
from sdkgen.languages._kit import CredentialKinds, counted, scheme_kind, tags_of
from sdkgen.languages.go.casing import package_name
from sdkgen.languages.go.files import FileView, files
from sdkgen.languages.go.models import GoModels, LineView
from sdkgen.languages.go.names import derived, webhooks
from sdkgen.languages.go.operations import GoOperation, OperationView
from sdkgen.languages.go.samples import Sampler
from sdkgen.languages.go.types import GoTypes
from sdkgen.name_table import NameTable


class GoPackage:
    """Makes the views of everything in an API."""

    def __init__(self, api: Api, table: NameTable, config: Config) -> None:
        self.api = api
        self.table = table
        self.config = config
        self.names = derived(api, table)
        self.operations = {each.id: self._operation(each) for each in api.operations}
        models = self._models()
        self.models = {id_: models.view(named) for id_, named in api.types.items()}

    def files(self) -> dict[str, FileView]:
        """Return the files of the package by their stems."""
        return files(self.api, self.operations, self.models)

    def context(self) -> dict[str, Any]:
        """Return what every template sees."""
        sent, names = GoTypes(self.api, self.table, "client"), webhooks(self.api)
        return self._facts() | {
            "operations": self.operations,
            "models": sorted(self.models.values(), key=lambda each: each.name),
            "webhooks": [LineView(w, names[w.id], sent.unboxed(w.type)) for w in self.api.webhooks],
            "webhook_imports": sent.imports,
            "samples": Sampler(self.api, self.names).choose(),
        }

    def _operation(self, operation: Operation) -> OperationView:
        types, outside = GoTypes(self.api, self.table), GoTypes(self.api, self.table, "client")
        return GoOperation(operation, types, outside, self.names).view()

    def _models(self) -> GoModels:
        """Find the types that multipart bodies are made of: only there a file is a file."""
        bodies = [each.primary for each in self.api.operations]
        parts = [each.type for each in bodies if each and each.kind is ContentKind.MULTIPART]
        with_files = frozenset(reachable(self.api.types, parts))
        return GoModels(GoTypes(self.api, self.table), self.names, with_files, tags_of(self.api))

    def _facts(self) -> dict[str, Any]:
        name = self.config.name or "client"
        keys, servers = self.api.find(self.api.auth.keys), self.api.servers
        return {
            "table": self.table,
            "names": self.names,
            "package": package_name(name),
            "module": self.config.packages.get("go") or f"{package_name(name)}.example/client",
            "name": name,
            "prefix": "".join(c if c.isalnum() else "_" for c in name).upper(),
            "version": self.config.version or self.api.version,
            "kinds": CredentialKinds.of(self.api),
            "schemes": [each for each in self.api.security_schemes if scheme_kind(each.kind)],
            "servers": servers if len(servers) > 1 or any(each.variables for each in servers) else (),
            "codes": self.api.problems.codes if self.api.problems else (),
            "keys": keys.path if keys else "",
        }

    def lowered(self) -> tuple[Lowered, ...]:
        """Count what Go cannot express, or this client does not offer."""
        operations = self.api.operations
        choices = [each for each in operations if each.body and len(each.body.contents) > 1]
        xml = [each for each in operations if each.success.kind is ContentKind.XML]
        return counted(
            ("GO002", "a body in further media types", len(choices)),
            ("GO003", "an answer in XML, which stays bytes", len(xml)),
        )
