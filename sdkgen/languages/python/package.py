"""The package as a whole: names, credentials and errors."""

from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.ir import Api, Field, Operation, Webhook
from sdkgen.languages._kit import CredentialKinds, scheme_kind, semver, variables
from sdkgen.languages.python.naming import OwnNames
from sdkgen.languages.python.types import Import, PythonTypes, imports
from sdkgen.name_table import NameTable
from sdkgen.names import kebab, screaming, words

_OPTIONS = {"bearer": "token", "api_key": "api_key", "basic": "basic"}
_GRANTS = {"client_credentials", "password"}
_OWN_OPTIONS = {"email", "username"}


@dataclass(frozen=True, slots=True)
class SignIn:
    """An operation of signing in: where its facts are, and the members of its body, by option."""

    module: str
    constant: str
    members: dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """A class of errors for one code."""

    name: str
    code: str
    statuses: str


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
        login, prefix = self._login(), screaming(words(config.name))
        hooks, hook_imports = self._webhooks()
        keys = api.find(api.auth.keys)
        return {
            "names": self.names,
            "title": " ".join(api.title.replace("\\", "/").replace('"', "'").split()),
            "version": config.version or semver(api.version),
            "package": config.packages.get("python") or f"{kebab(words(config.name))}-client",
            "module": self.own.module,
            "name": config.name,
            "client": self.own.client,
            "prefix": prefix,
            "default_url": api.base_url,
            "schemes": [
                (each, kind, self._option(kind, login))
                for each in api.security_schemes
                if (kind := scheme_kind(each.kind))
            ],
            "grants": _GRANTS,
            "kinds": kinds,
            "login": login,
            "second_step": self._second_step() if login else None,
            "refresh": self._refresh(),
            "variables": [f"{prefix}_{name}" for name in variables(kinds, login.members if login else None)],
            "problems": self._problems(),
            "keys_path": keys.path if keys else "",
            "webhooks": hooks,
            "webhook_imports": hook_imports,
        }

    def _option(self, kind: str, login: SignIn | None) -> str:
        """Return what the client's errors call the way to give credentials of a kind."""
        is_login = kind == "bearer" and login
        return (
            f"token, or {' or '.join(login.members)} and password" if is_login and login else _OPTIONS[kind]
        )

    def _login(self) -> SignIn | None:
        auth, operation = self.api.auth, self.api.find(self.api.auth.login)
        needed = {each.wire for each in self._lone_body(operation) if each.required} - {auth.password}
        identities = [name for name in auth.identities if not needed or name in needed]
        if operation is None or not auth.password or not identities or len(needed) > 1:
            return None
        members = {name: name for name in identities if name in _OWN_OPTIONS} or {"email": identities[0]}
        return self._sign_in(operation, members)

    def _second_step(self) -> SignIn | None:
        auth, operation = self.api.auth, self.api.find(self.api.auth.second_step)
        members = {"token": auth.login_token, "code": auth.code}
        return self._sign_in(operation, members) if operation else None

    def _refresh(self) -> SignIn | None:
        member, operation = self.api.auth.refresh_token, self.api.find(self.api.auth.refresh)
        body = self._lone_body(operation)
        needed = {each.wire for each in body if each.required}
        if operation is None or not needed <= {member} or member not in {each.wire for each in body}:
            return None
        return self._sign_in(operation, {"refresh_token": member})

    def _sign_in(self, operation: Operation, members: dict[str, str]) -> SignIn:
        return SignIn(self.names.groups[operation.group], self.constants[operation.id], members)

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
            Problem(self.own.problems[each.value], each.value, ", ".join(each.statuses)) for each in codes
        ]

    def _webhooks(self) -> tuple[list[tuple[str, str, Webhook]], list[Import]]:
        """Return the decoders of webhooks, with what they return, and what they need."""
        types = PythonTypes(self.api, self.names, self.circular)
        types.need(".decoding", "decode")
        found = [(self.own.webhooks[each.id], types.write(each.type), each) for each in self.api.webhooks]
        return found, imports(types.needs, ".")
