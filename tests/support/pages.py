"""What a browser without JavaScript does with pages: it follows links, keeps cookies and sends forms."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.support.service import PASSWORD, Service


class _Forms(HTMLParser):
    """The forms of a page: where each is sent, and what its fields say."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given["action"], {}))
        elif tag == "input" and self.found and (given.get("type") != "checkbox" or "checked" in given):
            self.found[-1][1][given["name"]] = given.get("value", "")


class Browser:
    """One browser; `page` is the answer that it shows."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.page = httpx.Response(200)

    @property
    def path(self) -> str:
        return urlsplit(str(self.page.url)).path

    @property
    def text(self) -> str:
        return self.page.text

    async def open(self, address: str) -> httpx.Response:
        self.page = await self.client.get(address, follow_redirects=True)
        return self.page

    async def send(self, fields: dict[str, Any] | None = None, form: int = 0, to: str = "") -> httpx.Response:
        """Fill in a form of the page: the first of those that are sent `to` an address, if one is named."""
        forms = [each for each in _Forms(self.page.text).found if not to or each[0] == to]
        action, hidden = forms[form]
        self.page = await self.client.post(action, data={**hidden, **(fields or {})}, follow_redirects=True)
        return self.page

    def fields(self, form: int = 0) -> dict[str, str]:
        return _Forms(self.page.text).found[form][1]

    async def sign_in(self, user: dict[str, Any], password: str = PASSWORD) -> httpx.Response:
        await self.open("/sign-in")
        return await self.sign_in_here(user, password)

    @property
    def _onward(self) -> str:
        return self.text.partition('content="0;url=')[2].partition('"')[0].replace("&amp;", "&")

    async def go_on(self) -> httpx.Response:
        """Go where a page leads by itself."""
        return await self.open(self._onward)

    async def follow(self) -> httpx.Response:
        """As `go_on`, but only to the next address."""
        self.page = await self.client.get(self._onward)
        return self.page

    async def sign_in_here(self, user: dict[str, Any], password: str = PASSWORD) -> httpx.Response:
        return await self.send({"identifier": user["email"], "password": password})


def browser_of(service: Service, **headers: str) -> Browser:
    return Browser(service.client(**headers))
