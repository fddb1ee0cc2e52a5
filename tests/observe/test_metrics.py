"""What a scrape says of two workers: all of it, and nothing that is anybody's business."""

import asyncio
import re
import socket

import httpx
import psutil
from prometheus_client.parser import text_string_to_metric_families

from gatehouse.contract.document import load
from gatehouse.core.errors import PROBLEMS
from tests.cli.conftest import ROOT
from tests.support.server import Server

OPERATIONS = {operation.id for operation in load(ROOT / "openapi.yaml").operations} | {"none"}
LABELS = {
    "operation": OPERATIONS,
    "status": {"1xx", "2xx", "3xx", "4xx", "5xx"},
    "code": set(PROBLEMS.kinds),
    "state": {"in_use", "idle"},
    "result": {"sent", "failed"},
    "remembered": {"yes", "no"},
}
FREE = {"action": r"[a-z]+\.[a-z_]+", "version": r"\d+\.\d+\.\d+", "worker": r"\d+", "le": r"[\d.e-]+|\+Inf"}

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


async def scrape(server: Server) -> Samples:
    """Everything, once the workers have counted what is over."""
    await asyncio.sleep(1.5)
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"http://{server.settings.metrics_listen}/metrics")
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples.get((f"gatehouse_{name}", frozenset(labels.items())), 0)


def workers(samples: Samples) -> set[int]:
    name = "gatehouse_process_resident_memory_bytes"
    return {int(dict(labels)["worker"]) for metric, labels in samples if metric == name}


async def test_requests_of_all_workers_are_one_count(observed):
    lines = await observed.lines(4)
    before = value(
        await scrape(observed), "request_duration_seconds_count", operation="system.health", status="2xx"
    )
    await lines.request("GET", "/health")
    after = value(
        await scrape(observed), "request_duration_seconds_count", operation="system.health", status="2xx"
    )
    assert after - before == 8


async def test_problems_are_counted_by_code_wherever_they_arise(observed):
    before = await scrape(observed)
    client = observed.client()
    await client.get("/nowhere")
    await client.get("/users/me")
    await client.post("/auth/login", json={"username": "nobody", "password": "wrong"})
    await client.get("/users/me", headers={"Host": "evil.example"})
    samples = await scrape(observed)
    for operation, code in (
        ("none", "not_found"),
        ("me.get", "unauthenticated"),
        ("auth.login", "invalid_credentials"),
        ("none", "invalid_host"),
    ):
        labels = {"operation": operation, "code": code}
        assert value(samples, "problems_total", **labels) - value(before, "problems_total", **labels) == 1


async def test_what_happens_to_people_is_counted(observed):
    before = await scrape(observed)
    person = await observed.person()
    await person.client.post("/auth/logout")
    await person.client.post("/auth/password/reset", json={"email": person.user["email"]})
    await observed.mailed_token(person.user["email"])
    samples = await scrape(observed)

    def more(name: str, **labels: str) -> float:
        return value(samples, name, **labels) - value(before, name, **labels)

    assert more("audit_entries_total", action="auth.register") == 1
    assert more("audit_entries_total", action="auth.login") == 1
    assert more("emails_total", result="sent") == 1
    assert more("password_wait_seconds_count") == 2
    assert more("batched_keys_total") >= 1


async def test_a_worker_that_died_is_left_out_and_what_it_counted_is_not(observed):
    lines = await observed.lines(1)
    await lines.request("GET", "/health")
    before = await scrape(observed)
    victim = min(workers(before))
    psutil.Process(victim).kill()
    async with asyncio.timeout(60):
        while victim in workers(await scrape(observed)) or len(workers(await scrape(observed))) < 2:
            pass
    after = await scrape(observed)
    count = ("request_duration_seconds_count", {"operation": "system.health", "status": "2xx"})
    assert value(after, count[0], **count[1]) == value(before, count[0], **count[1]) > 0
    assert value(after, "database_connections_limit") == 20


async def test_nobody_can_be_found_in_them(observed):
    person = await observed.person(full_name="Ada Lovelace")
    for path in ("/users/me", f"/users/{person.id}", "/users?search=Ada", f"/nowhere/{person.user['email']}"):
        await person.client.get(path)
    for name, labels in await scrape(observed):
        for label, text in labels:
            if label in FREE:
                assert re.fullmatch(FREE[label], text), (name, label, text)
            else:
                assert text in LABELS[label], (name, label, text)


async def test_they_are_not_on_the_public_port(observed):
    assert (await observed.client().get("/metrics")).status_code == 404


def test_an_address_that_is_taken_is_told_in_one_line(gatehouse):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        line = gatehouse.refused("serve", "--port", "0", METRICS_LISTEN=listen)
    assert line == f"METRICS_LISTEN: cannot listen on {listen}: Address already in use"
    assert list(gatehouse.directory.iterdir()) == []
