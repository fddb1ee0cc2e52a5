"""The pages that mailed links lead to, without JavaScript."""

import pytest

from gatehouse.pages import PAGES

NEW_PASSWORD = "Quite-Different-8"


async def test_from_the_mail_to_the_sign_in(service):
    user = await service.register()
    client = service.client()
    asked = await client.post("/reset-password", data={"email": user["email"]})
    form = {"token": await service.mailed_token(user["email"]), "new_password": NEW_PASSWORD}
    assert asked.status_code == 200
    assert (await client.post("/reset-password", data=form)).status_code == 200
    await service.login(user, NEW_PASSWORD)
    again = await client.post("/reset-password", data=form)
    assert again.status_code == 422
    assert "has expired or was already used" in again.text


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_escapes_what_it_was_given(service, path):
    form = {"token": '"><script>alert(1)</script>', "new_password": NEW_PASSWORD}
    response = await service.client().post(path, data=form)
    assert response.status_code == 422
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;" in response.text
    assert "script-src 'self';" in response.headers["content-security-policy"]


async def test_names_the_rules_a_password_breaks(service):
    form = {"token": "go_" + "x" * 40, "new_password": "short"}
    response = await service.client().post("/accept-invitation", data=form)
    assert response.status_code == 422
    assert "Too short: at least 8 characters." in response.text


@pytest.mark.parametrize("path", PAGES)
async def test_a_frontend_takes_their_place(start_service, path):
    service = await start_service(frontend_url="https://app.example.com")
    assert (await service.client().get(path)).status_code == 404
