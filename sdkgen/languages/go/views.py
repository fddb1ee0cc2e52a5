"""The whole view: files, and what is in each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.ir import Api, ContentKind, Enum, Group, Lowered, NamedType, Operation, SecurityKind, Type
from sdkgen.ir.walk import members, references
from sdkgen.languages.go import casing
from sdkgen.languages.go.conformance import CaseView, case
from sdkgen.languages.go.expressions import GoTypes
from sdkgen.languages.go.facts import BEARER, KINDS
from sdkgen.languages.go.literals import quote, sentences
from sdkgen.languages.go.models import GoModels, ModelView
from sdkgen.languages.go.operations import GoOperations, GoOperationView, inside
from sdkgen.languages.go.samples import go_samples
from sdkgen.name_table import NameTable
from sdkgen.names import Claim, Scope, allocate

_QUOTED = re.compile(r'"(?:[^"\\\\]|\\\\.)*"')
_QUALIFIED = re.compile(r"(?<![\w.])[a-z]+\.")
_PACKAGES = {
    "cmp.": "cmp",
    "context.": "context",
    "json.": "encoding/json",
    "io.": "io",
    "iter.": "iter",
    "slog.": "log/slog",
    "time.": "time",
}


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of the package: a service and its types, or the types that several services share."""

    stem: str
    name: str
    service: str
    docs: str
    operations: tuple[GoOperationView, ...]
    models: tuple[ModelView, ...]
    imports: tuple[str, ...]
    uses_core: bool


class Views:
    """Makes the views of everything in an API."""

    def __init__(self, api: Api, name_table: NameTable, config: Config) -> None:
        self.api = api
        self.name_table = name_table
        self.config = config
        self.names = self._names()
        self.types = GoTypes(self.api, self.name_table)
        self.models = GoModels(self.types, self.names, frozenset(self._with_files()))
        self.operations = GoOperations(self.api, self.types, self.names)
        self.stems = casing.file_stems({group.id: group.name for group in self.api.groups})

    def _names(self) -> dict[str, str]:
        """Name what is derived from other names."""
        wanted_names: dict[str, str] = {}
        for group in self.api.groups:
            wanted_names[f"service:{group.id}"] = f"{self.name_table.groups[group.id]}Service"
            for operation in group.operations:
                both = self.name_table.groups[group.id] + self.name_table.operations[operation.id]
                wanted_names[f"params:{operation.id}"] = f"{both}Params"
        for named in self.api.types.values():
            if isinstance(named, Enum):
                for index in range(len(named.members)):
                    member = self.name_table.members[named.id, index]
                    wanted_names[f"member:{named.id}:{index}"] = self.name_table.types[named.id] + member
        for code in self.api.problems.codes if self.api.problems else ():
            wanted_names[f"error:{code.value}"] = f"Err{casing.pascal(code.name)}"
        names = casing.within_package(
            casing.EXPORTS | frozenset(self.name_table.types.values()), wanted_names
        )
        return names | self._methods() | self._variables() | self._params()

    def _variables(self) -> dict[str, str]:
        wanted_names = {
            f"op:{operation.id}": self.name_table.groups[group.id] + self.name_table.operations[operation.id]
            for group in self.api.groups
            for operation in group.operations
        }
        return {key: f"op{name}" for key, name in casing.within_package(frozenset(), wanted_names).items()}

    def _methods(self) -> dict[str, str]:
        """Name the further methods that some operations have."""
        names: dict[str, str] = {}
        for group in self.api.groups:
            wanted_names = {
                f"all:{each.id}": f"{self.name_table.operations[each.id]}All" for each in group.operations
            }
            wanted_names |= {
                f"stream:{each.id}": f"{self.name_table.operations[each.id]}Stream"
                for each in group.operations
            }
            taken = frozenset(self.name_table.operations[each.id] for each in group.operations)
            names |= casing.within_package(taken, wanted_names)
        return names

    def _params(self) -> dict[str, str]:
        """Name the fields of the structs of parameters."""
        names: dict[str, str] = {}
        scope = Scope("parameters", casing.pascal)
        for operation in self.api.operations:
            claims = [
                Claim(
                    f"param:{operation.id}:{each.key}", each.name, each.wire, 0, (each.name.plus(each.place),)
                )
                for each in inside(operation)
            ]
            names |= allocate(scope, claims)
        return names

    def _with_files(self) -> set[str]:
        """Find the types that multipart bodies are made of: only there a file is a file."""
        bodies = [
            content.type
            for operation in self.api.operations
            if operation.body
            for content in [operation.body.contents[operation.body.primary]]
            if content.kind is ContentKind.MULTIPART and content.type
        ]
        return self._reachable(bodies)

    def _reachable(self, types: Iterable[Type]) -> set[str]:
        waiting = [ref.id for type_ in types for ref in references(type_)]
        found: set[str] = set()
        while waiting:
            id_ = waiting.pop()
            if id_ not in found:
                found.add(id_)
                waiting += [ref.id for type_ in members(self.api.types[id_]) for ref in references(type_)]
        return found

    def files(self) -> list[FileView]:
        """Return the files: types that one service alone needs are beside it."""
        reach = {group.id: self._reachable(_mentioned(group)) for group in self.api.groups}
        owners: dict[str, list[str]] = {id_: [] for id_ in self.api.types}
        for group_id, ids in reach.items():
            for id_ in ids:
                owners[id_].append(group_id)
        return [
            *(
                self._file(group, [t for t in self.api.types.values() if owners[t.id] == [group.id]])
                for group in self.api.groups
            ),
            self._file(None, [t for t in self.api.types.values() if len(owners[t.id]) != 1]),
        ]

    def _file(self, group: Group | None, types: list[NamedType]) -> FileView:
        models = tuple(map(self.models.view, types))
        operations = tuple(map(self.operations.view, group.operations)) if group else ()
        code = "\n".join([*(each.code for each in models), *(each.code for each in operations)])
        if operations:
            code += "\ncore. context."
        used = set(_QUALIFIED.findall(_QUOTED.sub("", code)))
        return FileView(
            stem=self.stems[group.id] if group else "types",
            name=self.name_table.groups[group.id] if group else "",
            service=self.names[f"service:{group.id}"] if group else "",
            docs=sentences(group.docs) if group else "",
            operations=operations,
            models=models,
            imports=tuple(path for mark, path in _PACKAGES.items() if mark in used),
            uses_core="core." in used,
        )

    def cases(self, files: list[FileView]) -> list[CaseView]:
        """Return how the driver calls each operation."""
        views = {view.id: (view, file.name) for file in files for view in file.operations}
        return [case(each, *views[each.id], self.operations) for each in self.api.operations]

    def schemes(self) -> list[str]:
        """Write the ways to present credentials."""
        return [
            f"{{ID: {quote(each.id)}, Kind: {quote(KINDS[each.kind])}"
            + (f", In: {quote(each.place)}, Name: {quote(each.wire)}" if each.place else "")
            + "}"
            for each in self.api.security_schemes
            if each.kind in KINDS
        ]

    def flow(self) -> list[tuple[str, str]]:
        """Write how tokens are had; nothing where the document does not say."""
        auth = self.api.auth
        operations = {each.id: each for each in self.api.operations} | {
            each.operation_id: each for each in self.api.operations
        }
        login, refresh = operations.get(auth.login), operations.get(auth.refresh)
        if not login and not refresh:
            return []
        found = {
            "Login": f"&{self.names[f'op:{login.id}']}" if login else "",
            "Refresh": f"&{self.names[f'op:{refresh.id}']}" if refresh else "",
            "Logout": quote(auth.logout),
            **(self._login_members(login) if login else {}),
            "AccessToken": quote(auth.access_token),
            "RefreshToken": quote(auth.refresh_token),
            "ExpiresIn": quote(auth.expires_in),
        }
        return [(key, value) for key, value in found.items() if value]

    def _login_members(self, login: Operation) -> Mapping[str, str]:
        """Find the members of the login's body that take a name and a password."""
        content = login.body.contents[login.body.primary] if login.body else None
        object_ = self.types.object(content.type) if content and content.type else None
        known = [each.wire for each in object_.fields] if object_ else []
        users = [wire for wire in ("email", "username", "user_name", "user", "login") if wire in known]
        return {
            "User": quote(users[0] if users else "username"),
            "UserName": quote("username") if users[:1] == ["email"] and "username" in known else "",
            "Password": quote("password"),
            "IsForm": "true" if content and content.kind is ContentKind.FORM else "",
        }

    def lowered(self) -> tuple[Lowered, ...]:
        """Count what Go cannot express, or this client does not offer."""
        operations = self.api.operations
        choices = [each for each in operations if each.body and len(each.body.contents) > 1]
        xml = [each for each in operations if each.success.kind is ContentKind.XML]
        found = (
            Lowered("GO001", "a member whose name encoding/json cannot write", self.models.unwritable),
            Lowered("GO002", "a body in further media types", len(choices)),
            Lowered("GO003", "an answer in XML, which stays bytes", len(xml)),
        )
        return tuple(each for each in found if each.count)

    def context(self, files: list[FileView]) -> dict[str, Any]:
        """Return what every template sees."""
        kinds = {each.kind for each in self.api.security_schemes}
        name = self.config.name or "client"
        return {
            "package": casing.package_name(name),
            "module": self.config.packages.get("go") or f"{casing.package_name(name)}.example/client",
            "name": name,
            "prefix": "".join(c if c.isalnum() else "_" for c in name).upper(),
            "version": self.config.version or self.api.version,
            "title": self.api.title,
            "description": self.api.description,
            "base_url": _base_url(self.api),
            "services": [each for each in files if each.service],
            "schemes": self.schemes(),
            "flow": self.flow(),
            "code_field": self.api.problems.code_field if self.api.problems else "",
            "codes": self._codes(),
            "has_login": any(key == "Login" for key, _ in self.flow()),
            "has_token": bool(kinds & BEARER),
            "has_credentials": bool(kinds & KINDS.keys()),
            "has_api_key": SecurityKind.API_KEY in kinds,
            "has_basic": SecurityKind.BASIC in kinds,
            "cases": self.cases(files),
            "keys": _path_of(self.api, self.api.auth.keys),
            "samples": go_samples(self.operations, casing.package_name(name)),
            "models": sorted((model for each in files for model in each.models), key=lambda each: each.name),
        }

    def _codes(self) -> list[tuple[str, str, str]]:
        codes = self.api.problems.codes if self.api.problems else ()
        return [
            (self.names[f"error:{each.value}"], quote(each.value), ", ".join(each.statuses)) for each in codes
        ]


def _mentioned(group: Group) -> list[Type]:
    """Return the types that the operations of a group mention."""
    found: list[Type | None] = []
    for each in group.operations:
        found += [parameter.type for parameter in each.parameters]
        found += [content.type for content in (each.body.contents if each.body else ())]
        found += [content.type for answer in each.answers for content in answer.contents]
        found += [each.success.type, each.facts.event_type]
        found += [each.facts.pagination.item_type] if each.facts.pagination else []
    return [type_ for type_ in found if type_ is not None]


def _path_of(api: Api, id_: str) -> str:
    return next((each.path for each in api.operations if id_ and id_ in {each.id, each.operation_id}), "")


def _base_url(api: Api) -> str:
    server = api.servers[0] if api.servers else None
    text = server.url if server else ""
    for each in server.variables if server else ():
        text = text.replace(f"{{{each.wire}}}", each.default)
    return text if text.startswith(("http://", "https://")) else ""
