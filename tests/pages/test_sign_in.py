"""Signing in and out with a browser, without JavaScript."""

from tests.support.pages import browser_of


class TestWithAPassword:
    async def test_leads_to_the_account_and_is_a_session_like_any_other(self, service):
        user = await service.register()
        browser = browser_of(service)
        page = await browser.sign_in(user)
        assert page.history[0].status_code == 303
        assert page.history[0].headers["location"] == "/account"
