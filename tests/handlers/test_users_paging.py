"""Sorting users, and reading the list page by page while it changes."""

import pytest

from tests.support.answers import faults, problem
from tests.support.clock import stop_time
from tests.support.users import create_user

KEYS = {
    "created_at": lambda user: (user["created_at"], user["id"]),
    "updated_at": lambda user: (user["updated_at"], user["id"]),
    "email": lambda user: (user["email"].lower(), user["id"]),
    "username": lambda user: (user["username"].lower(), user["id"]),
    "full_name": lambda user: ((user["full_name"] or "").lower(), user["id"]),
}
NAMES = ["Zoe", "adam", None, "Émile", "Adam", None, "eve", "ZOE", "Bob"]


@pytest.fixture
async def admin(service):
    """An administrator among users whose names repeat, are missing, and differ in case."""
    admin = await service.admin()
    for number, name in enumerate(NAMES):
        letter = "hCaGeBdFi"[number]
        await create_user(
            admin, full_name=name, username=f"{letter}-name", email=f"{letter}{number}@example.com"
        )
    return admin


async def page(person, **query):
    response = await person.client.get("/users", params=query)
    assert response.status_code == 200, response.text
    return response.json()["items"], response.json()["next_cursor"]


async def rest(person, cursor, **query):
    """All that follows a cursor."""
    users = []
    while cursor is not None:
        items, cursor = await page(person, cursor=cursor, **query)
        users += items
    return users


def ids(users):
    return [user["id"] for user in users]


class TestSort:
    @pytest.mark.parametrize("minus", ["", "-"])
    @pytest.mark.parametrize("column", KEYS)
    async def test_by_each_column_in_both_directions(self, admin, column, minus):
        sort = minus + column
        everybody, cursor = await page(admin, limit=100)
        assert cursor is None
        first, cursor = await page(admin, limit=3, sort=sort)
        assert len(first) == 3
        paged = first + await rest(admin, cursor, limit=3, sort=sort)
        assert ids(paged) == ids(sorted(everybody, key=KEYS[column], reverse=bool(minus)))

    async def test_oldest_first_unless_told_otherwise(self, admin):
        users, _ = await page(admin)
        assert ids(users) == sorted(ids(users))

    @pytest.mark.parametrize("sort", ["created_at", "-created_at"])
    async def test_users_of_the_same_moment(self, admin, monkeypatch, sort):
        stop_time(monkeypatch)
        made = [(await create_user(admin))["id"] for _ in range(5)]
        first, cursor = await page(admin, limit=2, sort=sort, search="made")
        paged = first + await rest(admin, cursor, limit=2, sort=sort, search="made")
        assert ids(paged) == sorted(made, reverse=sort.startswith("-"))


class TestPages:
    async def test_a_full_last_page_has_no_cursor(self, admin):
        users, cursor = await page(admin, limit=len(NAMES) + 1)
        assert (len(users), cursor) == (len(NAMES) + 1, None)

    @pytest.mark.parametrize("sort", ["email", "-email", "created_at", "-created_at"])
    async def test_rows_that_come_and_go(self, admin, sort):
        """No row is seen twice, and none is missed that was there all the time."""
        before, _ = await page(admin, limit=100, sort=sort)
        first, cursor = await page(admin, limit=4, sort=sort)
        for gone in (first[0], first[3], before[5]):  # one read, the one the cursor stands on, one to come
            if gone["id"] != admin.id:
                await admin.client.delete(f"/users/{gone['id']}")
        await create_user(admin, email="0000@example.com")
        await create_user(admin, email="zzzz@example.com")
        later = await rest(admin, cursor, limit=2, sort=sort)
        seen = ids(first) + ids(later)
        assert len(seen) == len(set(seen))
        survivors = {user["id"] for user in before} - {before[5]["id"]}
        assert survivors <= set(seen)
        new_in_reach = {"email": "zzzz", "-email": "0000", "created_at": "zzzz", "-created_at": None}[sort]
        arrived = [user["email"] for user in later if user["email"][:4] in ("0000", "zzzz")]
        assert (f"{new_in_reach}@example.com" in arrived) == (new_in_reach is not None)

    async def test_the_link_leads_to_the_end(self, admin):
        response = await admin.client.get(
            "/users",
            params={
                "limit": 2,
                "sort": "-email",
                "search": "@example.com",
                "is_active": "true",
                "created_from": "2020-01-01T00:00:00+00:00",
            },
        )
        seen = ids(response.json()["items"])
        while link := response.links.get("next"):
            response = await admin.client.get(link["url"])
            seen += ids(response.json()["items"])
        everybody, _ = await page(admin, limit=100, sort="-email")
        assert seen == ids(everybody)

    async def test_the_link_is_where_the_cursor_leads(self, admin):
        response = await admin.client.get("/users", params={"limit": 2, "role": "superuser", "sort": "email"})
        assert "link" not in response.headers
        response = await admin.client.get("/users", params={"limit": 2, "role": "user", "sort": "email"})
        cursor = response.json()["next_cursor"]
        query = f"role=user&sort=email&limit=2&cursor={cursor}"
        assert response.headers["link"] == f'</users?{query}>; rel="next"'


class TestSkip:
    async def test_a_number_of_rows_is_passed_over(self, admin):
        everybody, _ = await page(admin, limit=100)
        assert ids((await page(admin, skip=4, limit=3))[0]) == ids(everybody)[4:7]
        assert await page(admin, skip=100) == ([], None)

    async def test_the_pages_after_it_have_cursors(self, admin):
        everybody, _ = await page(admin, limit=100)
        first, cursor = await page(admin, skip=3, limit=2)
        assert ids(first + await rest(admin, cursor, limit=2)) == ids(everybody)[3:]

    async def test_not_together_with_a_cursor(self, admin):
        _, cursor = await page(admin, limit=2)
        response = await admin.client.get("/users", params={"cursor": cursor, "skip": 1})
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("/query/skip", "conflict")]


class TestCursor:
    async def refused(self, person, path, cursor, **query):
        response = await person.client.get(path, params={"cursor": cursor, **query})
        assert problem(response) == (422, "cursor_invalid")
        assert faults(response) == [("/query/cursor", "cursor")]

    async def test_every_altered_one_is_refused(self, admin):
        _, cursor = await page(admin, limit=2)
        for place in range(0, len(cursor) - 1, 7):
            other = "A" if cursor[place] != "A" else "B"
            await self.refused(admin, "/users", cursor[:place] + other + cursor[place + 1 :])

    @pytest.mark.parametrize("cursor", ["x", "A" * 512, "AAAA", "eyJrIjpbIjIwMjYtMDMtMDIiLDQyXX0"])
    async def test_one_that_is_none(self, admin, cursor):
        await self.refused(admin, "/users", cursor)

    async def test_one_of_another_order(self, admin):
        _, cursor = await page(admin, limit=2, sort="email")
        await self.refused(admin, "/users", cursor, sort="-email")
        await self.refused(admin, "/users", cursor, sort="username")
        await self.refused(admin, "/users", cursor)

    async def test_one_of_another_list(self, admin):
        of_roles = (await admin.client.get("/admin/roles", params={"limit": 1})).json()["next_cursor"]
        of_audit = (await admin.client.get("/admin/audit", params={"limit": 1})).json()["next_cursor"]
        _, of_users = await page(admin, limit=2)
        for path, foreign in (
            ("/users", (of_roles, of_audit)),
            ("/admin/roles", (of_users, of_audit)),
            ("/admin/audit", (of_users, of_roles)),
        ):
            for cursor in foreign:
                await self.refused(admin, path, cursor)

    async def test_one_that_is_cut_short(self, admin):
        _, cursor = await page(admin, limit=2)
        await self.refused(admin, "/users", cursor[:-4])
        await self.refused(admin, "/users", cursor[4:])
