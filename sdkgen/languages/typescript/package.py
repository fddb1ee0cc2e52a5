"""The package as a whole: names, credentials, errors, and what its README says."""

from dataclasses import dataclass
from typing import Any

from sdkgen.config import Config
from sdkgen.ir import Api, Operation
from sdkgen.languages._kit import CredentialKinds, factor_due, scheme_kind, semver, variables
from sdkgen.languages.typescript.naming import OwnNames, client_name
from sdkgen.name_table import NameTable
from sdkgen.names import kebab, screaming, words

_NAMES = ("email", "username")


@dataclass(frozen=True, slots=True)
class Call:
    """A function that another module calls; `members` are those of its body by the client's options."""

    function: str
    module: str
    members: dict[str, str]


@dataclass(frozen=True, slots=True)
class Package:
    """Decides everything about the package that is not about a single operation or type."""

    api: Api
    config: Config
    names: NameTable
    own: OwnNames

    def context(self) -> dict[str, Any]:
        """Return what all templates see."""
        kinds = CredentialKinds.of(self.api)
        login, refresh = self._login(kinds), self._refresh()
        second_step = self._second_step() if login else None
        due = factor_due(self.api) if second_step else None
        auth, prefix = self.api.auth, screaming(words(self.config.name))
        keys = self.api.find(self.api.auth.keys)
        return {
            "names": self.names,
            "own": self.own,
            "version": self.config.version or semver(self.api.version),
            "package": self.config.packages.get("typescript") or f"@{kebab(words(self.config.name))}/client",
            "name": self.config.name,
            "zod": self.config.typescript.zod,
            "client": client_name(self.config),
            "prefix": prefix,
            "kinds": kinds,
            "schemes": [each for each in self.api.security_schemes if scheme_kind(each.kind)],
            "variables": [f"{prefix}_{name}" for name in variables(kinds, login.members if login else None)],
            "login": login,
            "refresh": refresh,
            "second_step": second_step,
            "factor_due": self.names.types[due] if due else "",
            "token_operations": [each for each in (auth.login, auth.second_step, auth.refresh) if each],
            "problems": self.api.problems.codes if self.api.problems else (),
            "problem_type": self.names.types[self.api.problems.type] if self.api.problems else "",
            "keys_path": keys.path if keys else "",
        }

    def _login(self, kinds: CredentialKinds) -> Call | None:
        operation = self.api.find(self.api.auth.login)
        if not kinds.login or operation is None:
            return None
        members = {name: name for name in self.api.auth.identities if name in _NAMES}
        return self._call(operation, members or {_NAMES[0]: self.api.auth.identities[0]})

    def _refresh(self) -> Call | None:
        operation, member = self.api.find(self.api.auth.refresh), self.api.auth.refresh_token
        body = self.api.object(operation.primary.type) if operation and operation.primary else None
        if operation is None or body is None or member not in {each.wire for each in body.fields}:
            return None
        needed = {each.wire for each in body.fields if each.required}
        needed |= {each.wire for each in operation.parameters if each.required}
        return self._call(operation, {"token": member}) if needed <= {member} else None

    def _second_step(self) -> Call | None:
        auth = self.api.auth
        operation = self.api.find(auth.second_step)
        return self._call(operation, {"token": auth.login_token, "code": auth.code}) if operation else None

    def _call(self, operation: Operation, members: dict[str, str]) -> Call:
        return Call(self.own.functions[operation.id], self.names.groups[operation.group], members)
