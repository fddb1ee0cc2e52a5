"""Whoever has the password and not the phone: guessing codes, and what the login token is good for."""

import pytest

from gatehouse.persistence.database import Reader, Writer
from tests.attack.test_equal_work import work  # noqa: F401 - a fixture
from tests.support.answers import problem, told
from tests.support.authenticator import begin, complete, protect
from tests.support.clock import pass_time
from tests.support.database import execute
from tests.support.service import PASSWORD

LOCKED, WRONG = (429, "too_many_attempts"), (403, "factor_code_invalid")
INVALID = (401, "login_token_invalid")


@pytest.fixture
async def victim(service):
    return await service.person()


@pytest.fixture
async def app(victim):
    return await protect(victim.client, PASSWORD)


@pytest.fixture
def attacker(service):
    return service.client("203.0.113.66")


class TestGuessing:
    async def test_is_locked_and_the_right_password_in_between_resets_nothing(self, victim, app, attacker):
        answers = []
        for _ in range(6):
            token = await begin(attacker, victim, PASSWORD)
            answers.append(problem(await complete(attacker, token, app.wrong())))
        assert answers == [WRONG] * 5 + [LOCKED]

    async def test_a_lock_is_there_for_the_right_code_and_for_recovery_codes_too(self, victim, app, attacker):
        token = await begin(attacker, victim, PASSWORD)
        for _ in range(5):
            await complete(attacker, token, app.wrong())
        late = await complete(attacker, token, app.fresh())
        assert problem(late) == LOCKED
        assert int(late.headers["retry-after"]) <= 900
        assert problem(await complete(attacker, token, app.recovery_codes[0])) == LOCKED

    async def test_does_not_lock_the_owner_out_at_home(self, service, victim, app, attacker):
        token = await begin(attacker, victim, PASSWORD)
        for _ in range(6):
            await complete(attacker, token, app.wrong())
        home = service.client()
        assert (await complete(home, await begin(home, victim, PASSWORD), app.fresh())).status_code == 200

    async def test_from_many_networks_is_slowed_down(self, start_service, victim, app):
        service = await start_service(rate_limit_enabled=False)
        number, home = service.settings.account_max_failures, service.client()
        statuses = []
        for each in range(number + 1):
            client = service.client(f"203.0.113.{each}")
            token = await begin(home, victim, PASSWORD)
            statuses.append((await complete(client, token, app.wrong())).status_code)
        assert statuses == [403] * number + [429]

    async def test_the_lock_ends(self, victim, app, attacker, monkeypatch):
        token = await begin(attacker, victim, PASSWORD)
        for _ in range(5):
            await complete(attacker, token, app.wrong())
        pass_time(monkeypatch, minutes=15, seconds=1)
        token = await begin(attacker, victim, PASSWORD)
        assert (await complete(attacker, token, app.fresh())).status_code == 200

    async def test_a_new_password_by_email_forgets_no_wrong_codes(self, service, victim, app, attacker):
        token = await begin(attacker, victim, PASSWORD)
        for _ in range(5):
            await complete(attacker, token, app.wrong())
        await attacker.post("/auth/password/reset", json={"email": victim.user["email"]})
        mailed = await service.mailed_token(victim.user["email"], "Reset")
        body = {"token": mailed, "new_password": "Quite-Different-8"}
        assert (await attacker.post("/auth/password/reset/confirm", json=body)).status_code == 204
        token = await begin(attacker, victim, "Quite-Different-8")
        assert problem(await complete(attacker, token, app.wrong())) == LOCKED


class TestLoginToken:
    @pytest.mark.usefixtures("app")
    async def test_is_no_credential(self, victim, attacker):
        token = await begin(attacker, victim, PASSWORD)
        bearer, key = {"Authorization": f"Bearer {token}"}, {"X-API-Key": token}
        assert problem(await attacker.get("/users/me", headers=bearer)) == (401, "invalid_token")
        assert problem(await attacker.get("/auth/me", headers=key)) == (401, "invalid_token")

    @pytest.mark.usefixtures("app")
    async def test_is_no_other_token(self, service, victim, attacker):
        admin, token = await service.admin(), await begin(attacker, victim, PASSWORD)
        refreshed = await attacker.post("/auth/refresh", json={"refresh_token": token})
        reset = {"token": token, "new_password": "Quite-Different-8"}
        assert problem(refreshed) == (401, "refresh_token_invalid")
        answer = await attacker.post("/auth/password/reset/confirm", json=reset)
        assert problem(answer) == (422, "one_time_token_invalid")
        seen = await admin.client.post("/auth/introspect", data={"token": token})
        assert seen.json() == {"active": False}

    async def test_no_other_token_is_one(self, service, victim, app, attacker):
        await attacker.post("/auth/password/reset", json={"email": victim.user["email"]})
        mailed = await service.mailed_token(victim.user["email"], "Reset")
        for token in (mailed, f"gl_{mailed[3:]}", victim.tokens["refresh_token"]):
            assert problem(await complete(attacker, token, app.fresh())) == INVALID

    async def test_works_once(self, victim, app, attacker):
        token = await begin(attacker, victim, PASSWORD)
        assert (await complete(attacker, token, app.fresh())).status_code == 200
        assert problem(await complete(attacker, token, app.recovery_codes[0])) == INVALID

    @pytest.mark.usefixtures("app")
    async def test_opens_the_account_of_its_own_user_only(self, service, victim, attacker):
        other = await service.person()
        theirs = await protect(other.client, PASSWORD)
        token = await begin(attacker, victim, PASSWORD)
        assert problem(await complete(attacker, token, theirs.fresh())) == WRONG
        assert problem(await complete(attacker, token, theirs.recovery_codes[0])) == WRONG


class TestWhatIsTold:
    @pytest.mark.usefixtures("app")
    async def test_a_wrong_password_is_answered_alike_with_the_same_work(
        self,
        service,
        victim,
        attacker,
        work,  # noqa: F811
    ):
        plain = await service.person()
        names = (victim.user["email"], plain.user["email"], "nobody@example.com")
        work.clear()
        answers = []
        for name in names:
            body = {"email": name, "password": "Wrong-Gate-1"}
            answers.append(told(await attacker.post("/auth/login", json=body)))
        assert answers[0] == answers[1] == answers[2]
        assert work == {"verify": 3}

    async def test_wrong_used_and_recovery_codes_are_refused_alike(self, victim, app, attacker):
        code = app.fresh()
        await complete(attacker, await begin(attacker, victim, PASSWORD), code)
        token = await begin(attacker, victim, PASSWORD)
        answers = [told(await complete(attacker, token, each)) for each in (code, app.wrong(), "A" * 16)]
        assert answers[0] == answers[1] == answers[2]

    async def test_a_sign_in_without_one_asks_no_more_of_the_database(self, service, monkeypatch):
        """Whether there is a second factor comes with the password's hash."""
        seen: list[str] = []
        user = await service.register()
        await service.login(user)
        _count_statements(monkeypatch, seen)
        await service.login(user)
        assert [sql for sql in seen if "factors" in sql or "recovery_codes" in sql] == []
        assert sum("has_factor" in sql for sql in seen) == 2
        assert len(seen) == 13


def _count_statements(monkeypatch, seen: list[str]) -> None:
    for kind, name in ((Reader, "record"), (Reader, "records"), (Writer, "execute")):
        original = getattr(kind, name)

        async def counted(self, statement, _original=original, **values):
            seen.append(statement.sql)
            return await _original(self, statement, **values)

        monkeypatch.setattr(kind, name, counted)


async def test_a_stolen_database_has_no_code(service):
    person = await service.person()
    app = await protect(person.client, PASSWORD)
    kept = str(await execute(service.settings, "SELECT * FROM factors, recovery_codes"))
    assert app.secret not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in app.recovery_codes)
