"""Tokens in mails: they work once, for one account and one address, and lead where they should."""

import asyncio
from urllib.parse import urlsplit

import httpx

from tests.attack.blackbox.expect import expect, fall
from tests.attack.blackbox.suite import Fallen, Family
from tests.attack.blackbox.target import Person, Target

FAMILY = Family("recovery", parallel=4)
_RESET, _CONFIRM = "/auth/password/reset", "/auth/password/reset/confirm"
_INVALID = (422, "one_time_token_invalid")
_MANY, _MOST_MAILS = 20, 5
_MAIL_SECONDS = 2
_RACES = 6


async def _asked(target: Target, email: str) -> str:
    """The token of a reset."""
    expect(await target.caller().post(_RESET, json={"email": email}), 202)
    return await target.mailbox.token_to(email, "/reset-password")


async def _confirmed(target: Target, token: str) -> httpx.Response:
    body = {"token": token, "new_password": target.secret()}
    return await target.caller().post(_CONFIRM, json=body)


async def _moved(target: Target, person: Person) -> str:
    """The token that makes another address theirs."""
    address = f"{target.name()}@example.com"
    body = {"new_email": address, "password": person.password}
    expect(await person.caller.post("/users/me/change-email", json=body), 202)
    return await target.mailbox.token_to(address, "#token=")


@FAMILY.case("a reset token works once", quick=True)
async def _once(target: Target) -> None:
    person = await target.person()
    token = await _asked(target, person.email)
    expect(await _confirmed(target, token), 204)
    expect(await _confirmed(target, token), _INVALID)


@FAMILY.case("the newest reset voids those before")
async def _newest(target: Target) -> None:
    person = await target.person()
    first = await _asked(target, person.email)
    expect(await target.caller().post(_RESET, json={"email": person.email}), 202)
    await target.mailbox.until(person.email, 2)
    expect(await _confirmed(target, first), _INVALID)


@FAMILY.case("no reset token outlives the address it was sent to")
async def _address_changed(target: Target) -> None:
    person = await target.person()
    token = await _asked(target, person.email)
    body = {"email": f"{target.name()}@example.com"}
    expect(await target.admin.patch(f"/users/{person.id}", json=body), 200)
    expect(await _confirmed(target, token), _INVALID)


@FAMILY.case("the former mailbox gets nothing out of a race with a change of address")
async def _former_mailbox(target: Target) -> None:
    for _ in range(_RACES):
        person = await target.person()
        token = await _moved(target, person)
        caller = target.caller()
        await asyncio.gather(
            caller.post("/users/me/change-email/confirm", json={"token": token}),
            *(caller.post(_RESET, json={"email": person.email}) for _ in range(3)),
        )
        await asyncio.sleep(_MAIL_SECONDS)
        for message in target.mailbox.mails_to(person.email):
            if "/reset-password" in message.text:
                expect(await _confirmed(target, target.mailbox.token_in(message)), _INVALID)


@FAMILY.case("nobody is flooded with mails")
async def _flood(target: Target) -> None:
    person = await target.person()
    await target.mailbox.until(person.email, 0)
    for _ in range(_MANY):
        answer = expect(await target.caller().post(_RESET, json={"email": person.email}), 202)
    await asyncio.sleep(_MAIL_SECONDS)
    if (sent := len(target.mailbox.mails_to(person.email))) > _MOST_MAILS:
        raise fall(answer, f"at most {_MOST_MAILS} mails after {_MANY} requests; there were {sent}")


@FAMILY.case("links lead to the service, whatever the caller says", quick=True)
async def _links(target: Target) -> None:
    headers = {
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X-Original-Host": "evil.example",
    }
    person = await target.person()
    caller = target.caller(headers)
    expect(await caller.post(_RESET, json={"email": person.email}), 202)
    (message,) = await target.mailbox.until(person.email, 1)
    if "evil" in message.text + message.html:
        raise Fallen(
            f"POST {_RESET} | {headers}", "a mail that mentions evil.example", "a link to the service"
        )


@FAMILY.case("the former address is told of a change by an administrator")
async def _told(target: Target) -> None:
    person = await target.person()
    await target.mailbox.until(person.email, 0)
    body = {"email": f"{target.name()}@example.com"}
    answer = expect(await target.admin.patch(f"/users/{person.id}", json=body), 200)
    await asyncio.sleep(_MAIL_SECONDS)
    if not target.mailbox.mails_to(person.email):
        raise fall(answer, f"a mail to {person.email}, which was theirs until now")


@FAMILY.case("who registers the address of another does not keep their password there")
async def _registered_before(target: Target) -> None:
    """The owner confirms the address; whoever chose the password first must not get in."""
    url, email, password = target.verifying(), f"{target.name()}@example.com", target.secret()
    thief = target.caller(url=url)
    body = {"email": email, "username": target.name(), "password": password}
    expect(await thief.post("/auth/register", json=body), 202)
    token = await target.mailbox.token_to(email, "#token=")
    expect(await target.caller(url=url).post("/auth/email/verify", json={"token": token}), 204, 422)
    answer = await thief.post("/auth/login", json={"email": email, "password": password})
    expect(answer, 401, 403)


@FAMILY.case("what is read in a mail is not in an address that gets logged")
async def _fragments(target: Target) -> None:
    person = await target.person()
    await _asked(target, person.email)
    for message in target.mailbox.mails_to(person.email):
        for word in message.text.split():
            parts = urlsplit(word)
            if (
                parts.scheme.startswith("http")
                and target.mailbox.token_in(message) in parts.path + parts.query
            ):
                raise Fallen(
                    f"POST {_RESET}", "a link with the token in its path or query", "in its fragment"
                )
