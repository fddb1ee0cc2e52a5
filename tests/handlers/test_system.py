"""The service about itself, and its documentation."""

import re
import subprocess
import sys
from urllib.parse import urljoin

import pytest
from jwt import PyJWK, decode

from gatehouse.core.version import VERSION
from tests.support.answers import problem
from tests.support.service import DOCUMENT


class TestRoot:
    async def test_what_this_is(self, service):
        info = (await service.client().get("/")).json()
        assert (info["name"], info["version"]) == ("Gatehouse", VERSION)
        assert {sdk["language"] for sdk in info["sdks"]} == {"typescript", "rust", "go", "python", "nushell"}

    async def test_its_links_lead_somewhere(self, service):
        client = service.client()
        links = (await client.get("/")).json()["links"]
        assert [(await client.get(link)).status_code for link in links.values()] == [200] * 4


class TestHealth:
    async def test_each_dependency_by_name(self, service):
        health = (await service.client().get("/health")).json()
        assert (health["status"], health["database"], health["version"]) == ("ok", "up", VERSION)
        assert health["dependencies"]["database"]["state"] == "up"
        assert health["dependencies"]["database"]["latency_ms"] >= 0

    async def test_alive_and_ready(self, service):
        client = service.client()
        assert (await client.get("/health/live")).json() == {"status": "alive"}
        assert (await client.get("/health/ready")).json() == {"status": "ready"}

    async def test_a_body_that_nobody_asked_for_is_not_looked_at(self, service):
        response = await service.client().request("GET", "/health/live", json={"a": 1})
        assert response.json() == {"status": "alive"}


class TestJwks:
    async def test_access_tokens_can_be_verified_offline(self, service):
        person = await service.person()
        response = await service.client().get("/.well-known/jwks.json")
        assert response.headers["cache-control"] == "public, max-age=300"
        key = response.json()["keys"][0]
        claims = decode(
            person.tokens["access_token"], PyJWK(key), ["EdDSA"], audience="gatehouse", issuer="gatehouse"
        )
        assert claims["sub"] == person.user["uuid"]

    async def test_nothing_private_is_in_it(self, service):
        keys = (await service.client().get("/.well-known/jwks.json")).json()["keys"]
        every = {"kty", "kid", "use", "alg"}
        assert {key["alg"]: key.keys() - every for key in keys} == {
            "EdDSA": {"crv", "x"},
            "ES256": {"crv", "x", "y"},
            "RS256": {"n", "e"},
        }


class TestDocs:
    async def test_the_document_as_it_is(self, service):
        response = await service.client().get("/openapi.json")
        assert response.headers["content-type"] == "application/json"
        assert response.json() == DOCUMENT.raw

    @pytest.mark.parametrize(("path", "other"), [("/docs", "/redoc"), ("/redoc", "/docs")])
    async def test_everything_a_page_needs_is_served_from_here(self, service, path, other):
        client = service.client()
        page = await client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        wanted = {urljoin(path, link) for link in re.findall(r'(?:src|href)="([^"]+)"', page.text)}
        assert wanted > {other, "/openapi.json", "/docs/favicon.svg"}
        for link in wanted:
            assert (await client.get(link)).status_code == 200
        assert "http" not in page.text

    @pytest.mark.parametrize("path", ["/docs/swagger-ui.css", "/redoc/redoc.standalone.js"])
    async def test_no_source_map_is_promised(self, service, path):
        assert "sourceMappingURL" not in (await service.client().get(path)).text[-200:]

    @pytest.mark.parametrize("path", ["/docs", "/docs/swagger-ui-bundle.js", "/openapi.json"])
    @pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5"])
    async def test_it_is_compressed_for_whoever_reads_that(self, service, path, accepted):
        plain = await service.client(**{"Accept-Encoding": "identity"}).get(path)
        packed = await service.client(**{"Accept-Encoding": accepted}).get(path)
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.content == plain.content  # the client unpacked it
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"

    @pytest.mark.parametrize("accepted", ["gzip;q=0", "gzip; q=0.000, br", "br", "x-gzipped"])
    async def test_it_is_not_compressed_for_others(self, service, accepted):
        answer = await service.client(**{"Accept-Encoding": accepted}).get("/docs")
        assert "content-encoding" not in answer.headers

    @pytest.mark.parametrize("path", ["/docs", "/redoc"])
    async def test_a_trailing_slash_leads_to_the_page(self, service, path):
        answer = await service.client().get(f"{path}/")
        assert answer.status_code == 308
        assert urljoin(f"{path}/", answer.headers["location"]) == path

    @pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/docs/swagger-ui-bundle.js"])
    async def test_head_is_answered_as_get_is(self, service, path):
        client = service.client()
        head, get = await client.head(path), await client.get(path)
        assert (head.status_code, head.headers["content-length"]) == (200, get.headers["content-length"])

    @pytest.mark.parametrize(
        "path",
        ["/docs", "/docs/", "/redoc", "/redoc/", "/openapi.json", "/docs/swagger-ui.css", "/redoc/redoc.js"],
    )
    async def test_they_can_be_turned_off(self, start_service, path):
        service = await start_service(docs_enabled=False)
        assert problem(await service.client().get(path)) == (404, "not_found")

    def test_the_framework_that_their_files_come_with_is_not_loaded(self):
        code = "import sys, gatehouse.app as a; a.Docs(0, a.load(a.OPENAPI)); print('fastapi' in sys.modules)"
        assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"

    async def test_links_to_them_are_off_too(self, start_service):
        service = await start_service(docs_enabled=False)
        links = (await service.client().get("/")).json()["links"]
        assert (links["docs"], links["openapi"]) == (None, None)

    @pytest.mark.parametrize("method", ["POST", "DELETE"])
    @pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
    async def test_they_can_only_be_read(self, service, method, path):
        assert problem(await service.client().request(method, path)) == (404, "not_found")
