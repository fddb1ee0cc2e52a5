"""The service about itself, and its documentation."""

import re

import pytest
from jwt import PyJWK, decode

from gatehouse.core.version import VERSION
from tests.support.answers import problem
from tests.support.service import DOCUMENT


class TestRoot:
    async def test_what_this_is(self, service):
        info = (await service.client().get("/")).json()
        assert (info["name"], info["version"]) == ("Gatehouse", VERSION)
        assert {sdk["language"] for sdk in info["sdks"]} == {"typescript", "rust", "go", "nushell"}

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
        [key] = response.json()["keys"]
        claims = decode(
            person.tokens["access_token"], PyJWK(key), ["EdDSA"], audience="gatehouse", issuer="gatehouse"
        )
        assert claims["sub"] == person.user["uuid"]

    async def test_nothing_private_is_in_it(self, service):
        [key] = (await service.client().get("/.well-known/jwks.json")).json()["keys"]
        assert key.keys() == {"kty", "crv", "x", "kid", "use", "alg"}


class TestDocs:
    async def test_the_document_as_it_is(self, service):
        response = await service.client().get("/openapi.json")
        assert response.headers["content-type"] == "application/json"
        assert response.json() == DOCUMENT.raw

    async def test_everything_the_page_needs_is_served_from_here(self, service):
        client = service.client()
        page = await client.get("/docs")
        assert page.headers["content-type"].startswith("text/html")
        wanted = re.findall(r'(?:src|href)="([^"]+)"', page.text)
        assert len(wanted) >= 4
        for path in wanted:
            assert path.startswith("/docs/")
            assert (await client.get(path)).status_code == 200
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "http" not in page.text

    @pytest.mark.parametrize("path", ["/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css"])
    async def test_no_source_map_is_promised(self, service, path):
        assert "sourceMappingURL" not in (await service.client().get(path)).text

    @pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/docs/swagger-ui.css", "/docs/start.js"])
    async def test_they_can_be_turned_off(self, start_service, path):
        service = await start_service(docs_enabled=False)
        assert problem(await service.client().get(path)) == (404, "not_found")

    async def test_links_to_them_are_off_too(self, start_service):
        service = await start_service(docs_enabled=False)
        links = (await service.client().get("/")).json()["links"]
        assert (links["docs"], links["openapi"]) == (None, None)

    @pytest.mark.parametrize("method", ["POST", "DELETE"])
    async def test_they_can_only_be_read(self, service, method):
        assert problem(await service.client().request(method, "/docs")) == (404, "not_found")
