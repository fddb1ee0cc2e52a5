"""The package around the types and operations: its names, its address, and how tokens are had."""

import re
from dataclasses import dataclass

from sdkgen.config import Config
from sdkgen.ir import Api, Object, Operation, Ref, SecurityKind, Type
from sdkgen.languages.rust.operations import TOKEN_KINDS, RustGroupView, server_url
from sdkgen.languages.rust.text import comment, literal
from sdkgen.names import screaming, words

_NUMBER = re.compile(r"\d{1,9}")
_SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?")


@dataclass(frozen=True, slots=True)
class FlowView:
    """How tokens are had; operations as paths of their constants."""

    login: str
    refresh: str
    email: str
    username: str
    password: str
    access_token: str
    refresh_token: str
    expires_in: str


@dataclass(frozen=True, slots=True)
class PackageView:
    """What the files around the code say."""

    name: str
    library: str
    version: str
    title: str
    description: str
    docs: tuple[str, ...]
    prefix: str
    base_url: str
    has_base_url: bool
    flow: FlowView
    keys_path: str
    issuer: str
    has_login: bool
    has_token: bool
    has_key: bool
    has_basic: bool
    has_credentials: bool
    problem: str
    code: str
    code_field: str


class RustPackage:
    """Makes the view of the package."""

    def __init__(
        self, api: Api, config: Config, groups: tuple[RustGroupView, ...], type_names: dict[str, str]
    ) -> None:
        self._api = api
        self._config = config
        self._groups = groups
        self._type_names = type_names
        self._operations = {operation.id: operation for operation in api.operations}

    def view(self) -> PackageView:
        """Decide everything about the package."""
        slug = "-".join(words(self._config.name or self._api.title).parts)
        name = self._config.packages.get("rust", f"{slug}-client")
        flow, problems = self._flow(), self._api.problems
        kinds = {scheme.kind for scheme in self._api.security_schemes}
        has_login = flow.login != "None"
        has_token = has_login or bool(kinds & TOKEN_KINDS)
        keys = self._operations.get(self._api.auth.keys)
        address = next(filter(None, map(server_url, self._api.servers)), "")
        return PackageView(
            name=name,
            library=name.replace("-", "_"),
            version=_version(self._config.version or self._api.version),
            title=self._api.title.replace("\n", " "),
            description=literal(f"A client for {self._api.title}".replace("\n", " ")),
            docs=comment(f"A client for {self._api.title}.", self._api.description),
            prefix=screaming(words(self._config.name or self._api.title)),
            base_url=literal(address),
            has_base_url=bool(address),
            flow=flow,
            keys_path=literal(keys.path) if keys else "",
            issuer=literal(self._config.name or slug),
            has_login=has_login,
            has_token=has_token,
            has_key=SecurityKind.API_KEY in kinds,
            has_basic=SecurityKind.BASIC in kinds,
            has_credentials=has_token or bool(kinds & {SecurityKind.API_KEY, SecurityKind.BASIC}),
            problem=self._type_names.get(problems.type, "") if problems else "",
            code=self._code(),
            code_field=literal(problems.code_field if problems else self._config.error_code),
        )

    def _code(self) -> str:
        """Return the name of the enum of the problems' codes, if it is one of text."""
        problems = self._api.problems
        named = self._api.types.get(problems.type) if problems else None
        if not isinstance(named, Object) or problems is None:
            return ""
        field = next((each for each in named.fields if each.wire == problems.code_field), None)
        type_ = self._api.resolve(field.type) if field else None
        is_enum = isinstance(type_, Ref) and self._api.types[type_.id].kind == "enum"
        return self._type_names[type_.id] if is_enum and isinstance(type_, Ref) else ""

    def _flow(self) -> FlowView:
        auth = self._api.auth
        login, refresh = self._operations.get(auth.login), self._operations.get(auth.refresh)
        members = self._members(login)
        password = next((name for name in members if "password" in name), "")
        email = next((name for name in members if "email" in name), "")
        username = next((name for name in members if name in {"username", "user", "login", "name"}), "")
        can_log_in = login is not None and password and (email or username)
        return FlowView(
            login=self._constant(login) if can_log_in else "None",
            refresh=self._constant(refresh),
            email=literal(email),
            username=literal(username),
            password=literal(password),
            access_token=literal(auth.access_token),
            refresh_token=literal(auth.refresh_token),
            expires_in=literal(auth.expires_in),
        )

    def _members(self, operation: Operation | None) -> list[str]:
        if operation is None or operation.body is None:
            return []
        type_: Type | None = operation.body.contents[operation.body.primary].type
        resolved = self._api.resolve(type_) if type_ is not None else None
        named = self._api.types[resolved.id] if isinstance(resolved, Ref) else None
        return [field.wire for field in named.fields] if isinstance(named, Object) else []

    def _constant(self, operation: Operation | None) -> str:
        if operation is None:
            return "None"
        for group, view in zip(self._api.groups, self._groups, strict=True):
            for each, shown in zip(group.operations, view.operations, strict=True):
                if each.id == operation.id:
                    return f"Some(&resources::{view.module}::{shown.constant})"
        return "None"


def _version(text: str) -> str:
    """Return a version that Cargo takes."""
    if match := _SEMVER.fullmatch(text):
        return match[0]
    numbers = [str(int(number)) for number in _NUMBER.findall(text)[:3]]
    return ".".join([*numbers, "0", "0", "0"][:3])
