"""What people and administrators do while a program has a session, and what is seen of it."""

import json
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from tests.openid.clients.person import Visitor
from tests.openid.clients.programs import Program
from tests.support.applications import Application, register
from tests.support.server import Server
from tests.support.service import PASSWORD, Person

_DEADLINE = 60


async def wiki(server: Server, url: str, **fields: Any) -> Application:
    """An application that is a wiki at this address."""
    addresses = {
        "redirect_uris": [f"{url}/callback"],
        "post_logout_redirect_uris": [f"{url}/signed-out"],
    }
    return await register(server, **{"name": "Wiki", "kind": "web", **addresses, **fields})


def signs_in(program: Program, visitor: Visitor, person: Person, *asked: str) -> dict[str, Any]:
    """What the program is told of the person, who was asked for this on the way."""
    assert visitor.open(program.url) == list(asked)
    told = visitor.shown
    claims, userinfo = told["claims"], told["userinfo"]
    assert claims["sub"] == userinfo["sub"] == person.user["uuid"]
    assert userinfo["email"] == person.user["email"]
    assert userinfo["preferred_username"] == person.user["username"]
    return dict(claims)


def refreshes(program: Program, visitor: Visitor) -> None:
    for _ in range(2):
        assert visitor.read(f"{program.url}/refresh") == {"rotated": True}
    assert "userinfo" in visitor.read(program.url)


def signs_out(program: Program, visitor: Visitor) -> None:
    """Back at the program, and asked for the password again afterwards."""
    visitor.open(f"{program.url}/sign-out")
    assert visitor.shown == "signed out"


def is_refused(program: Program, visitor: Visitor) -> None:
    """Its session has ended: tokens are not refreshed, and no longer say who somebody is."""
    assert visitor.read(f"{program.url}/refresh") == {"refused": "invalid_grant"}
    assert "401" in str(visitor.read(program.url)["refused"])


async def end_session(person: Person, name: str = "Wiki") -> None:
    """The person ends what they recognise by the name of the application."""
    listed = (await person.client.get("/users/me/sessions")).json()["items"]
    for session in listed:
        if session["application"] == name:
            ended = await person.client.delete(f"/users/me/sessions/{session['id']}")
            assert ended.status_code == 204, ended.text


async def end_all_sessions(server: Server, person: Person) -> None:
    """An administrator does."""
    admin = await server.admin()
    ended = await admin.client.delete(f"/users/{person.id}/sessions")
    assert ended.status_code == 204, ended.text


async def new_key(application: Application) -> str:
    """A private key that the application registers the public half of."""
    jwk: dict[str, Any] = OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate(), as_dict=True)
    jwk["kid"] = "first"
    public = {name: value for name, value in jwk.items() if name != "d"}
    path = f"{application.path}/keys"
    added = await application.owner.client.post(path, json={"name": "wiki", "jwk": public})
    assert added.status_code == 201, added.text
    return json.dumps(jwk)


async def change_password(person: Person) -> None:
    body = {"current_password": PASSWORD, "new_password": "Another-Engine-2"}
    changed = await person.client.post("/users/me/change-password", json=body)
    assert changed.status_code == 204, changed.text


async def verify_email(server: Server, person: Person) -> None:
    email = person.user["email"]
    await person.client.post("/auth/email/verify/request", json={"email": email})
    token = await server.mailed_token(email)
    verified = await person.client.post("/auth/email/verify", json={"token": token})
    assert verified.is_success, verified.text


def wait_for(happens: Callable[[], bool]) -> None:
    """Until it happens, however slow the machine is."""
    until = monotonic() + _DEADLINE
    while not happens():
        assert monotonic() < until
        sleep(0.2)
