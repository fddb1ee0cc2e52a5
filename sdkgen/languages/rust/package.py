"""The package around the types and operations: its names, its address, and how tokens are had."""

from dataclasses import dataclass

from sdkgen.config import Config
from sdkgen.ir import Api, Enum, Ref
from sdkgen.languages._kit import CredentialKinds, semver
from sdkgen.languages.rust.operations import GroupView
from sdkgen.name_table import NameTable
from sdkgen.names import screaming, words


@dataclass(frozen=True, slots=True)
class FlowView:
    """How tokens are had: operations as paths of their constants, and the members that name an account."""

    login: str
    second_step: str
    refresh: str
    email: str
    username: str


@dataclass(frozen=True, slots=True)
class PackageView:
    """What the files around the code say."""

    name: str
    library: str
    version: str
    title: str
    prefix: str
    flow: FlowView
    keys_path: str
    issuer: str
    takes: CredentialKinds
    problem: str
    code: str
    code_field: str

    @property
    def has_token(self) -> bool:
        """Whether tokens are sent."""
        return self.takes.token or self.takes.login

    @property
    def has_credentials(self) -> bool:
        """Whether there is anything that a caller proves with who it is."""
        return self.has_token or self.takes.api_key or self.takes.basic


def package(api: Api, config: Config, groups: tuple[GroupView, ...], name_table: NameTable) -> PackageView:
    """Decide everything about the package."""
    called, problems, keys = config.name or api.title, api.problems, api.find(api.auth.keys)
    slug = "-".join(words(called).parts)
    name, code = config.packages.get("rust", f"{slug}-client"), code_enum(api)
    return PackageView(
        name=name,
        library=name.replace("-", "_"),
        version=semver(config.version or api.version),
        title=api.title.replace("\n", " "),
        prefix=screaming(words(called)),
        flow=_flow(api, groups),
        keys_path=keys.path if keys else "",
        issuer=config.name or slug,
        takes=CredentialKinds.of(api),
        problem=name_table.types.get(problems.type, "") if problems else "",
        code=name_table.types[code.id] if code else "",
        code_field=problems.code_field if problems else config.error_code,
    )


def code_enum(api: Api) -> Enum | None:
    """Return the enum of the problems' codes, if it is one."""
    owner = api.object(Ref(api.problems.type)) if api.problems else None
    for field in owner.fields if owner and api.problems else ():
        type_ = api.resolve(field.type)
        named = api.types[type_.id] if isinstance(type_, Ref) else None
        if api.problems and field.wire == api.problems.code_field and isinstance(named, Enum):
            return named
    return None


def _flow(api: Api, groups: tuple[GroupView, ...]) -> FlowView:
    auth = api.auth
    can_log_in = bool(auth.identities and auth.password)
    return FlowView(
        login=_constant(auth.login, groups) if can_log_in else "",
        second_step=_constant(auth.second_step, groups) if can_log_in else "",
        refresh=_constant(auth.refresh, groups),
        email=next((name for name in auth.identities if name == "email"), ""),
        username=next((name for name in auth.identities if name != "email"), ""),
    )


def _constant(id_: str, groups: tuple[GroupView, ...]) -> str:
    """Return the path of an operation's constant; nothing if there is none."""
    found = (
        f"resources::{group.module}::{operation.constant}"
        for group in groups
        for operation in group.operations
        if operation.ir.id == id_
    )
    return next(found, "")
