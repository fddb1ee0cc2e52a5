"""nginx as it is shipped, with real nodes behind it."""

import asyncio
import json
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import httpx
import pytest

from gatehouse.contract.schemas import Validator
from gatehouse.core.settings import Settings
from tests.deploy import edge
from tests.support.database import execute, url_of
from tests.support.service import DOCUMENT, PASSWORD

NOBODY = {"email": "ada@example.com", "username": "ada", "password": PASSWORD}
PROBLEM = Validator(DOCUMENT, {"$ref": "#/components/schemas/Problem"})


@asynccontextmanager
async def locked_users(settings: Settings) -> AsyncIterator[None]:
    """While this is open, every request that reads or writes a user waits in the database."""
    connection = await asyncpg.connect(url_of(settings))
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE")
            yield
    finally:
        await connection.close()


def nodes_asked(front: edge.Edge, path: str) -> list[int]:
    """How many nodes nginx sent each request of this path to."""
    lines = [json.loads(line) for line in front.log.splitlines()]
    return [len(line["node"].split(",")) for line in lines if line["path"] == path]


async def accounts(settings: Settings) -> int:
    return int((await execute(settings, "SELECT count(*) FROM users"))[0][0])


async def signed_in(client: httpx.AsyncClient, **headers: str) -> dict[str, str]:
    """An account that was registered and signed in to through nginx."""
    assert (await client.post("/auth/register", json=NOBODY)).status_code == 201
    answer = await client.post("/auth/login", json={"username": "ada", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def test_nginx_has_no_complaint():
    with TemporaryDirectory(prefix="gatehouse-") as name:
        front = edge.configure(Path(name), ["127.0.0.1:1"], {})
        done = subprocess.run(edge.command(front, "-t"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


class TestConnections:
    async def test_tls_and_http_2(self, deploy):
        front = deploy().edge
        async with front.client() as client:
            answer = await client.get("/users/me")
        assert (answer.http_version, answer.status_code) == ("HTTP/2", 401)
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert "nginx/" not in answer.headers["server"]

    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    async def test_both_versions_of_tls(self, alone, version):
        assert await handshake(alone(), version) == version.name.replace("_", ".")

    async def test_no_older_tls(self, alone):
        with pytest.warns(DeprecationWarning), pytest.raises(ssl.SSLError):
            await handshake(alone(), ssl.TLSVersion.TLSv1_1)

    @pytest.mark.parametrize("page", ["/", "/docs", "/redoc/", "/reset-password", "/confirm-email?lang=en"])
    async def test_plain_http_leads_people_to_tls(self, alone, page):
        front = alone()
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"http://localhost:{front.http_port}{page}")
        assert (answer.status_code, answer.headers["location"]) == (308, f"https://localhost{page}")

    @pytest.mark.parametrize(
        ("method", "path"), [("GET", "/users?limit=1"), ("POST", "/auth/login"), ("POST", "/reset-password")]
    )
    async def test_plain_http_refuses_programs(self, alone, method, path):
        """A wrong URL is noticed at once: led to TLS it would work, and send each password in clear first."""
        front = alone()
        async with httpx.AsyncClient() as client:
            answer = await client.request(method, f"http://localhost:{front.http_port}{path}")
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "bad_request"
        assert "https://" in answer.json()["detail"]
        assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def handshake(front: edge.Edge, version: ssl.TLSVersion) -> str:
    """Connect with this version of TLS and no other, and say which one it was."""
    context = front.tls
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = version
    context.minimum_version = version
    _, writer = await asyncio.open_connection("localhost", front.https_port, ssl=context)
    spoken: str = writer.get_extra_info("ssl_object").version()
    writer.close()
    return spoken


class TestForwarding:
    async def test_the_address_is_the_one_nginx_saw(self, deploy):
        front = deploy().edge
        spoofed = {
            "X-Forwarded-For": "203.0.113.9",
            "X-Real-IP": "203.0.113.9",
            "Forwarded": "for=203.0.113.9",
        }
        async with front.client("127.0.0.5", **spoofed) as client:
            bearer = await signed_in(client)
            sessions = (await client.get("/users/me/sessions", headers=bearer)).json()
        assert [each["ip_address"] for each in sessions["items"]] == ["127.0.0.5"]

    async def test_the_request_id_and_the_host_arrive(self, deploy):
        front = deploy().edge
        async with front.client() as client:
            answer = await client.get("/users/me", headers={"X-Request-ID": "trace-1"})
            assert answer.headers.get_list("x-request-id") == ["trace-1"]
            answer = await client.get("/users/me", headers={"Host": "elsewhere.example"})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_host")

    async def test_the_log_has_no_query(self, deploy):
        front = deploy().edge
        async with front.client() as client:
            await client.get("/users?search=hidden")
        assert '"path":"/users"' in front.log
        assert "hidden" not in front.log


class TestANodeDies:
    async def test_no_get_fails(self, deploy):
        deployment = deploy()
        async with deployment.edge.client() as client:
            bearer = await signed_in(client)

            four = asyncio.Semaphore(4)

            async def read(number: int) -> int:
                async with four:
                    if number == 100:
                        deployment.nodes["node_1"].kill()
                    answer: httpx.Response = await client.get("/users/me", headers=bearer)
                    return answer.status_code

            statuses = set(await asyncio.gather(*map(read, range(200))))
        assert statuses == {200}
        assert max(nodes_asked(deployment.edge, "/users/me")) == 2

    async def test_a_get_that_it_was_at_is_answered_by_the_other(self, deploy):
        deployment = deploy()
        async with deployment.edge.client() as client:
            bearer = await signed_in(client)
            async with locked_users(deployment.settings):
                reading = asyncio.create_task(client.get("/users/me", headers=bearer))
                (first,) = await deployment.held_up(1)
                deployment.nodes[first].kill()
                await deployment.held_up(2)
            assert (await reading).status_code == 200
            assert nodes_asked(deployment.edge, "/users/me") == [2]

    async def test_a_post_that_it_was_at_is_not_repeated(self, deploy):
        deployment = deploy()
        async with deployment.edge.client() as client:
            async with locked_users(deployment.settings):
                writing = asyncio.create_task(client.post("/auth/register", json=NOBODY))
                (first,) = await deployment.held_up(1)
                deployment.nodes[first].kill()
                answer = await writing
            assert (answer.status_code, answer.json()["code"]) == (502, "unavailable")
            assert "may have been carried out" in answer.json()["detail"]
            assert answer.headers["retry-after"] == "1"
            assert await accounts(deployment.settings) <= 1
            assert nodes_asked(deployment.edge, "/auth/register") == [1]
            again = await client.post(
                "/auth/register", json={**NOBODY, "username": "bea", "email": "b@example.com"}
            )
            assert again.status_code == 201

    async def test_a_post_goes_to_the_other_if_it_cannot_be_reached(self, deploy):
        deployment = deploy()
        deployment.nodes["node_1"].kill()
        async with deployment.edge.client() as client:
            for number in range(4):
                fields = {"username": f"ada{number}", "email": f"ada{number}@example.com"}
                assert (await client.post("/auth/register", json=NOBODY | fields)).status_code == 201

    async def test_a_post_that_takes_too_long_is_not_repeated_either(self, deploy):
        deployment = deploy(**{"proxy_read_timeout 30s": "proxy_read_timeout 1s"})
        async with deployment.edge.client() as client:
            async with locked_users(deployment.settings):
                answer = await client.post("/auth/register", json=NOBODY)
                assert (answer.status_code, answer.json()["code"]) == (504, "unavailable")
                assert answer.headers["retry-after"] == "1"
            assert nodes_asked(deployment.edge, "/auth/register") == [1]


class TestItsOwnAnswers:
    """What nginx answers by itself has the form of the service's own problems."""

    @staticmethod
    def problem(answer: httpx.Response) -> tuple[int, str]:
        body = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert PROBLEM.errors(body) == []
        assert body["status"] == answer.status_code
        assert body["type"].endswith(body["code"])
        assert answer.headers.get_list("x-request-id") == [body["request_id"]]
        return body["status"], body["code"]

    async def test_no_node(self, alone):
        async with alone().client() as client:
            answer = await client.get("/users/me", headers={"X-Request-ID": "trace-1"})
            assert self.problem(answer) == (502, "unavailable")
            assert answer.json()["request_id"] == "trace-1"
            hostile = await client.get("/users/me", headers={"X-Request-ID": '"},{"'})
        assert self.problem(hostile) == (502, "unavailable")

    async def test_too_large(self, alone):
        async with alone().client(
            http2=False
        ) as client:  # httpx cannot hear a refusal while it sends by HTTP/2
            answer = await client.post("/auth/register", content=b"x" * (2**20 + 1))
        assert self.problem(answer) == (413, "payload_too_large")

    async def test_too_many(self, alone):
        slow = {"rate=50r/s": "rate=1r/m", "burst=200": "burst=2"}
        front = alone(**slow)
        async with front.client() as client, front.client("127.0.0.5") as neighbour:
            answers = [await client.get("/users/me") for _ in range(4)]
            assert [answer.status_code for answer in answers] == [502, 502, 502, 429]
            assert self.problem(answers[-1]) == (429, "rate_limited")
            assert int(answers[-1].headers["retry-after"]) > 0
            assert (await neighbour.get("/users/me")).status_code == 502
