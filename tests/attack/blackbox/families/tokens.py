"""Tokens: forged, confused with one another, and in places where they do not belong."""

from functools import partial
from typing import Any

from tests.attack.blackbox.expect import expect, fall
from tests.attack.blackbox.families.forgeries import Genuine, forgeries, part
from tests.attack.blackbox.suite import Fallen, Family
from tests.attack.blackbox.target import Person, Target

FAMILY = Family("tokens", parallel=8)
_SAMPLE_KEY = {"kty": "OKP", "crv": "Ed25519", "x": part(bytes(32)), "kid": "sample"}
_SAMPLE_CLAIMS = dict.fromkeys(("iss", "aud", "sub", "sid", "jti", "iat", "exp"), "x")
_SAMPLE = Genuine(".".join(map(part, ({"alg": "EdDSA"}, _SAMPLE_CLAIMS, bytes(64)))), _SAMPLE_KEY)
_ONE_TIME = {
    "email verification": ("/auth/email/verify", {}),
    "password reset": ("/auth/password/reset/confirm", {"new_password": "tulip-orbit-lantern-42"}),
    "change of address": ("/users/me/change-email/confirm", {}),
}


@FAMILY.case("the genuine token works", quick=True)
async def _genuine_works(target: Target) -> None:
    """So what the other cases see refused is refused for what is wrong with it."""
    person = await target.somebody()
    expect(await target.caller().get("/auth/me", headers=person.bearer), 200)


async def _forged(target: Target, *, name: str) -> None:
    person = await target.somebody()
    keys = expect(await target.admin.get("/.well-known/jwks.json"), 200).json()["keys"]
    token = dict(forgeries(Genuine(person.tokens["access_token"], keys[0])))[name]
    caller = target.caller()
    for scheme in ("Bearer", "bearer"):
        expect(await caller.get("/auth/me", headers={"Authorization": f"{scheme} {token}"}), 401)
    if "tokens:introspect" in target.permissions:
        answer = expect(await target.admin.post("/auth/introspect", data={"token": token[:4096]}), 200)
        if answer.json() != {"active": False}:
            raise fall(answer, "active: false")


async def _elsewhere(target: Target, *, name: str) -> None:
    """A genuine token in a place where no token belongs."""
    token = (await target.somebody()).tokens["access_token"]
    requests: dict[str, dict[str, Any]] = {
        "in the query": {"params": {"access_token": token}},
        "in a cookie": {"headers": {"Cookie": f"access_token={token}; Authorization=Bearer {token}"}},
        "in a header of another name": {
            "headers": {"X-Access-Token": token, "Proxy-Authorization": f"Bearer {token}"}
        },
        "as a password": {"headers": {"Authorization": f"Basic {part(f'token:{token}'.encode())}"}},
        "as another scheme": {"headers": {"Authorization": f"JWT {token}"}},
        "without a scheme": {"headers": {"Authorization": token}},
    }
    expect(await target.caller().get("/auth/me", **requests[name]), 401, 422)


def _as_credential(person: Person, key: str) -> dict[str, dict[str, str]]:
    """Every kind of token in every other kind's header."""
    access, refresh = person.tokens["access_token"], person.tokens["refresh_token"]
    return {
        "a refresh token as a bearer": {"Authorization": f"Bearer {refresh}"},
        "an API key as a bearer": {"Authorization": f"Bearer {key}"},
        "an access token as an API key": {"X-API-Key": access},
        "a refresh token as an API key": {"X-API-Key": refresh},
        "half an API key": {"X-API-Key": key[: len(key) // 2]},
        "an API key and a character": {"X-API-Key": f"{key}A"},
        "an API key in capitals": {"X-API-Key": key.upper()},
    }


@FAMILY.case("every kind of token as every other kind of credential", quick=True)
async def _confused(target: Target) -> None:
    person = await target.person()
    key = await target.api_key(person)
    for headers in _as_credential(person, key).values():
        expect(await target.caller().get("/auth/me", headers=headers), 401)
    expect(await target.caller().get("/auth/me", headers={"X-API-Key": key}), 200)


@FAMILY.case("every kind of token as a refresh token")
async def _refreshed_with(target: Target) -> None:
    person = await target.person()
    for token in (
        person.tokens["access_token"][:512],
        await target.api_key(person),
        "x",
        "../x",
        "' OR 1=1--",
    ):
        expect(await target.caller().post("/auth/refresh", json={"refresh_token": token}), 401)
        form = {"grant_type": "refresh_token", "refresh_token": token}
        expect(await target.caller().post("/auth/token", data=form), 400)
    expect(await person.caller.get("/auth/me"), 200)


async def _one_time(target: Target, *, name: str) -> None:
    """Every kind of token where one from an email belongs."""
    path, body = _ONE_TIME[name]
    person = await target.person()
    access, refresh = person.tokens["access_token"], person.tokens["refresh_token"]
    for token in (refresh, await target.api_key(person), access.replace(".", "_")[:200], "x" * 43):
        expect(
            await target.caller().post(path, json={"token": token, **body}),
            (422, "one_time_token_invalid"),
            422,
        )


@FAMILY.case("a token from an email as anything else")
async def _mailed_elsewhere(target: Target) -> None:
    person = await target.person()
    expect(await target.caller().post("/auth/password/reset", json={"email": person.email}), 202)
    token = await target.mailbox.token_to(person.email, "/reset-password")
    for headers in ({"Authorization": f"Bearer {token}"}, {"X-API-Key": token}):
        expect(await target.caller().get("/auth/me", headers=headers), 401)
    expect(await target.caller().post("/auth/refresh", json={"refresh_token": token}), 401)
    for name in ("email verification", "change of address"):
        expect(
            await target.caller().post(_ONE_TIME[name][0], json={"token": token}),
            (422, "one_time_token_invalid"),
        )
    path, body = _ONE_TIME["password reset"]
    expect(await target.caller().post(path, json={"token": token, **body}), 204)


@FAMILY.case("the published keys have no private part", quick=True)
async def _public_keys(target: Target) -> None:
    answer = expect(await target.admin.get("/.well-known/jwks.json"), 200)
    for key in answer.json()["keys"]:
        if private := {"d", "p", "q", "k"} & set(key):
            raise Fallen(
                "GET /.well-known/jwks.json", f"a key with {', '.join(private)}", "public members only"
            )


def _register() -> None:
    for number, (name, _) in enumerate(forgeries(_SAMPLE)):
        FAMILY.add(name, partial(_forged, name=name), quick=number % 10 == 0)
    for name in (
        "in the query",
        "in a cookie",
        "in a header of another name",
        "as a password",
        "as another scheme",
    ):
        FAMILY.add(f"a genuine token {name}", partial(_elsewhere, name=name))
    FAMILY.add("a genuine token without a scheme", partial(_elsewhere, name="without a scheme"))
    for name in _ONE_TIME:
        FAMILY.add(f"every kind of token as one for {name}", partial(_one_time, name=name))


_register()
