"""The package as a whole: names, credentials, servers and errors."""

from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.ir import Api, Docs, Field, Flow, Operation, SecurityKind, SecurityScheme
from sdkgen.languages._kit import CredentialKinds, semver
from sdkgen.languages.python.naming import OwnNames
from sdkgen.languages.python.text import documentation, literal, quote
from sdkgen.languages.python.types import Import, PythonTypes, imports
from sdkgen.name_table import NameTable
from sdkgen.names import kebab, screaming, words

_OPTIONS = {"bearer": "token", "api_key": "api_key", "basic": "basic"}
_GRANTS = {"client_credentials", "password"}
_OWN_OPTIONS = {"email", "username"}


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A way in which the service takes credentials, each fact as it is written."""

    id: str
    facts: dict[str, str]
    flows: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SignIn:
    """An operation of signing in: where its facts are, and the members of its body."""

    module: str
    constant: str
    members: dict[str, str]
    password: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A class of errors for one code."""

    name: str
    code: str
    statuses: str


@dataclass(frozen=True, slots=True)
class HookView:
    """A function that reads what the service sends to a webhook."""

    function: str
    type: str
    docs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PythonPackage:
    """Decides everything about the package that is not about a single operation or type."""

    api: Api
    config: Config
    names: NameTable
    own: OwnNames
    constants: dict[str, str]
    circular: frozenset[str]

    def context(self) -> dict[str, Any]:
        """Return what all templates see."""
        api, config, kinds = self.api, self.config, CredentialKinds.of(self.api)
        login, refresh = self._login(), self._refresh()
        hooks, hook_imports = self._webhooks()
        return {
            "title": api.title,
            "description": documentation(_docs(api)),
            "version": config.version or semver(api.version),
            "package": config.packages.get("python") or f"{kebab(words(config.name))}-client",
            "module": self.own.module,
            "name": config.name,
            "client": self.own.client,
            "prefix": screaming(words(config.name)),
            "default_url": api.base_url,
            "servers": self._servers(),
            "schemes": [_scheme(each, login) for each in api.security_schemes if _kind(each)],
            "kinds": kinds,
            "login": login,
            "refresh": refresh,
            "tokens": api.auth,
            "exempt": [quote(id_) for id_ in (api.auth.login, api.auth.refresh) if id_],
            "variables": self._variables(kinds, login),
            "problems": self._problems(),
            "code_field": quote(api.problems.code_field) if api.problems else "",
            "keys_path": self._keys_path(),
            "webhooks": hooks,
            "webhook_imports": hook_imports,
        }

    def _servers(self) -> list[dict[str, Any]]:
        return [
            {
                "url": quote(server.url),
                "variables": {
                    quote(each.wire): (quote(each.default), [quote(value) for value in each.values])
                    for each in server.variables
                },
            }
            for server in self.api.servers
        ]

    def _variables(self, kinds: CredentialKinds, login: SignIn | None) -> list[str]:
        """Return the environment variables that the client looks at."""
        found = ["BASE_URL", *(["TOKEN"] * kinds.token), *(["API_KEY"] * kinds.api_key)]
        found += ["USERNAME", "PASSWORD"] * kinds.basic
        found += [name.upper() for name in [*login.members, "password"]] if login else []
        found += ["TIMEOUT_MS", "TOTAL_TIMEOUT_MS", "MAX_RETRIES"]
        return [f"{screaming(words(self.config.name))}_{name}" for name in dict.fromkeys(found)]

    def _login(self) -> SignIn | None:
        auth, operation = self.api.auth, self.api.find(self.api.auth.login)
        body = self._lone_body(operation)
        needed = {each.wire for each in body if each.required} - {auth.password}
        identities = [name for name in auth.identities if not needed or name in needed]
        if operation is None or not auth.password or not identities or len(needed) > 1:
            return None
        named = {name: quote(name) for name in identities if name in _OWN_OPTIONS}
        members = named or {"email": quote(identities[0])}
        return SignIn(*self._place(operation), members, quote(auth.password))

    def _refresh(self) -> SignIn | None:
        member, operation = self.api.auth.refresh_token, self.api.find(self.api.auth.refresh)
        body = self._lone_body(operation)
        needed = {each.wire for each in body if each.required}
        if operation is None or not needed <= {member} or member not in {each.wire for each in body}:
            return None
        return SignIn(*self._place(operation), {"refresh_token": quote(member)})

    def _place(self, operation: Operation) -> tuple[str, str]:
        return self.names.groups[operation.group], self.constants[operation.id]

    def _lone_body(self, operation: Operation | None) -> tuple[Field, ...]:
        """Return the members of a body that can be sent without any parameters."""
        if (
            operation is None
            or operation.primary is None
            or any(each.required for each in operation.parameters)
        ):
            return ()
        body = self.api.object(operation.primary.type)
        return body.fields if body else ()

    def _problems(self) -> list[Problem]:
        codes = self.api.problems.codes if self.api.problems else ()
        return [
            Problem(self.own.problems[each.value], quote(each.value), ", ".join(each.statuses))
            for each in codes
        ]

    def _keys_path(self) -> str:
        operation = self.api.find(self.api.auth.keys)
        return quote(operation.path) if operation else ""

    def _webhooks(self) -> tuple[list[HookView], list[Import]]:
        types = PythonTypes(self.api, self.names, self.circular)
        types.need(".decoding", "decode")
        found = [
            HookView(
                self.own.webhooks[each.id],
                types.write(each.type),
                documentation(each.docs, f"Read {each.id}."),
            )
            for each in self.api.webhooks
        ]
        return found, imports(types.needs, ".")


def _docs(api: Api) -> Docs:
    """Return the description of the service."""
    return Docs(api.title, api.description)


def _kind(scheme: SecurityScheme) -> str:
    if scheme.kind.is_token:
        return "bearer"
    return {SecurityKind.BASIC: "basic", SecurityKind.API_KEY: "api_key"}.get(scheme.kind, "")


def _scheme(scheme: SecurityScheme, login: SignIn | None) -> SchemeView:
    kind = _kind(scheme)
    option = _OPTIONS[kind]
    if kind == "bearer" and login:
        option = f"token, or {' or '.join(login.members)} and password"
    is_key = kind == "api_key"
    facts = {
        "kind": quote(kind),
        "option": quote(option),
        "place": quote(str(scheme.place)) if is_key and scheme.place else "",
        "wire": quote(scheme.wire) if is_key else "",
    }
    flows = {quote(each.grant): _flow(each) for each in scheme.flows if each.grant in _GRANTS}
    return SchemeView(quote(scheme.id), {name: each for name, each in facts.items() if each}, flows)


def _flow(flow: Flow) -> tuple[str, str]:
    return literal(flow.token_url), literal(flow.refresh_url)
