import asyncio

import pytest

from gatehouse.core.mail import MailNotSent
from tests.support.clock import pass_time, stop_time
from tests.support.database import execute
from tests.support.mails import sent, subjects
from tests.support.waiting import until_found


def ask(service, user):
    return service.client().post("/auth/password/reset", json={"email": user["email"]})


async def attempts(service, at_least):
    """The mails that wait, once so many attempts were made to send one."""
    return await until_found(service.settings, "SELECT * FROM outbox WHERE attempts >= $1", at_least)


@pytest.fixture
def broken(service, monkeypatch):
    """The mail server is away, until the tool it returns is called."""
    works = service.mailer.send

    def mend():
        monkeypatch.setattr(service.mailer, "send", works)

    def break_with(error):
        async def fail(_message):
            raise error

        monkeypatch.setattr(service.mailer, "send", fail)
        return mend

    return break_with


FAILURES = [MailNotSent("mail server is away"), RuntimeError("a bug in a mailer"), TimeoutError()]


class TestPostman:
    @pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
    async def test_a_mail_outlives_a_failing_mailer(self, service, broken, monkeypatch, failure):
        user, other = await service.register(), await service.register()
        stop_time(monkeypatch)
        mend = broken(failure)
        response = await ask(service, user)
        await attempts(service, 1)
        mend()
        pass_time(monkeypatch, seconds=5)
        await ask(service, other)
        assert response.status_code == 202
        assert await subjects(service, user["email"]) == ["Reset your password"]
        assert await subjects(service, other["email"]) == ["Reset your password"]

    async def test_one_that_cannot_be_sent_does_not_hold_up_the_others(self, service, monkeypatch):
        works, (bad, good) = service.mailer.send, [await service.register() for _ in range(2)]

        async def send(message):
            if message.recipient == bad["email"]:
                raise MailNotSent("no such mailbox")
            await works(message)

        monkeypatch.setattr(service.mailer, "send", send)
        await ask(service, bad)
        await ask(service, good)
        assert (await service.mailer.wait_for(good["email"])).subject == "Reset your password"
        (waiting,) = await attempts(service, 1)
        assert waiting["recipient"] == bad["email"]

    async def test_it_is_not_tried_before_it_is_due(self, service, broken, monkeypatch):
        user, other = await service.register(), await service.register()
        stop_time(monkeypatch)
        mend = broken(MailNotSent("away"))
        await ask(service, user)
        await attempts(service, 1)
        mend()
        pass_time(monkeypatch, seconds=4)
        await ask(service, other)
        await service.mailer.wait_for(other["email"])
        assert [message.recipient for message in service.mailer.sent] == [other["email"]]

    async def test_a_clock_that_was_ahead_holds_up_no_first_attempt(self, service):
        """Until a server has noticed that its clock had stepped, what it queues is for later."""
        early, other = await service.register(), await service.register()
        sql = (
            "INSERT INTO outbox (kind, recipient, details, created_at, attempts, due_at) VALUES "
            "('password_changed', $1, '{\"username\": \"early\"}', now(), 0, now() + interval '1 hour')"
        )
        await execute(service.settings, sql, early["email"])
        await ask(service, other)
        assert await subjects(service, early["email"]) == ["Your password was changed"]

    async def test_pauses_grow_up_to_an_hour(self, service, broken, monkeypatch):
        user, other = await service.register(), await service.register()
        moment = stop_time(monkeypatch)
        broken(MailNotSent("away"))
        await ask(service, user)
        pauses, passed = [], 0
        for attempt in range(1, 13):
            (mail, *_) = await attempts(service, attempt)
            pauses.append(int((mail["due_at"] - moment).total_seconds()) - passed)
            passed += pauses[-1]
            pass_time(monkeypatch, seconds=pauses[-1])
            await ask(service, other)
            await execute(service.settings, "DELETE FROM outbox WHERE recipient = $1", other["email"])
        assert pauses == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]

    async def test_the_link_works_until_its_token_expires_however_late_it_comes(
        self, service, broken, monkeypatch
    ):
        user, other = await service.register(), await service.register()
        stop_time(monkeypatch)
        mend = broken(MailNotSent("away"))
        await ask(service, user)
        await attempts(service, 1)
        mend()
        pass_time(monkeypatch, minutes=59)
        await ask(service, other)
        token = await service.mailed_token(user["email"])
        body = {"token": token, "new_password": "Quite-Different-8"}
        assert (await service.client().post("/auth/password/reset/confirm", json=body)).status_code == 204

    async def test_the_outbox_has_no_token(self, service, broken, monkeypatch):
        user, other = await service.register(), await service.register()
        stop_time(monkeypatch)
        mend = broken(MailNotSent("away"))
        await ask(service, user)
        (mail,) = await attempts(service, 1)
        mend()
        pass_time(monkeypatch, seconds=5)
        await ask(service, other)
        token = await service.mailed_token(user["email"])
        assert token.removeprefix("go_") not in str(dict(mail))

    async def test_each_mail_is_sent_once_by_several_processes(self, service, start_service):
        other = await start_service()
        users = [await service.register() for _ in range(8)]
        requests = [ask(process, user) for user in users for process in (service, other)]
        await asyncio.gather(*requests)
        await sent(service)
        recipients = [message.recipient for process in (service, other) for message in process.mailer.sent]
        texts = {message.text for process in (service, other) for message in process.mailer.sent}
        assert sorted(recipients) == sorted(user["email"] for user in users for _ in range(2))
        assert len(texts) == 16

    async def test_nothing_is_mailed_for_what_was_rolled_back(self, service):
        person, other = await service.person(), await service.person()
        body = {"password": person.password, "new_email": other.user["email"]}
        await person.client.post("/users/me/change-email", json=body)
        assert await subjects(service, person.user["email"]) == []
        assert await subjects(service, other.user["email"]) == []
