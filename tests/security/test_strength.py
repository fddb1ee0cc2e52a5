import string
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zxcvbn import matching

from gatehouse.contract.problems import Problem
from gatehouse.security import breached
from gatehouse.security.strength import PasswordRules, words_of_hosts
from tests.support.answers import faults, problem
from tools.breached_passwords import write_filter

WHO = {"email": "test@example.com", "username": "testuser"}
RULES = PasswordRules(2, True, words_of_hosts(["id.example.net"]))
MIX = (
    "variety",
    "Must mix at least three of lower case, upper case, digits and symbols, or have at least 15 characters.",
)
BREACHED = ("breached", "Appears in lists of breached passwords: choose another.")
GUESSABLE = ("guessable", "Too easy to guess: add another word or two.")


async def register(service, password, **fields):
    return await service.client().post("/auth/register", json={**WHO, "password": password, **fields})


def said(response):
    return [(error["code"], error["detail"]) for error in response.json()["errors"]]


class TestRegister:
    @pytest.mark.parametrize(
        "password",
        [
            "TestPass123!",
            "SecurePass123!",
            "testuser-Quince-77",  # a word of the user's own in a strong one
            "all small but long enough",
            "482910573628194",
            "p\u00e4ssw\u00f6rter-1",
            "\u0416" * 3 + "\u044f\u0447\u0441\u043c\u0438 a1",
            "\U0001f511\U0001f40e\U0001f33b\U0001f9f2\U0001f50b aB",
            "zR7-kW2_" * 16,
        ],
    )
    async def test_takes_a_strong_password(self, service, password):
        registered = await register(service, password)
        login = {"email": WHO["email"], "password": password}
        assert registered.status_code == 201
        assert (await service.client().post("/auth/login", json=login)).status_code == 200

    @pytest.mark.parametrize(
        ("password", "errors"),
        [
            ("Password1!", [BREACHED]),
            ("PASSWORD1!", [BREACHED]),
            ("password1234567", [GUESSABLE]),
            ("a" * 15, [BREACHED]),
            (" " * 15, [GUESSABLE]),
            ("qwertyuiopasdfgh", [BREACHED]),
            ("abcxyzw1", [MIX]),
            ("trustno1", [MIX, BREACHED]),
            ("Testuser-1", [GUESSABLE]),
            ("Example-11", [GUESSABLE]),
            ("GraceHopper-1", [GUESSABLE]),
            ("Gatehouse-1", [GUESSABLE]),
            ("aA1-" * 32, [GUESSABLE]),
            ("a" * 128, [GUESSABLE]),
        ],
    )
    async def test_says_what_is_wrong_with_a_weak_one_and_what_would_be_right(
        self, service, password, errors
    ):
        response = await register(service, password, full_name="Grace Hopper")
        assert problem(response) == (422, "weak_password")
        assert said(response) == errors
        assert {pointer for pointer, _ in faults(response)} == {"/password"}
        assert password not in response.text

    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("Abcde-1", "min_length"),
            ("Aa1-" * 32 + "x", "max_length"),
            ("Aa1-" * 1024, "max_length"),
            ("Abcdef-1\n", "pattern"),
            ("Abcdef-1\x7f", "pattern"),
        ],
    )
    async def test_leaves_to_the_document_what_the_document_refuses(self, service, password, code):
        response = await register(service, password)
        assert problem(response) == (422, "validation_failed")
        assert faults(response) == [("/password", code)]
        assert password not in response.text

    @pytest.mark.parametrize(
        ("setting", "password"),
        [
            ({"password_require_mix": False}, "quincebark"),
            ({"password_min_score": 0}, "Testuser-1"),
            ({"public_url": "https://login.quince.example"}, "Gatehouse of 1907"),
        ],
    )
    async def test_follows_the_settings(self, start_service, setting, password):
        assert (await register(await start_service(**setting), password)).status_code == 201

    @pytest.mark.parametrize(
        ("setting", "password"),
        [
            ({"password_min_score": 4}, "TestPass123!"),
            ({"public_url": "https://quincebark.example"}, "Quincebark-1"),
            ({"frontend_url": "https://www.quincebark.example"}, "Quincebark-1"),
        ],
    )
    async def test_follows_stricter_settings(self, start_service, setting, password):
        response = await register(await start_service(**setting), password)
        assert said(response) == [GUESSABLE]


class TestGuesses:
    @given(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=8, max_size=128)
        | st.text("0123456789/-. \u0663\u00b2\u0130\u00df\ufb01", min_size=8, max_size=128),
        st.lists(st.text(max_size=200), max_size=3),
    )
    @settings(deadline=None, max_examples=200)
    def test_any_text_gets_an_answer(self, password, own):
        try:
            RULES.check_guesses(password, own, "/password")
        except Problem as refused:
            assert refused.code == "weak_password"

    def test_every_part_of_a_name_counts(self):
        for password in ("Quincebark-1", "Quincebark77!", "WandaQuince-1"):
            RULES.check_guesses(password, [], "")
            with pytest.raises(Problem):
                RULES.check_guesses(password, ["quincebark77@example.org", "wanda_quince"], "")

    def test_long_names_do_not_crowd_out_the_product(self):
        with pytest.raises(Problem):
            RULES.check_guesses("Gatehouse-1", [" ".join(f"word{n}" for n in range(500))], "")

    @pytest.mark.parametrize("length", [40, 128, 5000])
    def test_no_text_is_looked_up_more_than_a_few_times(self, monkeypatch, length):
        """Every sign that may stand for a letter, at once: 736 readings if nothing bounded them."""
        looked_up = []
        match = matching.dictionary_match

        def counted(text, _ranked_dictionaries):
            looked_up.append(len(text))
            return match(text, _ranked_dictionaries)

        monkeypatch.setattr(matching, "dictionary_match", counted)
        RULES.check_guesses(("4@8({[<3691!|7$5+02%" * 250)[:length], [string.ascii_letters * 50], "")
        assert len(looked_up) <= 30
        assert max(looked_up) <= 40

    async def test_the_event_loop_does_not_guess(self, service, monkeypatch):
        threads = []
        check = PasswordRules.check_guesses

        def noted(*arguments):
            threads.append(threading.current_thread())
            check(*arguments)

        monkeypatch.setattr(PasswordRules, "check_guesses", noted)
        assert (await register(service, "Password1!")).status_code == 422
        assert threads == []
        assert (await register(service, "Testuser-1")).status_code == 422
        assert threads[0] is not threading.current_thread()
        assert threads[0].name.startswith("password")


class TestBreached:
    @pytest.mark.parametrize("password", ["password", "Qwertyuiop", "FUCKYOU1", "1qaz2wsx", "P@ssw0rd"])
    def test_knows_the_usual_ones(self, password):
        assert breached.is_breached(password)

    def test_takes_hardly_any_other_for_one(self):
        others = [f"Quince {number} bark {number * 7919}" for number in range(10_000)]
        assert sum(map(breached.is_breached, others)) <= 3

    def test_the_shipped_filter_is_small(self):
        assert len(breached._shipped()) < 2_000_000

    def test_a_filter_is_made_of_a_list(self, tmp_path):
        source, target = tmp_path / "list", tmp_path / "bloom"
        source.write_text("short\nLong-Enough\nlong-enough\nsecond one\n" + "x" * 129 + "\n")
        assert write_filter(source, target) == 2
        bloom = target.read_bytes()
        assert [breached.contains(bloom, text) for text in ("LONG-enough", "Second One", "third one")] == [
            True,
            True,
            False,
        ]
