"""Strangers can have somebody sent a few emails of each kind, and only the newest link is good."""

import pytest

from tests.support.answers import problem, told
from tests.support.clock import pass_time, stop_time
from tests.support.mails import sent, subjects
from tests.support.service import PASSWORD

VICTIM = "victim@example.com"
RESET, VERIFY = "/auth/password/reset", "/auth/email/verify/request"


async def ask(service, path, times, email=VICTIM):
    """From a new address each time, as whoever floods a mailbox does."""
    body = {"email": email}
    return [await service.client(f"203.0.113.{n + 1}").post(path, json=body) for n in range(times)]


def tokens(service, recipient=VICTIM):
    mails = [mail.text for mail in service.mailer.sent if mail.recipient == recipient]
    return [text.partition("#token=")[2].split()[0] for text in mails if "#token=" in text]


@pytest.mark.parametrize("path", [RESET, VERIFY])
async def test_forty_requests_are_three_emails(service, path):
    await service.register(email=VICTIM)
    answers = await ask(service, path, 40)
    assert {answer.status_code for answer in answers} == {202}
    assert len(await subjects(service, VICTIM)) == 3


@pytest.mark.parametrize("path", [RESET, VERIFY])
async def test_the_answer_does_not_say_so(service, path, monkeypatch):
    stop_time(monkeypatch)
    await service.register(email=VICTIM)
    assert len({str(told(answer)) for answer in await ask(service, path, 5)}) == 1


async def test_spellings_of_an_address_are_one(service):
    await service.register(email=VICTIM)
    for spelling in (VICTIM, VICTIM.upper(), "Victim@Example.COM."):
        await ask(service, RESET, 2, spelling)
    assert len(await subjects(service, VICTIM)) == 3


async def test_there_is_another_one_a_while_later(service, monkeypatch):
    await service.register(email=VICTIM)
    await ask(service, RESET, 4)
    await sent(service)
    pass_time(monkeypatch, minutes=20)
    await ask(service, RESET, 2)
    assert len(await subjects(service, VICTIM)) == 4


async def test_the_newest_link_is_the_only_one(service):
    user = await service.register(email=VICTIM)
    await ask(service, RESET, 3)
    await sent(service)
    bodies = [{"token": token, "new_password": "Another-Gate-8"} for token in tokens(service)]
    answers = [await service.client().post(f"{RESET}/confirm", json=body) for body in bodies]
    assert [answer.status_code for answer in answers] == [422, 422, 204]
    await service.login(user, "Another-Gate-8")


async def test_a_flood_leaves_the_last_link_usable(service):
    """Whoever uses up the emails of somebody has not locked them out: the link is in their mailbox."""
    await service.register(email=VICTIM)
    await ask(service, RESET, 40)
    await sent(service)
    body = {"token": tokens(service)[-1], "new_password": "Another-Gate-8"}
    assert (await service.client().post(f"{RESET}/confirm", json=body)).status_code == 204


async def test_an_invitation_outlives_a_reset_that_a_stranger_asks_for(service):
    admin = await service.admin()
    await admin.client.post("/users", json={"email": VICTIM, "username": "victim"})
    await ask(service, RESET, 1)
    await sent(service)
    invitation, _ = tokens(service)
    body = {"token": invitation, "new_password": "Another-Gate-8"}
    assert (await service.client().post(f"{RESET}/confirm", json=body)).status_code == 204


@pytest.mark.parametrize("path", [RESET, VERIFY])
async def test_requests_before_there_is_an_account_take_nothing_from_it(service, path):
    await ask(service, path, 10)
    await sent(service)
    await service.register(email=VICTIM)
    await ask(service, path, 1)
    assert len(await subjects(service, VICTIM)) == 1


async def test_one_kind_takes_nothing_from_another(service):
    await service.register(email=VICTIM)
    await ask(service, VERIFY, 5)
    await ask(service, RESET, 1)
    assert (await subjects(service, VICTIM))[-1] == "Reset your password"


async def test_registering_again_and_again(service, start_service):
    await service.register(email=VICTIM)
    verifying = await start_service(require_email_verification=True)
    for number in range(5):
        body = {"email": VICTIM, "username": f"again-{number}", "password": PASSWORD}
        answer = await verifying.client().post("/auth/register", json=body)
        assert answer.status_code == 202
    assert len(await subjects(verifying, VICTIM)) == 3


async def test_nobody_has_somebody_flooded_by_changing_to_their_address(service):
    answers = []
    for _ in range(2):
        person = await service.person()
        body = {"new_email": VICTIM, "password": PASSWORD}
        answers += [await person.client.post("/users/me/change-email", json=body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert problem(answers[-1]) == (429, "rate_limited")
    assert answers[-1].headers["retry-after"] == "1200"
    assert len(await subjects(service, VICTIM)) == 3
