"""Signing keys as several processes see them."""

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import jwt
import pytest

from gatehouse.core import clock
from gatehouse.core.settings import SettingsError, load_settings
from gatehouse.domain.keys import KeyRing
from gatehouse.persistence import migrate
from gatehouse.security.crypto import Vault
from tests.support.answers import problem
from tests.support.clock import pass_time
from tests.support.database import database, empty, execute, url_of
from tests.support.service import running


def kid_of(person):
    return jwt.get_unverified_header(person.tokens["access_token"])["kid"]


async def published(service):
    response = await service.client().get("/.well-known/jwks.json")
    return [key["kid"] for key in response.json()["keys"] if key["alg"] == "EdDSA"]


async def rotate(settings):
    """What `gatehouse rotate-keys` does, in a process of its own."""
    async with ring(settings) as keys:
        return await keys.rotate()


@asynccontextmanager
async def ring(settings):
    async with database(settings) as db:
        yield KeyRing(db, Vault(settings.secret_key.get_secret_value()), settings)


@pytest.fixture(scope="module")
async def installation(settings):
    """One with a database of its own, as the applications of other tests remember their keys."""
    await execute(settings, "CREATE DATABASE keys")
    url = urlsplit(url_of(settings))._replace(path="/keys").geturl()
    await migrate.upgrade(url)
    return load_settings(env_file=None, **{**settings.model_dump(), "database_url": url})


@pytest.fixture
async def processes(installation):
    """Two processes of an installation that has made its first key."""
    await empty(installation)
    await execute(installation, "DELETE FROM signing_keys")
    async with running(installation) as one, running(installation) as other:
        yield one, other


@pytest.fixture
def pass_seconds(monkeypatch):
    """Let the clock go on that says when keys were last looked for."""
    real = clock.monotonic

    def let_pass(seconds):
        monkeypatch.setattr(clock, "monotonic", lambda: real() + seconds)

    return let_pass


class TestRevocation:
    async def test_is_felt_by_every_process_within_a_minute(self, installation, processes, pass_seconds):
        here, there = processes
        person = await here.person()
        await there.client(**person.bearer).get("/auth/me")
        async with ring(installation) as keys:
            kid = await keys.revoke()
        pass_seconds(60)
        for process in processes:
            response = await process.client(**person.bearer).get("/auth/me")
            assert problem(response) == (401, "invalid_token")
            assert await published(process) == [kid]

    async def test_nobody_has_to_sign_in_again(self, installation, processes, pass_seconds):
        here, _ = processes
        person = await here.person()
        async with ring(installation) as keys:
            await keys.revoke()
        pass_seconds(60)
        body = {"refresh_token": person.tokens["refresh_token"]}
        tokens = (await here.client().post("/auth/refresh", json=body)).json()
        renewed = here.client(Authorization=f"Bearer {tokens['access_token']}")
        assert (await renewed.get("/auth/me")).status_code == 200


class TestReloading:
    """Once a minute, keys are read anew; who has the only connection must not wait for another one."""

    @pytest.fixture
    async def narrow(self, installation):
        await empty(installation)
        values = {**installation.model_dump(), "database_pool_size": 1, "database_timeout_seconds": 5}
        async with running(load_settings(env_file=None, **values)) as service:
            yield service

    async def test_while_somebody_signs_in(self, narrow, pass_seconds):
        user = await narrow.register()
        pass_seconds(60)
        assert (await narrow.login(user)).tokens["access_token"]

    @pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "r"}])
    async def test_while_somebody_refreshes(self, narrow, pass_seconds, headers):
        person = await narrow.person()
        body = {"refresh_token": person.tokens["refresh_token"]}
        pass_seconds(60)
        response = await narrow.client().post("/auth/refresh", json=body, headers=headers)
        assert response.status_code == 200


class TestFirstKey:
    async def test_is_made_once_by_processes_that_start_together(self, installation):
        await execute(installation, "DELETE FROM signing_keys")
        async with database(installation) as db:
            vault = Vault(installation.secret_key.get_secret_value())
            rings = [KeyRing(db, vault, installation) for _ in range(4)]
            issuers = await asyncio.gather(*(ring.issuer() for ring in rings))
        assert len({issuer.jwks["keys"][0]["kid"] for issuer in issuers}) == 1
        assert len(await execute(installation, "SELECT FROM signing_keys")) == 1

    async def test_all_processes_use_the_same(self, processes):
        one, other = processes
        person = await one.person()
        assert await published(one) == await published(other) == [kid_of(person)]
        assert (await other.client(**person.bearer).get("/auth/me")).status_code == 200

    async def test_what_is_published_verifies_tokens(self, processes):
        person = await processes[0].person()
        jwk = (await processes[0].client().get("/.well-known/jwks.json")).json()["keys"][0]
        claims = jwt.decode(
            person.tokens["access_token"],
            jwt.PyJWK(jwk),
            algorithms=["EdDSA"],
            audience="gatehouse",
            issuer="gatehouse",
        )
        assert claims["sub"] == person.user["uuid"]
        assert set(jwk) == {"kty", "crv", "x", "kid", "use", "alg"}

    async def test_may_be_cached(self, processes):
        response = await processes[0].client().get("/.well-known/jwks.json")
        assert response.headers["cache-control"] == "public, max-age=300"

    async def test_the_private_part_is_kept_sealed(self, processes):
        settings = processes[0].settings
        (row,) = await execute(settings, "SELECT kid, sealed FROM signing_keys")
        vault = Vault(settings.secret_key.get_secret_value())
        assert vault.unseal("signing-key", row["sealed"]) not in row["sealed"]


class TestRotation:
    async def test_tokens_of_the_old_key_stay_valid(self, processes, pass_seconds):
        service = processes[0]
        before = await service.person()
        new_kid = await rotate(service.settings)
        pass_seconds(61)
        after = await service.login(before.user)
        assert kid_of(after) == new_kid != kid_of(before)
        assert (await before.client.get("/auth/me")).status_code == 200
        assert await published(service) == [new_kid, kid_of(before)]

    async def test_a_new_key_of_another_process_is_looked_for(self, processes, pass_seconds):
        """Before the minute is over that a process trusts what it has."""
        one, other = processes
        user = await one.register()
        await rotate(one.settings)
        pass_seconds(61)
        person = await one.login(user)
        pass_seconds(30)
        answer = await other.client(**person.bearer).get("/auth/me")
        assert answer.status_code == 200
        assert kid_of(person) in await published(other)

    async def test_an_unknown_key_does_not_make_it_look_each_time(self, processes, monkeypatch):
        service = processes[0]
        person = await service.person()
        forged = jwt.encode({}, "k" * 32, headers={"kid": "unknown"})
        await rotate(service.settings)
        moment = clock.monotonic()
        monkeypatch.setattr(clock, "monotonic", lambda: moment)
        client = service.client(Authorization=f"Bearer {forged}")
        first = await published(service)
        assert problem(await client.get("/auth/me")) == (401, "invalid_token")
        second = await published(service)
        await rotate(service.settings)
        assert problem(await client.get("/auth/me")) == (401, "invalid_token")
        assert (first, len(second)) == ([kid_of(person)], 2)
        assert await published(service) == second

    async def test_the_old_key_retires_after_the_longest_life_of_a_token_and_an_hour(
        self, processes, pass_seconds, monkeypatch
    ):
        service = processes[0]
        (old_kid,) = await published(service)
        new_kid = await rotate(service.settings)
        pass_time(monkeypatch, hours=24, minutes=59)
        pass_seconds(61)
        overlapping = await published(service)
        pass_time(monkeypatch, minutes=1)
        pass_seconds(122)
        assert overlapping == [new_kid, old_kid]
        assert await published(service) == [new_kid]

    async def test_the_process_that_rotates_signs_with_the_new_key_at_once(self, processes):
        settings = processes[0].settings
        async with database(settings) as db:
            ring = KeyRing(db, Vault(settings.secret_key.get_secret_value()), settings)
            before = (await ring.issuer()).jwks["keys"][0]["kid"]
            kid = await ring.rotate()
            assert (await ring.issuer()).jwks["keys"][0]["kid"] == kid != before


class TestSecretKey:
    async def test_another_one_is_told_what_is_wrong(self, processes):
        settings = processes[0].settings
        async with database(settings) as db:
            ring = KeyRing(db, Vault("another secret key, long enough 1234"), settings)
            with pytest.raises(SettingsError, match="SECRET_KEY: not the one that this database"):
                await ring.issuer()

    async def test_a_changed_row_is_refused_the_same_way(self, processes):
        settings = processes[0].settings
        await execute(settings, "UPDATE signing_keys SET sealed = '\\x00'")
        async with database(settings) as db:
            ring = KeyRing(db, Vault(settings.secret_key.get_secret_value()), settings)
            with pytest.raises(SettingsError):
                await ring.issuer()
