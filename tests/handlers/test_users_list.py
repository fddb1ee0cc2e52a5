"""Filtering, searching and counting users."""

import pytest

from gatehouse.persistence import user_lists, user_matches
from tests.support.answers import faults, problem
from tests.support.database import execute, sync_roles
from tests.support.users import create_role, create_user


async def found(person, **query):
    """The usernames that a list answers."""
    response = await person.client.get("/users", params=query)
    assert response.status_code == 200, response.text
    return [user["username"] for user in response.json()["items"]]


class TestList:
    async def test_anonymous(self, service):
        assert problem(await service.client().get("/users")) == (401, "unauthenticated")

    async def test_any_signed_in_user_may(self, service):
        person = await service.person()
        response = await person.client.get("/users")
        assert response.json() == {"items": [person.user], "next_cursor": None}
        assert "link" not in response.headers

    async def test_the_operator_can_take_that_away(self, start_service):
        service = await start_service(users_may_read_users=False)
        await sync_roles(service.settings)
        person, admin = await service.person(), await service.admin("admin")
        for path in (
            "/users",
            "/users/stats/count",
            f"/users/{admin.id}",
            f"/users/{admin.id}/cross-env-ref",
        ):
            assert problem(await person.client.get(path)) == (403, "forbidden")
            assert (await admin.client.get(path)).status_code == 200
        uuid = person.user["uuid"]
        for path in ("me", person.id, f"uuid/{uuid}", f"{person.id}/cross-env-ref"):
            assert (await person.client.get(f"/users/{path}")).json()["uuid"] == uuid
        other = f"/users/uuid/{admin.user['uuid']}"
        assert problem(await person.client.get(other)) == (403, "forbidden")
        assert problem(await person.client.get("/users/999")) == (403, "forbidden")

    async def test_deleted_users_are_left_out(self, service):
        admin = await service.admin()
        user = await create_user(admin, username="gone")
        await admin.client.delete(f"/users/{user['id']}")
        assert await found(admin, username="gone") == []
        assert "gone" not in await found(admin)


class TestFilters:
    @pytest.fixture
    async def admin(self, service, settings):
        admin = await service.admin()
        await create_role(admin, "auditor", "audit:read")
        await create_user(admin, username="Ada", email="Ada@Example.com", roles=["user", "auditor"])
        inactive = await create_user(admin, username="grace", email="grace@example.com")
        await admin.client.post(f"/users/{inactive['id']}/deactivate")
        await execute(settings, "UPDATE users SET is_verified = true WHERE username = 'Ada'")
        await execute(settings, "UPDATE users SET created_at = '2020-02-29T12:00:00Z' WHERE username = 'Ada'")
        return admin

    @pytest.mark.parametrize(
        "query",
        [
            {"email": "Ada@Example.com"},
            {"email": "ADA@EXAMPLE.COM"},
            {"email": "\uff41\uff44\uff41@example.com"},
            {"username": "ada"},
            {"username": "\uff21\uff24\uff21"},
            {"role": "auditor"},
            {"is_verified": "true"},
            {"is_active": "true", "role": "auditor"},
            {"created_to": "2021-01-01T00:00:00Z"},
            {"created_from": "2020-02-29T12:00:00Z", "created_to": "2020-02-29T12:00:01Z"},
            {"created_from": "2020-02-29T14:00:00+02:00", "created_to": "2020-02-29T14:00:01+02:00"},
        ],
    )
    async def test_one_that_only_ada_fits(self, admin, query):
        assert await found(admin, **query) == ["Ada"]

    @pytest.mark.parametrize(
        "query",
        [
            {"email": "ada@example.co"},
            {"email": "ada"},
            {"email": "%@example.com"},
            {"username": "ad"},
            {"username": "ad_"},
            {"role": "nobody"},
            {"username": "ada", "is_active": "false"},
            {"created_to": "2020-02-29T12:00:00Z"},
            {"created_from": "2021-01-01T00:00:00Z", "username": "ada"},
            {"created_from": "2100-01-01T00:00:00Z"},
        ],
    )
    async def test_one_that_nobody_fits(self, admin, query):
        assert await found(admin, **query) == []

    async def test_those_that_are_not(self, admin):
        assert await found(admin, is_active="false") == ["grace"]
        assert "Ada" not in await found(admin, is_verified="false")

    async def test_the_total_is_counted_when_asked_for(self, admin):
        response = await admin.client.get("/users", params={"limit": 1, "include_total": "true"})
        assert (len(response.json()["items"]), response.json()["total"]) == (1, 3)
        response = await admin.client.get("/users", params={"role": "auditor", "include_total": "true"})
        assert response.json()["total"] == 1
        assert "total" not in (await admin.client.get("/users", params={"include_total": "false"})).json()

    @pytest.mark.parametrize(
        ("query", "fault"),
        [
            ({"limit": 0}, ("/query/limit", "minimum")),
            ({"limit": 101}, ("/query/limit", "maximum")),
            ({"skip": -1}, ("/query/skip", "minimum")),
            ({"skip": 10_001}, ("/query/skip", "maximum")),
            ({"sort": "id"}, ("/query/sort", "enum")),
            ({"sort": "password_hash"}, ("/query/sort", "enum")),
            ({"sort": "email; DROP TABLE users"}, ("/query/sort", "enum")),
            ({"search": "ab"}, ("/query/search", "min_length")),
            ({"search": "a" * 101}, ("/query/search", "max_length")),
            ({"role": "A'B"}, ("/query/role", "pattern")),
            ({"email": ""}, ("/query/email", "min_length")),
        ],
    )
    async def test_those_that_break_a_rule(self, admin, query, fault):
        response = await admin.client.get("/users", params=query)
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [fault]


class TestPages:
    """Pages are the same list, whichever way PostgreSQL and the service find them."""

    @pytest.fixture
    async def admin(self, service, settings):
        admin = await service.admin()
        await create_role(admin, "auditor", "audit:read")
        for number in range(24):
            roles = ["user", "auditor"] if number % 5 == 1 else ["user"]
            name = f"{'Ada' if number % 4 == 1 else 'Grace'} No {number % 7}"
            await create_user(admin, username=f"person-{number:02}", full_name=name, roles=roles)
        await execute(settings, "UPDATE users SET status = 'suspended' WHERE id % 6 = 2")
        await execute(settings, "UPDATE users SET created_at = '2020-02-29' WHERE id % 3 = 1")
        await execute(settings, "UPDATE users SET deleted_at = now() WHERE id % 8 = 3")
        return admin

    @pytest.fixture(params=["found near", "found by an index", "found on the way"])
    def way(self, request, monkeypatch):
        """How far a page looks, how few an index may find, and how large a sample has to be."""
        near, far, few, sampled = {
            "found near": (1000, 5000, 2000, 2000),
            "found by an index": (1, 5000, 2000, 0),
            "found on the way": (1, 3, -1, 2000),
        }[request.param]
        monkeypatch.setattr(user_lists, "_NEAR", near)
        monkeypatch.setattr(user_lists, "_FAR", far)
        monkeypatch.setattr(user_matches, "_FEW", few)
        monkeypatch.setattr(user_matches, "_SAMPLED", sampled)
        monkeypatch.setattr(user_matches, "_SOME", 0 if few < 0 else 4)
        return request.param

    @pytest.mark.parametrize("sort", ["created_at", "-created_at", "-full_name", "email", "-updated_at"])
    @pytest.mark.parametrize(
        "query",
        [
            {"role": "auditor"},
            {"is_active": "false"},
            {"is_active": "true", "is_verified": "false"},
            {"search": "ada no"},
            {"search": "person-1", "role": "auditor"},
            {"search": "grace", "is_active": "false"},
            {"created_to": "2021-01-01T00:00:00Z", "role": "auditor"},
            {"created_from": "2021-01-01T00:00:00Z", "search": "grace no"},
            {"role": "nobody"},
        ],
        ids=str,
    )
    async def test_all_pages_are_the_whole_list(self, admin, way, query, sort):
        everybody = (await admin.client.get("/users", params={"sort": sort, "limit": 100})).json()["items"]
        seen: list[dict[str, object]] = []
        pages, params = 0, {**query, "sort": sort, "limit": 2}
        response = await admin.client.get("/users", params=params)
        while link := response.links.get("next"):
            seen, pages = seen + response.json()["items"], pages + 1
            assert len(response.json()["items"]) <= 2
            response = await admin.client.get(link["url"])
        seen += response.json()["items"]
        assert [user["username"] for user in seen] == [
            user["username"] for user in everybody if fits(user, query)
        ]
        if way == "found on the way" and query.keys() == {"role"}:  # a page looks at three users
            assert pages >= len(everybody) // 3 - 1

    async def test_a_page_by_number_is_full(self, admin, way):
        query = {"role": "auditor", "sort": "-email", "limit": 2}
        whole = await found(admin, **{**query, "limit": 100})
        assert len(whole) > 3 or way == "found on the way"
        assert len(await found(admin, **query, skip=1)) == 2


def fits(user, query):
    """Whether a user matches, told from what an answer says."""
    text = "\n".join((user["email"], user["username"], user["full_name"] or "")).lower()
    return (
        query.get("role", user["roles"][0]) in user["roles"]
        and query.get("is_active", str(user["is_active"]).lower()) == str(user["is_active"]).lower()
        and query.get("is_verified", str(user["is_verified"]).lower()) == str(user["is_verified"]).lower()
        and query.get("search", "") in text
        and query.get("created_from", "") <= user["created_at"] < query.get("created_to", "3")
    )


class TestSearch:
    NAMES = (
        "100% Sure",
        "under_score",
        r"back\slash",
        "Straße",
        "Ἀθηνᾶ",
        "ﬁancée",
        "e\u0301xotic",
        "O'Brien; --",
        "100 percent",
    )

    @pytest.fixture
    async def admin(self, service):
        admin = await service.admin()
        for number, name in enumerate(self.NAMES):
            await create_user(
                admin, full_name=name, username=f"searched-{number}", email=f"box{number}@mail.example"
            )
        return admin

    @pytest.mark.parametrize(
        ("search", "name"),
        [
            ("00%", "100% Sure"),
            ("0% s", "100% Sure"),
            ("r_s", "under_score"),
            (r"k\s", r"back\slash"),
            ("STRASSE", "Straße"),
            ("straße", "Straße"),
            ("ἀθΗΝ", "Ἀθηνᾶ"),
            ("fian", "ﬁancée"),
            ("FIANCE\u0301E", "ﬁancée"),
            ("éxo", "e\u0301xotic"),
            ("e\u0301x", "e\u0301xotic"),
            ("'brien; --", "O'Brien; --"),
        ],
    )
    async def test_part_of_a_name(self, admin, search, name):
        response = await admin.client.get("/users", params={"search": search})
        assert [user["full_name"] for user in response.json()["items"]] == [name]

    @pytest.mark.parametrize("search", ["%%%", "___", "_n_", "k%s", r"\\\\", "ara", "100s", "sure100", "a.c"])
    async def test_nothing_is_a_wildcard(self, admin, search):
        assert await found(admin, search=search) == []

    async def test_part_of_an_address_or_username(self, admin):
        assert await found(admin, search="BOX3@MAIL") == ["searched-3"]
        assert await found(admin, search="ched-4") == ["searched-4"]
        assert len(await found(admin, search="@mail.example")) == len(self.NAMES)

    async def test_a_whole_address_finds_only_its_owner(self, admin):
        await create_user(admin, username="mailbox", email="mailbox3@mail.example", full_name=None)
        assert await found(admin, search="Box3@Mail.Example") == ["searched-3"]
        assert await found(admin, search="Box3@Mail.Example", email="mailbox3@mail.example") == ["mailbox"]
        assert await found(admin, search="box3@mail.exampl") == ["searched-3", "mailbox"]

    async def test_words_do_not_run_together(self, admin):
        """The end of the address and the start of the username are not one text."""
        assert await found(admin, search="examplesearched") == []

    async def test_together_with_filters_and_a_total(self, admin):
        query = {"search": "searched", "username": "searched-1", "include_total": "true"}
        response = await admin.client.get("/users", params=query)
        assert (response.json()["total"], len(response.json()["items"])) == (1, 1)

    async def test_a_changed_name_is_found_under_the_new_one_only(self, admin):
        [user] = (await admin.client.get("/users", params={"username": "searched-0"})).json()["items"]
        await admin.client.patch(f"/users/{user['id']}", json={"full_name": "Certain"})
        assert await found(admin, search="certain") == ["searched-0"]
        assert await found(admin, search="100%") == []
