"""The client in a page of another origin, against the real service, in a real browser."""

import re
from collections.abc import AsyncIterator, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

from gatehouse.core.settings import Settings
from tests.sdk.typescript.bundling import Bundler
from tests.support.server import Server, another_database, serving
from tests.support.service import PASSWORD
from tests.support.threads import handling

_PAGE = Path(__file__).with_name("page.js").read_text()
_HTML = (
    '<!doctype html><meta charset="utf-8"><title>A site</title><script type="module" src="page.js"></script>'
)
_VISIT = (
    "const done = arguments[1]; visit(arguments[0]).then(done, (error) => done({ failed: String(error) }));"
)
_WHOLE = 'import { GatehouseClient } from "@gatehouse/client"; globalThis.client = new GatehouseClient();'
_ONE = """
    import { bearer, createTransport, meGet } from "@gatehouse/client/standalone";
    globalThis.me = meGet(createTransport({ baseUrl: "/", auth: bearer("token") }));
"""
_SCHEMA = 'import { UserSchema } from "@gatehouse/client/zod"; globalThis.schema = UserSchema;'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Say nothing."""


@pytest.fixture(scope="module")
def site(bundler: Bundler, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a site whose page has the client in it."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "page.js").write_bytes(bundler.bundle("page of the browser test", _PAGE))
    (folder / "index.html").write_text(_HTML)
    with handling(partial(_Quiet, directory=str(folder))) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
async def service(
    site: str, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """The service, which lets pages of the site in."""
    own = await another_database(settings, "sdk_browser")
    log = tmp_path_factory.mktemp("log") / "browser"
    async with serving(own, log, workers=1, allowed_origins=[site]) as server:
        yield server


async def test_a_page_uses_the_service(browser: webdriver.Chrome, site: str, service: Server) -> None:
    admin = await service.admin()
    before = _renewals(service)
    browser.get(site)
    browser.set_script_timeout(60)
    seen = browser.execute_async_script(
        _VISIT,
        {
            "baseUrl": service.url,
            "newcomer": {"email": "grace@example.com", "username": "grace", "password": PASSWORD},
            "admin": {"email": admin.user["email"], "password": admin.password},
        },
    )
    assert {"grace@example.com", admin.user["email"]} <= set(seen.pop("emails"))
    assert seen == {
        "registered": "grace@example.com",
        "conflict": {
            "isConflict": True,
            "kind": "problem",
            "code": "email_taken",
            "status": 409,
            "hasRequestId": True,
        },
        "owners": [admin.user["email"]] * 3,
        "isRenewed": True,
    }
    assert _renewals(service) - before == 1


def test_a_bundle_has_what_is_used(bundler: Bundler) -> None:
    whole = bundler.bundle("the whole client", _WHOLE)
    one = bundler.bundle("one operation", _ONE)
    assert len(one) < len(whole) / 2


def test_zod_comes_with_its_own_entry_only(bundler: Bundler) -> None:
    assert b"looseObject" not in bundler.bundle("the whole client", _WHOLE)
    assert len(bundler.bundle("one zod schema", _SCHEMA)) > len(bundler.bundle("one operation", _ONE))


def _renewals(server: Server) -> int:
    """How many pairs were renewed so far, as the access log has it."""
    return len(re.findall(r'"operation": ?"auth\.refresh"', server.quiet_log()))
