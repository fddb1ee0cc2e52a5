"""Changing other people's profiles."""

import pytest

from tests.support.answers import faults, problem
from tests.support.database import execute
from tests.support.service import PASSWORD
from tests.support.users import create_user

both_methods = pytest.mark.parametrize("method", ["PATCH", "PUT"])


@pytest.fixture
async def admin(service):
    return await service.admin()


async def change(by, user, fields, method="PATCH", **headers):
    return await by.client.request(method, f"/users/{user['id']}", json=fields, headers=headers)


@both_methods
class TestBothMethods:
    async def test_forbidden(self, service, method):
        person = await service.person()
        assert problem(await change(person, person.user, {"bio": "x"}, method)) == (403, "forbidden")

    async def test_nobody(self, admin, method):
        response = await change(admin, {"id": 999}, {"bio": "x"}, method)
        assert problem(response) == (404, "user_not_found")

    async def test_only_the_fields_given(self, admin, method):
        user = await create_user(admin, full_name="Ada", bio="x", metadata={"a": 1, "b": {"c": 1, "d": 2}})
        fields = {"bio": None, "metadata": {"a": None, "b": {"c": 3}, "e": [1]}}
        response = await change(admin, user, fields, method)
        changed = response.json()
        assert response.status_code == 200
        assert changed["metadata"] == {"b": {"c": 3, "d": 2}, "e": [1]}
        assert changed["updated_at"] > user["updated_at"]
        same = user.keys() - {"bio", "metadata", "updated_at"}
        assert (changed["bio"], {name: changed[name] for name in same}) == (
            None,
            {name: user[name] for name in same},
        )

    async def test_conflict(self, admin, method):
        user, other = await create_user(admin), await create_user(admin)
        taken_email = {"email": other["email"].upper()}
        assert problem(await change(admin, user, taken_email, method)) == (409, "email_taken")
        taken_name = {"username": other["username"].upper()}
        assert problem(await change(admin, user, taken_name, method)) == (409, "username_taken")

    async def test_if_match(self, admin, method):
        user = await create_user(admin)
        seen = (await admin.client.get(f"/users/{user['id']}")).headers["etag"]
        changed = await change(admin, user, {"bio": "first"}, method, **{"If-Match": seen})
        assert changed.status_code == 200
        response = await change(admin, user, {"bio": "second"}, method, **{"If-Match": seen})
        assert problem(response) == (412, "etag_mismatch")
        now = changed.headers["etag"]
        assert (await change(admin, user, {}, method, **{"If-Match": f'"x", {now}'})).status_code == 200
        assert (await change(admin, user, {}, method, **{"If-Match": "*"})).status_code == 200

    @pytest.mark.parametrize("tag", ['"user-1-1"', "x", "", '"*"'])
    async def test_if_match_of_something_else(self, admin, method, tag):
        user = await create_user(admin)
        assert problem(await change(admin, user, {}, method, **{"If-Match": tag})) == (412, "etag_mismatch")

    async def test_a_weak_tag_never_matches(self, admin, method):
        user = await create_user(admin)
        seen = (await admin.client.get(f"/users/{user['id']}")).headers["etag"]
        response = await change(admin, user, {}, method, **{"If-Match": f"W/{seen}"})
        assert problem(response) == (412, "etag_mismatch")

    async def test_nobody_reaches_above_themselves(self, service, admin, method):
        lesser = await service.admin("admin")
        response = await change(lesser, admin.user, {"email": "mine@example.com"}, method)
        assert problem(response) == (403, "privilege_escalation")

    @pytest.mark.parametrize(
        "field", ["id", "uuid", "roles", "is_active", "is_superuser", "is_verified", "status", "password"]
    )
    async def test_what_has_an_operation_of_its_own(self, admin, method, field):
        response = await change(admin, admin.user, {field: None}, method)
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [(f"/{field}", "additional_properties")]


class TestEmail:
    async def test_a_new_one_has_to_be_proven_anew(self, service, admin):
        user = await create_user(admin)
        await execute(service.settings, "UPDATE users SET is_verified = true WHERE id = $1", user["id"])
        response = await change(admin, user, {"email": "new@example.com"})
        assert (response.json()["email"], response.json()["is_verified"]) == ("new@example.com", False)

    async def test_the_same_in_other_letters_stays_proven(self, service, admin):
        user = await create_user(admin)
        await execute(service.settings, "UPDATE users SET is_verified = true WHERE id = $1", user["id"])
        response = await change(admin, user, {"email": user["email"].upper(), "full_name": "A"})
        assert (response.json()["email"], response.json()["is_verified"]) == (user["email"].upper(), True)

    async def test_tokens_mailed_to_the_old_one_are_void(self, service, admin):
        user = await create_user(admin)
        token = await service.mailed_token(user["email"])
        await change(admin, user, {"email": "new@example.com"})
        body = {"token": token, "new_password": PASSWORD}
        response = await service.client().post("/auth/password/reset/confirm", json=body)
        assert problem(response) == (422, "one_time_token_invalid")

    async def test_the_old_one_is_free_again(self, admin):
        user = await create_user(admin)
        await change(admin, user, {"email": "new@example.com"})
        assert (await create_user(admin, email=user["email"]))["email"] == user["email"]

    @pytest.mark.parametrize("email", ["nobody", "a@b@example.com", "a@-example.com", "a b@example.com"])
    async def test_one_that_is_none(self, admin, email):
        user = await create_user(admin)
        assert [place for place, _ in faults(await change(admin, user, {"email": email}))] == ["/email"]


class TestRecord:
    async def test_the_fields_are_in_the_audit_log_and_their_values_are_not(self, admin):
        user = await create_user(admin)
        await change(admin, user, {"full_name": "Sesame", "bio": "Sesame"})
        [entry] = (await admin.client.get("/admin/audit", params={"action": "users.update"})).json()["items"]
        assert entry["target_id"] == user["uuid"]
        assert entry["details"] == {"fields": ["bio", "full_name"]}

    async def test_metadata_is_bounded_after_the_merge(self, admin):
        user = await create_user(admin, metadata={str(number): 1 for number in range(30)})
        response = await change(admin, user, {"metadata": {f"x{number}": 1 for number in range(30)}})
        assert problem(response) == (422, "metadata_invalid")
        assert (await admin.client.get(f"/users/{user['id']}")).json()["metadata"] == user["metadata"]
