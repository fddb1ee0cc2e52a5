"""When two spellings are one person: seen through registration, and in the keys themselves."""

import pytest

from gatehouse.core.identity import email_key, fold, grams
from tests.support.answers import faults, problem
from tests.support.service import PASSWORD

ADA = {"email": "ada@example.com", "username": "ada-lovelace", "password": PASSWORD}


def register(service, **fields):
    return service.client().post("/auth/register", json={**ADA, **fields})


class TestEmail:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("ada@example.com", "ADA@EXAMPLE.COM"),
            ("Ada+Tag@Example.com", "ada+tag@eXample.com"),
            ("ada@xn--bcher-kva.example", "ADA@xn--BCHER-kva.Example"),
        ],
    )
    async def test_spellings_of_one_address(self, service, first, second):
        kept = await register(service, email=first)
        again = await register(service, email=second, username="another")
        assert kept.json()["email"] == first
        assert problem(again) == (409, "email_taken")

    @pytest.mark.parametrize(
        "other", ["ad.a@example.com", "ada+tag@example.com", "ada@sub.example.com", "ada@example.org"]
    )
    async def test_other_addresses_are_others(self, service, other):
        await register(service)
        assert (await register(service, email=other, username="another")).status_code == 201

    @pytest.mark.parametrize(
        "lookalike",
        [
            "\uff41da@example.com",
            "ad\u00aa@example.com",
            "ada\u200b@example.com",
            "\u2060ada@example.com",
            "ada\u00ad@example.com",
            "\u202eada@example.com",
            "ada@example\u3002com",
            "ada@\uff45xample.com",
            "ada@example.com.",
            "ada.@example.com",
            "ada@example..com",
            " ada@example.com",
            "ada@example.com\n",
            "ada@exa\u00admple.com",
            "\u0430da@example.com",
            "a\u0064\u0301a@example.com",
        ],
    )
    async def test_lookalikes_never_make_a_second_account(self, service, lookalike):
        await register(service)
        response = await register(service, email=lookalike, username="another")
        assert response.status_code in (409, 422)
        assert lookalike not in response.text

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("straße@example.com", "strasse@example.com"),
            ("STRASSE@example.com", "stra\u1e9ee@example.com"),
            ("\u0131x@example.com", "ix@example.com"),
            ("\u0130x@example.com", "ix@example.com"),
            ("\u212a@example.com", "k@example.com"),
            ("\ufb01@example.com", "fi@example.com"),
            ("é@example.com", "e\u0301@example.com"),
            ("\u03c3\u03b1\u03c2@example.com", "\u03c3\u03b1\u03c3@example.com"),
        ],
    )
    async def test_of_two_that_fold_alike_at_most_one_registers(self, service, first, second):
        answers = [
            await register(service, email=email, username=f"ada-{number}")
            for number, email in enumerate((first, second))
        ]
        assert [answer.status_code for answer in answers].count(201) <= 1
        assert {answer.status_code for answer in answers} <= {201, 409, 422}


class TestUsername:
    @pytest.mark.parametrize("spelling", ["ADA-LOVELACE", "Ada-Lovelace", "aDA-lOVELACE"])
    async def test_case_does_not_matter(self, service, spelling):
        await register(service)
        response = await register(service, email="other@example.com", username=spelling)
        assert problem(response) == (409, "username_taken")

    @pytest.mark.parametrize(
        "username",
        [
            "ada\u200b",
            "\u0430d\u0430",
            "\uff41\uff44\uff41",
            "straße",
            "ada.",
            "ada lovelace",
            "ada@example.com",
            "\u0131da",
            "a\u0301da",
        ],
    )
    async def test_nothing_but_plain_letters_digits_and_dashes(self, service, username):
        response = await register(service, username=username)
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("/username", "pattern")]

    async def test_a_username_is_never_an_address(self, service):
        """Or else one could register the address of somebody else as a name to sign in with."""
        await register(service)
        by_name = await service.client().post(
            "/auth/login", json={"username": "ada@example.com", "password": PASSWORD}
        )
        assert by_name.json()["user"]["username"] == ADA["username"]


class TestKeys:
    @pytest.mark.parametrize(
        "spelling",
        [
            "ADA@EXAMPLE.COM",
            "\uff41\uff44\uff41@\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45\uff0e\uff43\uff4f\uff4d",
            "ada@example\u3002com",
            "ada@example.com.",
            "ada@EXAMPLE.com..",
        ],
    )
    def test_of_an_address_are_the_same_for_all_spellings(self, spelling):
        assert email_key(spelling) == "ada@example.com"

    @pytest.mark.parametrize("domain", ["bücher.example", "BÜCHER.example", "bu\u0308cher.example"])
    def test_of_a_domain_are_the_same_in_every_script(self, domain):
        assert email_key(f"a@{domain}") == "a@xn--bcher-kva.example"

    @pytest.mark.parametrize("domain", ["a..b", "x" * 64 + ".com", "\ud800", ""])
    def test_of_what_is_no_domain_are_made_all_the_same(self, domain):
        assert email_key(f"a@{domain}") == f"a@{domain}"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("straße", "STRASSE"),
            ("\u0130", "i\u0307"),
            ("\u212aelvin", "kelvin"),
            ("\ufb01sh", "FISH"),
            ("Å", "\u0041\u030a"),
            ("\u03c2", "\u03a3"),
        ],
    )
    def test_fold_alike(self, one, other):
        assert fold(one) == fold(other)

    def test_the_dotless_i_is_a_letter_of_its_own(self):
        assert fold("\u0131") != fold("i")

    def test_folding_twice_changes_nothing(self):
        for text in ("\u1e9e", "\u0130", "\ufb00", "\u01f0", "\u1e9e\u0307", "\u1fb3", "\ufb01\u0301"):
            assert fold(fold(text)) == fold(text)

    def test_grams_are_runs_of_three(self):
        assert grams("abcd", "ab", "bcd") == ["abc", "bcd"]
