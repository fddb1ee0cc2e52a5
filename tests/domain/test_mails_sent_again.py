"""A mail that is sent again can be recognised, and one that is refused for good is not sent again."""

import pytest
from structlog.testing import capture_logs

from gatehouse.core import metrics
from gatehouse.core.mail import MailNotSent, MailRefused
from tests.support.clock import pass_time, stop_time
from tests.support.database import execute
from tests.support.mails import sent
from tests.support.waiting import until_found


def ask(service, user):
    return service.client().post("/auth/password/reset", json={"email": user["email"]})


@pytest.fixture
def tried(service, monkeypatch):
    """Every mail that was handed over, the first ones with these outcomes."""
    messages, works = [], service.mailer.send

    def fail_with(*outcomes):
        failures = list(outcomes)

        async def send(message):
            messages.append(message)
            await works(message)
            if failures:
                raise failures.pop(0)

        monkeypatch.setattr(service.mailer, "send", send)
        return messages

    return fail_with


async def test_it_has_the_same_key_if_the_answer_came_too_late(service, tried, monkeypatch):
    user, other = await service.register(), await service.register()
    stop_time(monkeypatch)
    messages = tried(MailNotSent("timed out"))
    await ask(service, user)
    await until_found(service.settings, "SELECT FROM outbox WHERE attempts = 1")
    pass_time(monkeypatch, seconds=5)
    await ask(service, other)
    await sent(service)
    first, second = [message for message in messages if message.recipient == user["email"]]
    assert first.key == second.key
    assert len({message.key for message in messages}) == 2
    assert len(first.key) == 32


async def test_it_is_another_key_when_ids_are_counted_anew(service, tried):
    user, messages = await service.register(), tried()
    await ask(service, user)
    await sent(service)
    await execute(service.settings, "TRUNCATE outbox RESTART IDENTITY")
    await ask(service, user)
    await sent(service)
    assert len({message.key for message in messages}) == 2


async def test_what_is_refused_for_good_is_counted_and_not_tried_again(service, tried):
    user = await service.register()
    before = _count("refused")
    messages = tried(MailRefused("mail server mx:25 answered 550 (SMTPRecipientsRefused)"))
    with capture_logs() as logs:
        await ask(service, user)
        await sent(service)
    assert len(messages) == 1
    assert _count("refused") == before + 1
    (line,) = [line for line in logs if line["event"] == "mail_refused"]
    assert "answered 550" in line["reason"]
    assert user["email"] not in str(line)


def _count(result):
    return metrics.EMAILS.labels(result)._value.get()
