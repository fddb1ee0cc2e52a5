"""Your second factors."""

from typing import Any, NotRequired, TypedDict
from uuid import UUID

from gatehouse.contract.answer import Answer
from gatehouse.domain import audit, factors, passkeys
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.passkey_steps import LIFE
from gatehouse.domain.services import Services
from gatehouse.domain.views import factor_body
from gatehouse.persistence import factors as stored_factors
from gatehouse.persistence import recovery_codes

_NO_STORE = {"Cache-Control": "no-store"}
_NAME = "Authenticator app"
_PASSKEY_NAME = "Passkey"


class EnrolBody(TypedDict):
    password: str
    name: NotRequired[str]


class CodeBody(TypedDict):
    code: str


class PasskeyBody(TypedDict):
    credential: dict[str, Any]
    name: NotRequired[str]


class NameBody(TypedDict):
    name: str


class PasswordBody(TypedDict):
    password: str


async def list_(services: Services, caller: Principal) -> Answer:
    """The caller's second factors, and how many recovery codes are left."""
    db = services.database.read
    held = await stored_factors.list_confirmed(db, caller.user_id)
    left = await recovery_codes.left(db, caller.user_id)
    return Answer({"items": [factor_body(factor) for factor in held], "recovery_codes_left": left})


async def enrol_totp(services: Services, client: Client, caller: Principal, body: EnrolBody) -> Answer:
    """Make a secret for an authenticator app; it is shown only here."""
    name = body.get("name", _NAME)
    enrolment = await factors.enrol_totp(services, client, caller, body["password"], name)
    headers = {"Location": f"/users/me/factors/{enrolment.id}", **_NO_STORE}
    seconds = int(factors.WAIT.total_seconds())
    return Answer({**enrolment._asdict(), "expires_in": seconds}, 201, headers)


async def confirm(
    services: Services, client: Client, caller: Principal, factor_id: UUID, body: CodeBody
) -> Answer:
    """Let a factor count from now on."""
    factor, codes = await factors.confirm(services, client, caller, factor_id, body["code"])
    return Answer({"factor": factor_body(factor), "recovery_codes": codes}, 200, _NO_STORE)


async def begin_passkey(services: Services, client: Client, caller: Principal, body: PasswordBody) -> Answer:
    """What a browser needs to make a passkey."""
    options = await passkeys.begin(services, client, caller, body["password"])
    return Answer({"options": options, "expires_in": int(LIFE.total_seconds())}, 200, _NO_STORE)


async def add_passkey(services: Services, client: Client, caller: Principal, body: PasskeyBody) -> Answer:
    """Let a passkey count that a browser has made."""
    name = body.get("name", _PASSKEY_NAME)
    factor, codes = await passkeys.add(services, client, caller, body["credential"], name)
    headers = {"Location": f"/users/me/factors/{factor.id}", **_NO_STORE}
    return Answer({"factor": factor_body(factor), "recovery_codes": codes}, 201, headers)


async def rename(
    services: Services, client: Client, caller: Principal, factor_id: UUID, body: NameBody
) -> Answer:
    """Give a factor another name."""
    async with services.database.transaction() as tx:
        factor = await stored_factors.rename(tx, caller.user_id, factor_id, body["name"])
        if factor is None:
            raise factors.not_found()
        await audit.record(tx, "factors.rename", client, caller, caller.user_uuid)
    return Answer(factor_body(factor))


async def remove(
    services: Services, client: Client, caller: Principal, factor_id: UUID, body: PasswordBody
) -> Answer:
    """Remove a factor."""
    await factors.remove(services, client, caller, factor_id, body["password"])
    return Answer(status=204)


async def make_recovery_codes(
    services: Services, client: Client, caller: Principal, body: PasswordBody
) -> Answer:
    """Ten new recovery codes; they are shown only here."""
    codes = await factors.make_recovery_codes(services, client, caller, body["password"])
    return Answer({"recovery_codes": codes}, 200, _NO_STORE)
