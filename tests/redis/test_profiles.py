"""Copies of users in Redis: for answers to GET, never older than a known change, and never for rights."""

import asyncio
from collections import Counter

import pytest

from gatehouse.cache.profiles import Profiles
from gatehouse.domain import accounts
from tests.support.answers import problem
from tests.support.database import execute
from tests.support.server import serving

KEPT = {"profile_cache_seconds": 60}


@pytest.fixture
async def keeping(redis, start_service):
    """The application with copies in Redis."""
    return await start_service(redis_url=redis.url, **KEPT)


@pytest.fixture
async def admin(keeping):
    return await keeping.admin()


@pytest.fixture
async def kept(keeping, admin):
    """Somebody of whom there is a copy."""
    user = await keeping.register()
    assert (await admin.client.get(f"/users/{user['id']}")).status_code == 200
    return user


async def behind(service, user, **columns):
    """Change a row behind the back of the service, so that a copy can be told from it."""
    for name, value in columns.items():
        await execute(service.settings, f"UPDATE users SET {name} = $1 WHERE id = $2", value, user["id"])


async def bio(admin, user):
    answer = await admin.client.get(f"/users/{user['id']}")
    return answer.json()["bio"]


class TestCopies:
    async def test_answer_as_rows_do(self, admin, kept, redis):
        fresh, copied = [await admin.client.get(f"/users/{kept['id']}") for _ in range(2)]
        redis.client.flushall()
        row = await admin.client.get(f"/users/{kept['id']}")
        assert fresh.json() == copied.json() == row.json()
        assert fresh.headers["etag"] == copied.headers["etag"] == row.headers["etag"]

    async def test_are_used(self, keeping, admin, kept):
        await behind(keeping, kept, bio="Changed by hand.")
        assert await bio(admin, kept) is None

    async def test_last_a_minute(self, redis, kept):
        (key,) = redis.client.scan_iter(f"*user:{kept['id']}")
        assert 0 < redis.client.ttl(key) <= 60

    async def test_there_are_none_by_default(self, redis, start_service):
        service = await start_service(redis_url=redis.url)
        person = await service.person()
        assert (await person.client.get("/users/me")).status_code == 200
        assert list(redis.client.scan_iter("*user:*")) == []


class TestChanges:
    @pytest.mark.parametrize(
        ("method", "path", "body"),
        [
            ("PATCH", "", {"bio": "New."}),
            ("PUT", "", {"bio": "New."}),
            ("POST", "/deactivate", None),
            ("PUT", "/roles/admin", None),
            ("POST", "/force-password-reset", None),
        ],
    )
    async def test_are_seen_at_once(self, keeping, admin, kept, method, path, body):
        changed = await admin.client.request(method, f"/users/{kept['id']}{path}", json=body)
        assert changed.is_success, changed.text
        await _shows_the_row(keeping, admin, kept)

    async def test_of_ones_own_too(self, keeping, admin):
        person = await keeping.person()
        await person.client.get("/users/me")
        await person.client.patch("/users/me", json={"bio": "Mine."})
        assert (await person.client.get("/users/me")).json()["bio"] == "Mine."
        assert await bio(admin, person.user) == "Mine."

    async def test_a_login_is_one(self, keeping, admin, kept):
        await keeping.login(kept)
        shown = (await admin.client.get(f"/users/{kept['id']}")).json()
        assert shown["last_login_at"] is not None

    async def test_deleted_and_restored(self, keeping, admin, kept):
        path = f"/users/{kept['id']}"
        assert (await admin.client.delete(path)).status_code == 204
        assert problem(await admin.client.get(path)) == (404, "user_not_found")
        assert (await admin.client.post(f"{path}/restore")).status_code == 200
        await _shows_the_row(keeping, admin, kept)

    async def test_that_are_rolled_back_change_nothing(self, keeping, admin, kept):
        other = await keeping.register()
        taken = await admin.client.patch(f"/users/{kept['id']}", json={"username": other["username"]})
        assert problem(taken) == (409, "username_taken")
        await behind(keeping, kept, bio="Changed by hand.")
        assert await bio(admin, kept) is None


class TestRaces:
    async def test_who_read_before_a_change_stores_nothing_after_it(self, services):
        profiles = Profiles(services.store, 60)
        user = await _user(services)
        changed = user._replace(bio="New.", version=user.version + 1)
        await profiles.drop({user.id: changed.version})
        await profiles.put(user)
        assert await profiles.get(user.id) is None
        await profiles.put(changed)
        await profiles.put(user)
        assert await profiles.get(user.id) == changed
        await profiles.drop({user.id: user.version})
        assert await profiles.get(user.id) == changed

    async def test_no_reader_sees_less_than_was_answered(self, redis, settings, tmp_path):
        """Two processes: one person writes, eight read what was last confirmed or something newer."""
        async with serving(settings, tmp_path / "log", redis_url=redis.url, **KEPT) as server:
            person = await server.person()
            confirmed, done = [0], asyncio.Event()

            async def read(client):
                seen: Counter[bool] = Counter()
                while not done.is_set():
                    floor = confirmed[0]
                    shown = (await client.get("/users/me", headers=person.bearer)).json()["bio"]
                    seen[int(shown or 0) >= floor] += 1
                return seen

            readers = [asyncio.create_task(read(server.client())) for _ in range(8)]
            for number in range(1, 60):
                assert (await person.client.patch("/users/me", json={"bio": str(number)})).is_success
                confirmed[0] = number
            done.set()
            seen: Counter[bool] = sum(await asyncio.gather(*readers), Counter())
        assert seen[False] == 0
        assert seen[True] > 50


class TestRights:
    async def test_are_never_taken_from_a_copy(self, keeping, admin, kept, redis):
        """A copy that says superuser, and one that says active, of somebody who is neither."""
        person = await keeping.login(kept)
        await person.client.get("/users/me")
        (key,) = redis.client.scan_iter(f"*user:{kept['id']}")
        redis.client.set(key, redis.client.get(key).replace(b'["user"]', b'["superuser"]'))
        assert (await person.client.get("/users/me")).json()["is_superuser"] is True
        assert problem(await person.client.post(f"/users/{admin.id}/deactivate")) == (403, "forbidden")
        await behind(keeping, kept, status="suspended")
        assert problem(await person.client.get("/users/me")) == (401, "invalid_token")


class TestAway:
    async def test_rows_answer(self, start_service, fragile):
        service = await start_service(redis_url=fragile.url, **KEPT)
        person = await service.person()
        await person.client.get("/users/me")
        with fragile.paused():
            await person.client.patch("/users/me", json={"bio": "Meanwhile."})
            assert (await person.client.get("/users/me")).json()["bio"] == "Meanwhile."


async def _user(services):
    profile = {"email": "ada@example.com", "username": "ada"}
    async with services.database.transaction() as tx:
        return await accounts.add_user(tx, profile, password_hash=None, role_names=["user"])


async def _shows_the_row(service, admin, user):
    shown = (await admin.client.get(f"/users/{user['id']}")).json()
    (row,) = await execute(
        service.settings, "SELECT bio, status, updated_at FROM users WHERE id = $1", user["id"]
    )
    assert (shown["bio"], shown["status"]) == (row["bio"], row["status"])
    assert shown["updated_at"].startswith(row["updated_at"].isoformat()[:23])
