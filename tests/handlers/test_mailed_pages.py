"""The pages that mailed links lead to, without JavaScript."""

import pytest

from gatehouse.pages.mailed import PAGES
from tests.support.pages import browser_of

NEW_PASSWORD = "Quite-Different-8"
REQUEST = 1  # the form that asks for another mail


async def test_from_the_mail_to_the_sign_in(service):
    user = await service.register()
    browser = browser_of(service)
    await browser.open("/reset-password")
    asked = await browser.send({"email": user["email"]}, REQUEST)
    form = {"token": await service.mailed_token(user["email"]), "new_password": NEW_PASSWORD}
    assert asked.status_code == 200
    await browser.open("/reset-password")
    assert (await browser.send(form)).status_code == 200
    await service.login(user, NEW_PASSWORD)
    await browser.open("/reset-password")
    again = await browser.send(form)
    assert again.status_code == 422
    assert "has expired or was already used" in again.text


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_escapes_what_it_was_given(service, path):
    browser = browser_of(service)
    await browser.open(path)
    response = await browser.send({"token": '"><script>alert(1)</script>', "new_password": NEW_PASSWORD})
    assert response.status_code == 422
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;" in response.text
    assert "script-src 'self';" in response.headers["content-security-policy"]


async def test_names_the_rules_a_password_breaks(service):
    browser = browser_of(service)
    await browser.open("/accept-invitation")
    response = await browser.send({"token": "go_" + "x" * 40, "new_password": "short"})
    assert response.status_code == 422
    assert "Too short: at least 8 characters." in response.text


@pytest.mark.parametrize("path", PAGES)
async def test_a_frontend_takes_their_place(start_service, path):
    service = await start_service(frontend_url="https://app.example.com")
    assert (await service.client().get(path)).status_code == 404
