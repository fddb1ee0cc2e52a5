"""Before anything is measured: do the peers answer as we do, and refuse what we refuse?"""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import asyncpg

from bench.crowd import sign_in
from bench.processes import BenchError, Server
from bench.requests import Reply, Request, send
from bench.scenarios import SCENARIOS, Scenario
from bench.seed import PASSWORD, username
from bench.stage import BARE, Stage

_SAMPLES = 20
_AUDIT = """
SELECT action, actor_uuid, actor_kind, target_type, target_id, ip_address, user_agent, details
FROM audit_log WHERE request_id IS NOT NULL ORDER BY id DESC LIMIT 1
"""


def check_peers(stage: Stage) -> None:
    """Raise a `BenchError` for the first difference."""
    for scenario in SCENARIOS:
        for name in scenario.peers:
            _check_answers(stage, stage.servers[name], scenario)
    refused = _refused(stage)
    for server in stage.servers.values():
        if server.name != BARE:
            _check_refusals(server, refused)
            _check_if_match(stage, server)
            _check_sign_in(server)


def _check_answers(stage: Stage, peer: Server, scenario: Scenario) -> None:
    for request in _sample(scenario.requests(stage)):
        if request.method == "GET":
            _same(peer, request, send(stage.ours.url, request), send(peer.url, request))
        elif request.method == "PATCH":
            _check_change(stage, peer, request)


def _check_change(stage: Stage, peer: Server, request: Request) -> None:
    """What a peer changes is what we would have changed, down to the audit log."""
    ours = send(stage.ours.url, request)
    our_act = _last_act(stage)
    theirs = send(peer.url, request)
    _same(peer, request, our_act, _last_act(stage))
    _same(peer, request, _timeless(ours), _timeless(theirs))
    seen = send(stage.ours.url, Request("GET", "/users/me", request.token))
    _same(peer, request, seen, theirs)
    if ours.etag == theirs.etag:
        raise BenchError(f"{peer.name} does not count versions")


def _timeless(reply: Reply) -> Reply:
    """Without what has to differ between one change and the next."""
    return replace(reply, etag=None, body={**reply.body, "updated_at": None})


def _last_act(stage: Stage) -> tuple[object, ...]:
    async def read() -> tuple[object, ...]:
        connection = await asyncpg.connect(stage.database_url)
        try:
            return tuple(await connection.fetchrow(_AUDIT) or ())
        finally:
            await connection.close()

    return asyncio.run(read())


def _refused(stage: Stage) -> list[tuple[int, Request]]:
    """Requests that everybody has to refuse, with the status."""
    names = [username(stage.users - number) for number in range(3)]
    ended, powerless, suspended = (sign_in(stage.ours, name) for name in names)
    for token in (ended, powerless, suspended):
        _warm_up_token(stage, token)
    _do(stage, Request("POST", "/auth/logout", ended))
    _do(stage, Request("DELETE", f"/users/{_id_of(stage, powerless)}/roles/user", stage.admin_token))
    powerless = sign_in(stage.ours, names[1])
    _do(stage, Request("POST", f"/users/{_id_of(stage, suspended)}/deactivate", stage.admin_token))
    anyone = "/users/2"
    return [
        (401, Request("GET", anyone)),
        (401, Request("GET", anyone, "nonsense")),
        (401, Request("GET", anyone, f"{stage.admin_token[:-9]}AAAAAAAAA")),
        (401, Request("GET", anyone, ended)),
        (401, Request("GET", anyone, suspended)),
        (403, Request("GET", anyone, powerless)),
        (403, Request("GET", "/users", powerless)),
        (404, Request("GET", "/users/999999999", stage.admin_token)),
        (422, Request("GET", "/users?limit=1000", stage.admin_token)),
        (422, Request("PATCH", "/users/me", stage.admin_token, '{"status": "active"}')),
    ]


def _check_refusals(server: Server, refused: Iterable[tuple[int, Request]]) -> None:
    for status, request in refused:
        given = send(server.url, request).status
        if given != status:
            raise BenchError(f"{server.name}: {request} is answered {given}, not {status}")


def _check_if_match(stage: Stage, server: Server) -> None:
    """A change of something other than what was seen is refused, a change of what was seen is not."""
    me = send(server.url, Request("GET", "/users/me", stage.admin_token))
    body = json.dumps({"full_name": f"Known To {server.name}", "bio": None})
    change = Request("PATCH", "/users/me", stage.admin_token, body, if_match=str(me.etag))
    statuses = [send(server.url, change).status for _ in range(2)]
    if statuses != [200, 412]:
        raise BenchError(f"{server.name}: If-Match gives {statuses}")


def _check_sign_in(server: Server) -> None:
    """A pair works, its refresh token works, and one that nobody was given does not."""
    body = json.dumps({"username": username(1), "password": PASSWORD})
    pair = _made(server, Request("POST", "/auth/login", body=body))
    body = json.dumps({"refresh_token": pair["refresh_token"]})
    following = _made(server, Request("POST", "/auth/refresh", body=body))
    shapes = {name: set(answer) for name, answer in (("login", pair), ("refresh", following))}
    wanted = {"access_token", "refresh_token", "token_type", "expires_in", "refresh_expires_in"}
    if shapes != {"login": {*wanted, "status", "user"}, "refresh": wanted}:
        raise BenchError(f"{server.name} signs in with {shapes}")
    for token in (pair["access_token"], following["access_token"]):
        if send(server.url, Request("GET", "/users/me", token)).status != 200:  # noqa: PLR2004
            raise BenchError(f"{server.name} does not accept its own token")
    body = json.dumps({"username": username(1), "password": f"Not-{PASSWORD}"})
    wrong = send(server.url, Request("POST", "/auth/login", body=body)).status
    if wrong != 401:  # noqa: PLR2004
        raise BenchError(f"{server.name} answers a wrong password with {wrong}")


def _made(server: Server, request: Request) -> dict[str, Any]:
    reply = send(server.url, request)
    if reply.status != 200:  # noqa: PLR2004
        raise BenchError(f"{server.name} answers {request} with {reply.status}: {reply.body}")
    body: dict[str, Any] = reply.body
    return body


def _warm_up_token(stage: Stage, token: str) -> None:
    """Let every server remember a token that stops working later."""
    for server in stage.servers.values():
        send(server.url, Request("GET", "/users/me", token))


def _id_of(stage: Stage, token: str) -> int:
    return int(send(stage.ours.url, Request("GET", "/users/me", token)).body["id"])


def _do(stage: Stage, request: Request) -> None:
    reply = send(stage.ours.url, request)
    if reply.status >= 300:  # noqa: PLR2004
        raise BenchError(f"{request} is answered {reply.status}: {reply.body}")


def _sample(requests: list[Request]) -> list[Request]:
    return requests[:: max(1, len(requests) // _SAMPLES)]


def _same(peer: Server, request: Request, ours: object, theirs: object) -> None:
    if ours != theirs:
        raise BenchError(f"{peer.name} answers {request} otherwise:\n  ours   {ours}\n  theirs {theirs}")
