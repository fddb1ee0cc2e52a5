"""docs/integrating.md: its programs, built and run as they are printed, and its commands."""

import asyncio
import json
from datetime import timedelta
from typing import NamedTuple

import jwt
import pytest

from gatehouse.core import clock
from gatehouse.security.tokens import BY_PASSWORD, Authentication, SigningKey, TokenIssuer
from tests.guides.blocks import block
from tests.guides.place import Place
from tests.guides.programs import GUIDE, SECTIONS, Program
from tests.guides.stub import UUID_OF_ADA, Answer, Stub, problem
from tests.scripts.support import Done
from tests.support.server import Server, free_port

ATTEMPTS = 3
TOKEN_LINE = f"token for {UUID_OF_ADA}\n"
TIMES = {"GATEHOUSE_TIMEOUT_MS": "500"}


class Case(NamedTuple):
    """What the service answers, and what becomes of it."""

    answer: Answer
    code: int
    says: str
    seen: int = 1


FIELD = {"pointer": "/query/fields", "code": "unknown", "detail": "Unknown field."}
CASES = {
    "refused": Case(problem(401, "invalid_token"), 1, "sign in again"),
    "without": Case(problem(401, "unauthenticated"), 1, "sign in again"),
    "forbidden": Case(problem(403, "forbidden"), 1, "not allowed"),
    "limited": Case(problem(429, "rate_limited", Retry_After="1"), 75, "try again in 1 s", ATTEMPTS),
    "overloaded": Case(problem(503, "overloaded", Retry_After="1"), 75, "try again in 1 s", ATTEMPTS),
    "fields": Case(problem(422, "validation_failed", FIELD), 1, "failed"),
    "crash": Case(problem(500, "internal_error"), 1, "failed"),
    "proxy": Case(Answer(502, {"Content-Type": "text/html"}, b"<p>Bad"), 75, "try again later", ATTEMPTS),
    "nonsense": Case(Answer(200, {"Content-Type": "text/html"}, b"<p>Welcome"), 1, "failed"),
    "broken": Case(Answer(), 75, "try again later", ATTEMPTS),
    "silent": Case(Answer(is_silent=True), 75, "try again later", ATTEMPTS),
}
OFFLINE = [name for name in SECTIONS if name != "Nushell"]


def last_line(done: Done) -> str:
    return done.said.strip().splitlines()[-1]


def refuse(stub: Stub) -> dict[str, str]:
    """Tokens that look right but for one thing."""
    other = SigningKey.generate()
    public = stub.key.private.public_key().public_bytes_raw()
    return {
        "expired": stub.token(-timedelta(minutes=2)),
        "issuer": stub.token(issuer="gatehouse-staging"),
        "audience": stub.token(audience="billing"),
        "signature": stub.forged(other.private, "EdDSA"),
        "unknown key": TokenIssuer("gatehouse", "gatehouse", other).sign(
            UUID_OF_ADA, UUID_OF_ADA, 1, timedelta(hours=1), Authentication(BY_PASSWORD, clock.now())
        ),
        "type": stub.forged(stub.key.private, "EdDSA", "JWT"),
        "none": stub.forged(None, "none"),
        "public key as secret": stub.forged(public, "HS256"),
        "no token": "made-up",
    }


def test_every_language_is_there() -> None:
    assert list(SECTIONS) == ["Python", "TypeScript", "Rust", "Go", "Nushell"]


async def test_a_good_token_is_read(program: Program, server: Server) -> None:
    person = await server.person()
    done = await asyncio.to_thread(program, server.url, person.tokens["access_token"])
    user = person.user
    assert (done.code, done.said) == (0, "")
    assert done.out == f"token for {user['uuid']}\n{user['username']} {user['email']}\n"


async def test_a_forged_token_is_refused(program: Program, server: Server, stub: Stub) -> None:
    kid = jwt.get_unverified_header((await server.person()).tokens["access_token"])["kid"]
    claims = jwt.decode(stub.token(), options={"verify_signature": False})
    forged = jwt.encode(claims, stub.key.private, "EdDSA", headers={"kid": kid, "typ": "at+jwt"})
    done = await asyncio.to_thread(program, server.url, forged)
    assert (done.code, done.out) == (1, "")
    assert last_line(done).startswith("sign in again: ")


async def test_only_the_service_knows_that_somebody_signed_out(
    program: Program, language: str, server: Server
) -> None:
    person = await server.person()
    await person.client.post("/auth/logout", json={})
    done = await asyncio.to_thread(program, server.url, person.tokens["access_token"])
    assert done.out == ("" if language == "Nushell" else f"token for {person.user['uuid']}\n")
    assert done.code == 1
    assert last_line(done).startswith("sign in again: 401 invalid_token")


@pytest.mark.parametrize("name", CASES)
def test_what_the_service_answers(program: Program, language: str, stub: Stub, name: str) -> None:
    case = CASES[name]
    stub.answer = case.answer
    done = program(stub.url, stub.token(), **TIMES)
    says = "try again later" if language == "Nushell" and case.code == 75 else case.says
    assert (done.code, stub.seen) == (case.code, case.seen), done
    assert last_line(done).startswith(f"{says}: "), done
    assert done.out == ("" if language == "Nushell" else TOKEN_LINE)
    if name == "fields":
        assert done.said.splitlines()[0] == "/query/fields: Unknown field."


def test_no_service(program: Program, stub: Stub) -> None:
    done = program(f"http://127.0.0.1:{free_port()}", stub.token(), **TIMES)
    assert (done.code, done.out) == (75, ""), done
    assert last_line(done).startswith("try again later: ")


def test_a_service_without_keys(program: Program, stub: Stub) -> None:
    stub.keys_status, stub.answer = 503, problem(503, "unavailable")
    done = program(stub.url, stub.token(), **TIMES)
    assert (done.code, done.out) == (75, ""), done
    assert last_line(done).startswith("try again later: ")


@pytest.mark.parametrize("language", OFFLINE, scope="session")
def test_bad_tokens_are_refused_offline(program: Program, stub: Stub) -> None:
    for name, token in refuse(stub).items():
        done = program(stub.url, token, **TIMES)
        assert (done.code, done.out, stub.seen) == (1, "", 0), (name, done)
        assert last_line(done).startswith("sign in again: "), (name, done)


@pytest.mark.parametrize("language", OFFLINE, scope="session")
def test_clocks_may_differ_a_little(program: Program, stub: Stub) -> None:
    stub.answer = problem(403, "forbidden")
    done = program(stub.url, stub.token(-timedelta(seconds=5)), **TIMES)
    assert (done.out, stub.seen) == (TOKEN_LINE, 1), done


async def test_an_api_key_asks_about_tokens(server: Server, place: Place) -> None:
    admin, ada = await server.admin(), await server.person()
    here = {"GATEHOUSE_BASE_URL": server.url}
    make, ask = block(GUIDE, "/api-keys"), block(GUIDE, "/introspect")
    made = await asyncio.to_thread(place.run, make, GATEHOUSE_TOKEN=admin.tokens["access_token"], **here)
    here["GATEHOUSE_API_KEY"] = json.loads(made)["key"]
    token = ada.tokens["access_token"]
    said = json.loads(await asyncio.to_thread(place.run, ask, GATEHOUSE_TOKEN=token, **here))
    assert (said["active"], said["sub"]) == (True, ada.user["uuid"])
    assert {"scope", "exp"} <= said.keys()
    await ada.client.post("/auth/logout", json={})
    said = json.loads(await asyncio.to_thread(place.run, ask, GATEHOUSE_TOKEN=token, **here))
    assert said == {"active": False}
