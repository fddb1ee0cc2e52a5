import asyncio

import pytest

from tests.support.answers import faults, problem

FULL = {
    "full_name": "Ada Lovelace",
    "bio": "Writes programs.\n\tAnd notes.",
    "avatar_url": "https://images.example.com/ada.png",
    "metadata": {"team": "analytics"},
}


def nested(levels):
    return {} if levels == 1 else {"a": nested(levels - 1)}


@pytest.fixture(params=["PUT", "PATCH"])
def change(request):
    """Both ways to update your profile; they do the same."""

    def send(person, body, **headers):
        return person.client.request(request.param, "/users/me", json=body, headers=headers)

    return send


class TestGet:
    async def test_answers_the_own_account_with_its_version(self, service):
        person = await service.person()
        response = await person.client.get("/users/me")
        assert response.json() == person.user
        assert response.headers["etag"].startswith(f'"user-{person.id}-')

    async def test_an_api_key_needs_no_scope_for_it(self, service):
        person = await service.person()
        key = await person.client.post("/users/me/api-keys", json={"name": "k", "scopes": []})
        response = await service.client(**{"X-API-Key": key.json()["key"]}).get("/users/me")
        assert response.json()["uuid"] == person.user["uuid"]


class TestChange:
    async def test_sets_the_fields_given(self, service, change):
        person = await service.person()
        response = await change(person, FULL)
        user = response.json()
        assert response.status_code == 200
        assert {name: user[name] for name in FULL} == FULL
        assert user["updated_at"] > person.user["updated_at"]
        assert user == (await person.client.get("/users/me")).json()

    async def test_leaves_the_others_as_they_are(self, service, change):
        person = await service.person()
        before = (await change(person, FULL)).json()
        after = (await change(person, {"bio": "Retired."})).json()
        assert {**after, "bio": before["bio"], "updated_at": before["updated_at"]} == before

    async def test_null_clears(self, service, change):
        person = await service.person()
        await change(person, FULL)
        user = (await change(person, {"full_name": None, "bio": None, "avatar_url": None})).json()
        assert (user["full_name"], user["bio"], user["avatar_url"]) == (None, None, None)

    async def test_nothing_changes_nothing(self, service, change):
        person = await service.person()
        user = (await change(person, {})).json()
        assert {**user, "updated_at": ""} == {**person.user, "updated_at": ""}

    async def test_a_username_keeps_its_spelling_and_signs_in(self, service, change):
        person = await service.person(username="ada")
        user = (await change(person, {"username": "ADA_L"})).json()
        by_name = await service.client().post(
            "/auth/login", json={"username": "ada_l", "password": person.password}
        )
        assert user["username"] == "ADA_L"
        assert by_name.status_code == 200

    async def test_a_username_of_somebody_else(self, service, change):
        await service.person(username="grace")
        person = await service.person(username="ada")
        assert problem(await change(person, {"username": "GRACE"})) == (409, "username_taken")
        assert (await change(person, {"username": "ADA"})).status_code == 200

    async def test_of_two_that_want_one_username_one_gets_it(self, service, change):
        people = [await service.person(), await service.person()]
        responses = await asyncio.gather(*(change(person, {"username": "wanted"}) for person in people))
        assert sorted(response.status_code for response in responses) == [200, 409]

    @pytest.mark.parametrize(
        ("field", "value", "code"),
        [
            ("email", "new@example.com", "additional_properties"),
            ("password", "Wide-Open-Gate-8", "additional_properties"),
            ("id", 1, "additional_properties"),
            ("uuid", "0b0e3a52-7a0e-4d0c-9c1f-5c2f1d9a6e11", "additional_properties"),
            ("roles", ["superuser"], "additional_properties"),
            ("is_superuser", True, "additional_properties"),
            ("is_verified", True, "additional_properties"),
            ("is_active", False, "additional_properties"),
            ("status", "suspended", "additional_properties"),
            ("created_at", "2026-01-01T00:00:00Z", "additional_properties"),
            ("username", None, "type"),
            ("username", "ad", "min_length"),
            ("username", "a" * 101, "max_length"),
            ("username", "ada lovelace", "pattern"),
            ("full_name", "A" * 201, "max_length"),
            ("full_name", "Ada\nLovelace", "pattern"),
            ("bio", "b" * 1001, "max_length"),
            ("bio", "\x1b[31m", "pattern"),
            ("avatar_url", "http://images.example.com/ada.png", "pattern"),
            ("avatar_url", "javascript:alert(1)", "pattern"),
            ("avatar_url", "https://a.example/" + "x" * 483, "max_length"),
            ("metadata", None, "type"),
            ("metadata", {str(number): 1 for number in range(51)}, "max_properties"),
        ],
    )
    async def test_bounds(self, service, change, field, value, code):
        person = await service.person()
        response = await change(person, {field: value})
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [(f"/{field}", code)]
        assert (await person.client.get("/users/me")).json() == person.user

    async def test_the_widest_profile_fits(self, service, change):
        person = await service.person()
        body = {
            "username": "a" * 100,
            "full_name": "Ä" * 200,
            "bio": "b" * 1000,
            "avatar_url": "https://a.example/" + "x" * 482,
        }
        user = (await change(person, body)).json()
        assert {name: user[name] for name in body} == body


class TestMetadata:
    @pytest.mark.parametrize(
        ("patch", "merged"),
        [
            ({}, {"a": 1, "deep": {"b": 2, "c": [1, {"d": None}]}}),
            ({"a": None}, {"deep": {"b": 2, "c": [1, {"d": None}]}}),
            ({"e": "new"}, {"a": 1, "deep": {"b": 2, "c": [1, {"d": None}]}, "e": "new"}),
            ({"deep": {"b": None}}, {"a": 1, "deep": {"c": [1, {"d": None}]}}),
            ({"deep": {"c": [2]}}, {"a": 1, "deep": {"b": 2, "c": [2]}}),
            ({"deep": "flat"}, {"a": 1, "deep": "flat"}),
            ({"a": {"x": None, "y": 1}}, {"a": {"y": 1}, "deep": {"b": 2, "c": [1, {"d": None}]}}),
            ({"never": None}, {"a": 1, "deep": {"b": 2, "c": [1, {"d": None}]}}),
        ],
    )
    async def test_is_merged_as_a_json_merge_patch(self, service, change, patch, merged):
        person = await service.person()
        await change(person, {"metadata": {"a": 1, "deep": {"b": 2, "c": [1, {"d": None}]}}})
        user = (await change(person, {"metadata": patch})).json()
        assert user["metadata"] == merged

    @pytest.mark.parametrize(
        "metadata",
        [
            {"big": "x" * 16_384},
            {f"{number:04}": "x" * 400 for number in range(45)},
            nested(6),
            {"a": [[[[[1]]]]]},
        ],
    )
    async def test_goes_so_far_and_no_further(self, service, change, metadata):
        person = await service.person()
        response = await change(person, {"metadata": metadata})
        assert problem(response) == (422, "metadata_invalid")
        assert faults(response) == [("/metadata", "bounds")]

    @pytest.mark.parametrize("metadata", [{"big": "x" * 16_374}, nested(5), {"a": [[[[]]]]}])
    async def test_up_to_its_bounds(self, service, change, metadata):
        person = await service.person()
        user = (await change(person, {"metadata": metadata})).json()
        assert user["metadata"] == metadata

    async def test_bounds_hold_for_what_is_merged_not_for_what_is_sent(self, service, change):
        person = await service.person()
        await change(person, {"metadata": {f"a{number}": 1 for number in range(50)}})
        too_many = await change(person, {"metadata": {"b": 1}})
        in_place = await change(person, {"metadata": {"b": 1, "a0": None}})
        assert problem(too_many) == (422, "metadata_invalid")
        assert in_place.status_code == 200

    @pytest.mark.parametrize("number", [2**53, 2**63 - 1, 2**64 - 1, -(2**63), 0.1, 1e300])
    async def test_numbers_come_back_as_they_were(self, service, change, number):
        person = await service.person()
        user = (await change(person, {"metadata": {"n": number}})).json()
        assert user["metadata"] == {"n": number}

    @pytest.mark.parametrize("metadata", [{"a": "\0"}, {"\0": 1}, {"a": ["\0"]}])
    async def test_nul_characters_are_refused(self, service, change, metadata):
        person = await service.person()
        response = await change(person, {"metadata": metadata})
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("", "nul")]


class TestIfMatch:
    async def test_the_version_seen_may_be_changed(self, service, change):
        person = await service.person()
        seen = (await person.client.get("/users/me")).headers["etag"]
        changed = await change(person, {"bio": "1"}, **{"If-Match": seen})
        assert changed.status_code == 200
        assert changed.headers["etag"] != seen

    @pytest.mark.parametrize("written", ["*", '"other", {etag}', " {etag} "])
    async def test_other_ways_to_say_so(self, service, change, written):
        person = await service.person()
        seen = (await person.client.get("/users/me")).headers["etag"]
        changed = await change(person, {"bio": "1"}, **{"If-Match": written.format(etag=seen)})
        assert changed.status_code == 200

    @pytest.mark.parametrize("written", ['"other"', "W/{etag}", "", "{bare}"])
    async def test_anything_else_is_not_what_was_seen(self, service, change, written):
        person = await service.person()
        seen = (await person.client.get("/users/me")).headers["etag"]
        value = written.format(etag=seen, bare=seen.strip('"'))
        response = await change(person, {"bio": "1"}, **{"If-Match": value})
        assert problem(response) == (412, "etag_mismatch")
        assert (await person.client.get("/users/me")).headers["etag"] == seen

    async def test_of_two_who_saw_the_same_one_changes_it(self, service, change):
        person = await service.person()
        seen = (await person.client.get("/users/me")).headers["etag"]
        responses = await asyncio.gather(
            *(change(person, {"bio": str(number)}, **{"If-Match": seen}) for number in range(4))
        )
        assert sorted(response.status_code for response in responses) == [200, 412, 412, 412]
