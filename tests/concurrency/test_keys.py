"""Signing keys are rotated beside the running service, and nobody is signed out by it."""

import asyncio
import os
import sys
from datetime import timedelta
from uuid import UUID

import jwt

from gatehouse.core import clock
from gatehouse.domain.services import open_services
from gatehouse.security.tokens import BY_PASSWORD, Authentication
from tests.support.server import ROOT, Lines, Server, environment
from tests.support.service import running


async def rotate_keys(cluster: Server, *options: str) -> str:
    """Run the command, and return the id of the key it says it made."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "gatehouse", "rotate-keys", *options),
        cwd=ROOT,
        env=os.environ | environment(cluster.settings),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said.decode().rpartition(" ")[2].strip(".\n")


def kid_of(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


async def test_tokens_from_before_and_after_a_rotation_are_accepted_by_every_worker(
    cluster: Server, lines: Lines
):
    before = await cluster.person()

    kid = await rotate_keys(cluster)
    async with running(cluster.settings) as newcomer:
        after = await newcomer.login(before.user)

    assert kid != kid_of(before.tokens["access_token"])
    assert kid == kid_of(after.tokens["access_token"])
    assert {200} == await lines.statuses("GET", "/auth/me", headers=after.bearer)
    assert {200} == await lines.statuses("GET", "/auth/me", headers=before.bearer)
    for answer in await lines.request("GET", "/.well-known/jwks.json"):
        assert {kid, kid_of(before.tokens["access_token"])} <= {key["kid"] for key in answer.json()["keys"]}


async def test_tokens_of_a_revoked_key_end_at_every_worker_and_nobody_signs_in_again(
    cluster: Server, lines: Lines
):
    before = await cluster.person()
    await rotate_keys(cluster)
    between = await cluster.login(before.user)

    kid = await rotate_keys(cluster, "--now")
    async with running(cluster.settings) as newcomer:
        after = await newcomer.login(before.user)

    # Every worker looks for keys that it does not know, without the minute that it may take otherwise.
    assert {200} == await lines.statuses("GET", "/auth/me", headers=after.bearer)
    assert {401} == await lines.statuses("GET", "/auth/me", headers=between.bearer)
    assert {401} == await lines.statuses("GET", "/auth/me", headers=before.bearer)
    for answer in await lines.request("GET", "/.well-known/jwks.json"):
        own = [key["kid"] for key in answer.json()["keys"] if key["alg"] == "EdDSA"]
        assert (own, len(answer.json()["keys"])) == ([kid], 3)
    renewed = await lines.all[0].post("/auth/refresh", json={"refresh_token": before.tokens["refresh_token"]})
    bearer = {"Authorization": f"Bearer {renewed.json()['access_token']}"}
    assert {200} == await lines.statuses("GET", "/auth/me", headers=bearer)


async def test_rotations_in_quick_succession_are_noticed(cluster: Server, lines: Lines):
    person = await cluster.person()
    claims = jwt.decode(person.tokens["access_token"], options={"verify_signature": False})
    async with open_services(cluster.settings) as newcomer:
        for _ in range(3):
            await newcomer.keys.rotate()
            token = (await newcomer.keys.issuer()).sign(
                UUID(claims["sub"]),
                UUID(claims["sid"]),
                1,
                timedelta(minutes=1),
                Authentication(BY_PASSWORD, clock.now()),
            )
            bearer = {"Authorization": f"Bearer {token}"}
            assert {200} == await lines.statuses("GET", "/auth/me", headers=bearer)
            await asyncio.sleep(0.15)  # each worker looks for unknown keys ten times a second at most
