"""Who did what to whom."""

from __future__ import annotations

from datetime import datetime as DateTime
from uuid import UUID

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, PagedOperation, PageSpec, Parameter, RequestOptions
from .._runtime.pages import AsyncPages, Pages
from .._runtime.transport import Transport
from ..models import AuditEntry, AuditPage, RequestId

LIST_CALL: PagedOperation[AuditPage, AuditEntry] = PagedOperation(
    id="audit.list",
    method="GET",
    path="/admin/audit",
    parameters=(
        Parameter("limit", "limit", "query", explode=True),
        Parameter("cursor", "cursor", "query", explode=True),
        Parameter("action", "action", "query", explode=True),
        Parameter("actor", "actor", "query", explode=True),
        Parameter("target", "target", "query", explode=True),
        Parameter("request_id", "request_id", "query", explode=True),
        Parameter("created_from", "created_from", "query", explode=True),
        Parameter("created_to", "created_to", "query", explode=True),
    ),
    answer=Answer("json", AuditPage, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
        ("apiKey",),
    ),
    retryable=True,
    page=PageSpec("cursor", ("items",), next=("next_cursor",), parameter="cursor"),
)


class AuditApi:
    """Who did what to whom."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        action: str | None = None,
        actor: UUID | None = None,
        target: str | None = None,
        request_id: RequestId | None = None,
        created_from: DateTime | None = None,
        created_to: DateTime | None = None,
        options: RequestOptions | None = None,
    ) -> Pages[AuditPage, AuditEntry]:
        """List audit entries

        Who did what to whom, newest first. Entries are written together with the change they describe and never
        altered. Entries must match all filters.
        """

        return self._transport.pages(
            LIST_CALL,
            {
                "limit": limit,
                "cursor": cursor,
                "action": action,
                "actor": actor,
                "target": target,
                "request_id": request_id,
                "created_from": created_from,
                "created_to": created_to,
            },
            options,
        )


class AsyncAuditApi:
    """Who did what to whom."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        action: str | None = None,
        actor: UUID | None = None,
        target: str | None = None,
        request_id: RequestId | None = None,
        created_from: DateTime | None = None,
        created_to: DateTime | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncPages[AuditPage, AuditEntry]:
        """List audit entries

        Who did what to whom, newest first. Entries are written together with the change they describe and never
        altered. Entries must match all filters.
        """

        return self._transport.pages(
            LIST_CALL,
            {
                "limit": limit,
                "cursor": cursor,
                "action": action,
                "actor": actor,
                "target": target,
                "request_id": request_id,
                "created_from": created_from,
                "created_to": created_to,
            },
            options,
        )
