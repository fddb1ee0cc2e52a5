"""What a stranger says about hosts and names decides nothing about links, headers and mails."""

import pytest

from gatehouse.contract.reader import JSON
from tests.support.answers import problem
from tests.support.conformance import example_body, example_path
from tests.support.service import DOCUMENT, PASSWORD

EVIL = "evil.example"
FORGED = {
    "Host": EVIL,
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Original-URL": f"https://{EVIL}/",
    "Forwarded": f"host={EVIL};proto=https",
    "Referer": f"https://{EVIL}/",
    "Origin": f"https://{EVIL}",
}
LINES = ["\r\nBcc: eve@evil.example", "\nBcc: eve@evil.example", "%0d%0aBcc:eve@evil.example", "\r\n\r\nevil"]


@pytest.fixture
async def any_host(start_service):
    """Where a stranger may try every operation without a pause."""
    url = "https://accounts.example.com"
    return await start_service(allowed_hosts=["*"], public_url=url, rate_limit_enabled=False)


async def test_no_answer_repeats_a_forged_host(any_host):
    admin = await any_host.admin()
    for operation in DOCUMENT.operations:
        signed_in = await any_host.login(admin.user)
        client = any_host.client(**signed_in.bearer, **FORGED)
        body = {"json": example_body(DOCUMENT, operation)} if JSON in operation.body else {}
        response = await client.request(operation.method, example_path(DOCUMENT, operation), **body)
        assert EVIL not in f"{response.headers} {response.text}", operation.id
        assert response.headers.get("location", "/").startswith("/"), operation.id


async def test_mails_lead_where_the_settings_say(any_host):
    user = await any_host.register()
    forger = any_host.client(**FORGED)
    await forger.post("/auth/password/reset", json={"email": user["email"]})
    await forger.post("/auth/email/verify/request", json={"email": user["email"]})
    for containing in ("/reset-password#", "/verify-email#"):
        mail = await any_host.mailer.wait_for(user["email"], containing)
        assert f"https://accounts.example.com{containing}" in mail.text
        assert EVIL not in mail.text


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    "hostile",
    [
        lambda line: {"email": f"eve{line}@example.com"},
        lambda line: {"email": f"eve@example.com{line}"},
        lambda line: {"username": f"eve{line}"},
    ],
    ids=["in the address", "after the address", "in the username"],
)
async def test_no_name_that_is_mailed_has_a_second_line(service, hostile, line):
    admin = await service.admin()
    body = {"email": "eve@example.com", "username": "eve", **hostile(line)}
    response = await admin.client.post("/users", json=body)
    assert problem(response) == (422, "validation_failed")


async def test_a_full_name_is_in_no_mail(service):
    """Otherwise a stranger could have us mail their words, and their link, to anybody."""
    person = await service.person(full_name=f"You have won, see https://{EVIL}/")
    email = person.user["email"]
    await service.client().post("/auth/password/reset", json={"email": email})
    await person.client.post(
        "/users/me/change-email", json={"new_email": "new@example.com", "password": PASSWORD}
    )
    body = {"current_password": PASSWORD, "new_password": "Another-Gate-8"}
    await person.client.post("/users/me/change-password", json=body)
    await service.mailer.wait_for(email, "Your password was changed")
    assert len(service.mailer.sent) >= 4
    for mail in service.mailer.sent:
        assert EVIL not in f"{mail.recipient} {mail.subject} {mail.text}"
