"""The package as a whole: names, credentials, errors, and what its README says."""

from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.ir import Api, Field, Object, Operation, Ref, SecurityKind, SecurityScheme
from sdkgen.languages.typescript.naming import OwnNames, client_name
from sdkgen.languages.typescript.specs import server_url
from sdkgen.languages.typescript.text import literal, quote
from sdkgen.name_table import NameTable
from sdkgen.names import kebab, screaming, words

_KINDS = {
    SecurityKind.BEARER: "bearer",
    SecurityKind.OAUTH2: "bearer",
    SecurityKind.OPENID: "bearer",
    SecurityKind.BASIC: "basic",
    SecurityKind.API_KEY: "api_key",
}
_IDENTITIES = ("email", "username", "identifier", "login", "user")


@dataclass(frozen=True, slots=True)
class Login:
    """How to log in: the function, and the member of its body for each option that says who logs in."""

    function: str
    module: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Refresh:
    """How to refresh: the function, and the member of its body for the token."""

    function: str
    module: str
    member: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A class of errors for one code."""

    name: str
    code: str
    statuses: str


class TypeScriptPackage:
    """Decides everything about the package that is not about a single operation or type."""

    def __init__(self, api: Api, config: Config, name_table: NameTable, own: OwnNames) -> None:
        self._api = api
        self._config = config
        self._name_table = name_table
        self._own = own
        self._operations = {each.id: each for each in api.operations}

    def context(self) -> dict[str, Any]:
        """Return what all templates see."""
        api, config = self._api, self._config
        login, refresh = self._login(), self._refresh()
        return {
            "title": api.title,
            "version": config.version or _semver(api.version),
            "package": config.packages.get("typescript") or f"@{kebab(words(config.name))}/client",
            "name": config.name,
            "client": client_name(config),
            "prefix": screaming(words(config.name)),
            "default_url": self._default_url(),
            "schemes": self._schemes(),
            "has_token": self._has(SecurityKind.BEARER, SecurityKind.OAUTH2, SecurityKind.OPENID),
            "has_key": self._has(SecurityKind.API_KEY),
            "has_basic": self._has(SecurityKind.BASIC),
            "variables": self._variables(login),
            "ids": self._ids(),
            "login": login,
            "refresh": refresh,
            "tokens": {
                "access": api.auth.access_token,
                "refresh": api.auth.refresh_token,
                "expiresIn": api.auth.expires_in,
            },
            "auth_operations": quote([id_ for id_ in (api.auth.login, api.auth.refresh) if id_]),
            "group_imports": self._group_imports(login, refresh),
            "problems": self._problems(),
            "code_field": api.problems.code_field if api.problems else "",
            "problem_type": self._name_table.types[api.problems.type] if api.problems else "",
            "keys_path": self._keys_path(),
        }

    def _group_imports(self, *used: Login | Refresh | None) -> dict[str, list[str]]:
        """Return what the client takes from the module of each group."""
        found = {
            self._name_table.groups[group.id]: [self._own.classes[group.id]] for group in self._api.groups
        }
        for each in used:
            if each:
                found[each.module].append(each.function)
        return found

    def _variables(self, login: Login | None) -> list[str]:
        """Return the environment variables that the client looks at."""
        names = ["BASE_URL"]
        names += ["TOKEN"] * self._has(SecurityKind.BEARER, SecurityKind.OAUTH2, SecurityKind.OPENID)
        names += ["API_KEY"] * self._has(SecurityKind.API_KEY)
        names += ["USERNAME", "PASSWORD"] * self._has(SecurityKind.BASIC)
        names += [option.upper() for option, _ in login.members] + ["PASSWORD"] if login else []
        names += ["TIMEOUT_MS", "TOTAL_TIMEOUT_MS", "MAX_RETRIES"]
        return [f"{screaming(words(self._config.name))}_{name}" for name in dict.fromkeys(names)]

    def _default_url(self) -> str:
        url = server_url(self._api.servers[0]) if self._api.servers else ""
        return url.rstrip("/") if url.startswith(("http://", "https://")) else ""

    def _has(self, *kinds: SecurityKind) -> bool:
        return any(scheme.kind in kinds for scheme in self._api.security_schemes)

    def _schemes(self) -> str:
        schemes = [each for each in self._api.security_schemes if each.kind in _KINDS]
        return literal({each.id: _scheme(each) for each in schemes}, used=40)

    def _ids(self) -> dict[str, list[str]]:
        """Return the keys of the schemes that each of the client's options is for."""
        found: dict[str, list[str]] = {"bearer": [], "api_key": [], "basic": []}
        for scheme in self._api.security_schemes:
            if scheme.kind in _KINDS:
                found[_KINDS[scheme.kind]].append(quote(scheme.id))
        return found

    def _login(self) -> Login | None:
        operation = self._operations.get(self._api.auth.login)
        fields = self._body_fields(operation)
        needed = [field.wire for field in fields if field.required and field.wire != "password"]
        known = needed or [field.wire for field in fields]
        identities = [name for name in _IDENTITIES if name in known]
        has_password = any(field.wire == "password" for field in fields)
        if operation is None or not identities or not has_password or len(needed) > 1:
            return None
        members: list[tuple[str, str]] = [
            (name, name) for name in identities if name in {"email", "username"}
        ]
        members = members or [("email", identities[0])]
        return Login(*self._function(operation), tuple(members))

    def _refresh(self) -> Refresh | None:
        operation = self._operations.get(self._api.auth.refresh)
        member = self._api.auth.refresh_token
        fields = self._body_fields(operation)
        is_enough = all(field.wire == member for field in fields if field.required)
        if operation is None or not is_enough or member not in {field.wire for field in fields}:
            return None
        return Refresh(*self._function(operation), member)

    def _function(self, operation: Operation) -> tuple[str, str]:
        return self._own.functions[operation.id], self._name_table.groups[operation.group]

    def _body_fields(self, operation: Operation | None) -> tuple[Field, ...]:
        """Return the members of a body that can be sent without any parameters."""
        if operation is None or operation.body is None or any(each.required for each in operation.parameters):
            return ()
        type_ = operation.body.contents[operation.body.primary].type
        resolved = self._api.resolve(type_) if type_ else None
        named = self._api.types[resolved.id] if isinstance(resolved, Ref) else None
        return named.fields if isinstance(named, Object) else ()

    def _problems(self) -> list[Problem]:
        codes = self._api.problems.codes if self._api.problems else ()
        return [
            Problem(self._own.problems[each.value], each.value, ", ".join(each.statuses)) for each in codes
        ]

    def _keys_path(self) -> str:
        operation = self._operations.get(self._api.auth.keys)
        return operation.path if operation else ""


def _scheme(scheme: SecurityScheme) -> dict[str, str]:
    parts = {"kind": _KINDS[scheme.kind], "in": str(scheme.place or ""), "wire": scheme.wire}
    return {name: part for name, part in parts.items() if part}


def _semver(version: str) -> str:
    """Return a version that npm takes."""
    numbers = [part for part in version.lstrip("v").split("-")[0].split(".") if part.isdigit()]
    return ".".join([str(int(part)) for part in numbers[:3]] + ["0"] * (3 - len(numbers)))
