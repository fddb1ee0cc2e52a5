"""Traces for OpenTelemetry: what a request waited for. Without a collector there are none."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from gatehouse.core import clock
from gatehouse.core.settings import Settings, SettingsError
from gatehouse.core.version import VERSION

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

# OpenTelemetry is an extra, and slow to load.
# ruff: noqa: PLC0415

P = ParamSpec("P")
T = TypeVar("T")
Headers = Mapping[str, str]


class Traces:
    """Makes spans, and sends them in batches from a thread of its own."""

    def __init__(self, provider: "TracerProvider | None" = None) -> None:
        self.on = provider is not None
        self._provider = provider
        self._tracer = provider.get_tracer("gatehouse", VERSION) if provider else None

    def span(self, name: str, **attributes: Any) -> AbstractContextManager[Any]:
        """A part of what is under way."""
        if self._tracer is None:
            return nullcontext()
        return self._tracer.start_as_current_span(name, attributes=attributes)

    def request(self, headers: Headers) -> AbstractContextManager[Any]:
        """A whole request; part of its caller's trace, if the headers name one (W3C Trace Context)."""
        if self._tracer is None:
            return nullcontext()
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        context = TraceContextTextMapPropagator().extract(headers)
        return self._tracer.start_as_current_span("request", context, SpanKind.SERVER)

    def around(self, function: Callable[P, Awaitable[T]], name: str) -> Callable[P, Awaitable[T]]:
        """The function, as a span of this name whenever it runs."""
        if not self.on:
            return function

        @wraps(function)
        async def traced(*args: P.args, **kwargs: P.kwargs) -> T:
            with self.span(name):
                return await function(*args, **kwargs)

        return traced

    def query(self, name: str, seconds: float, *, failed: bool) -> None:
        """A statement that the database has just answered, as a part of what is under way, if anything is."""
        if self._tracer is None:
            return
        from opentelemetry.trace import SpanKind, StatusCode, get_current_span

        if not get_current_span().get_span_context().is_valid:
            return
        ended = int(clock.now().timestamp() * 1e9)
        started = ended - int(seconds * 1e9)
        attributes = {"db.system.name": "postgresql", "db.query.summary": name}
        span = self._tracer.start_span(name, kind=SpanKind.CLIENT, attributes=attributes, start_time=started)
        if failed:
            span.set_status(StatusCode.ERROR)
        span.end(ended)

    def close(self) -> None:
        """Send what is left."""
        if self._provider:
            self._provider.shutdown()


NO_TRACES = Traces()


def open_traces(settings: Settings) -> Traces:
    """Traces to the collector of the settings, if they name one."""
    if settings.otel_exporter_otlp_endpoint is None:
        return NO_TRACES
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise SettingsError(
            "OTEL_EXPORTER_OTLP_ENDPOINT: needs the extra `traces`; run "
            "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http"
        ) from None
    provider = TracerProvider(resource=Resource({"service.name": "gatehouse", "service.version": VERSION}))
    exporter = OTLPSpanExporter(f"{settings.otel_exporter_otlp_endpoint}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Traces(provider)
