"""Traces as a collector gets them, from a real service."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from gatehouse.core.settings import Settings
from gatehouse.persistence import migrate
from tests.support import database
from tests.support.server import serving
from tests.support.threads import handling

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLER = f"00-{TRACE}-00f067aa0ba902b7-01"
PASSWORD = "hunter22"


@dataclass
class Collector:
    """Takes what an exporter sends."""

    url: str = ""
    spans: list[Span] = field(default_factory=list)

    def of(self, trace: str) -> list[Span]:
        return [span for span in self.spans if span.trace_id.hex() == trace]

    def take(self, body: bytes) -> None:
        request = ExportTraceServiceRequest.FromString(body)
        scopes = [scope for resource in request.resource_spans for scope in resource.scope_spans]
        self.spans += [span for scope in scopes for span in scope.spans]


@contextmanager
def collecting() -> Iterator[Collector]:
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.take(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with handling(Handler) as port:
        collector.url = f"http://127.0.0.1:{port}"
        yield collector


def parents(spans: list[Span]) -> dict[str, str | None]:
    """The name of each span, with the name of the one it is a part of."""
    names = {span.span_id: span.name for span in spans}
    return {span.name: names.get(span.parent_span_id) for span in spans}


async def test_a_trace_goes_from_the_caller_to_the_statement(own_settings: Settings, tmp_path: Path) -> None:
    await migrate.upgrade(database.url_of(own_settings))
    with collecting() as collector:
        async with serving(
            own_settings, tmp_path / "log", workers=1, otel_exporter_otlp_endpoint=collector.url
        ) as server:
            person = await server.person()
            await person.client.get("/users/me")  # the driver's own questions about types are over now
            await person.client.get("/users/me", headers={"traceparent": CALLER})
            wrong = {"username": person.user["email"], "password": PASSWORD}
            await person.client.post("/auth/login", json=wrong)
            log = await asyncio.to_thread(server.quiet_log)
    assert parents(collector.of(TRACE)) == {
        "me.get": None,
        "SELECT sessions": "me.get",
        "handler": "me.get",
        "SELECT users": "handler",
    }
    assert f'"trace_id":"{TRACE}"' in log
    [read] = [span for span in collector.of(TRACE) if span.name == "me.get"]
    assert read.parent_span_id.hex() == CALLER.split("-")[2]
    refused = next(span for span in collector.spans if span.name == "auth.login" and "401" in str(span))
    within = {span.name for span in collector.of(refused.trace_id.hex())}
    assert {"handler", "password", "INSERT audit_log"} <= within
    everything = "".join(map(str, collector.spans))
    assert person.user["email"] not in everything
    assert PASSWORD not in everything


def test_without_the_extra_the_setting_is_refused_in_one_line(gatehouse):
    (gatehouse.directory / "opentelemetry.py").write_text("raise ImportError")
    line = gatehouse.refused("serve", "--port", "0", OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:1")
    assert line == (
        "OTEL_EXPORTER_OTLP_ENDPOINT: needs the extra `traces`; run "
        "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http"
    )
