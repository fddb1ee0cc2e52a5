"""The outermost span of a request."""

from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gatehouse.core.traces import Traces

if TYPE_CHECKING:
    from opentelemetry.trace import Span

TRACE_ID = "trace_id"
_FAILED = 500


class Traced:
    """Wraps the edge: each request is a span with the name of its operation."""

    def __init__(self, app: ASGIApp, traces: Traces) -> None:
        self._app = app
        self._traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        status = _FAILED

        async def send_noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._traces.request(headers) as span:
            scope[TRACE_ID] = f"{span.get_span_context().trace_id:032x}"
            try:
                await self._app(scope, receive, send_noting_status)
            finally:
                _name(span, scope, status)


def _name(span: "Span", scope: Scope, status: int) -> None:
    from opentelemetry.trace import StatusCode  # noqa: PLC0415 - an extra

    operation = scope.get("extensions", {}).get("connexion_routing", {}).get("operation_id")
    span.update_name(operation or scope["method"])
    span.set_attribute("http.request.method", scope["method"])
    span.set_attribute("http.response.status_code", status)
    if status >= _FAILED:
        span.set_status(StatusCode.ERROR)
