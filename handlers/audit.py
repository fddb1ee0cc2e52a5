"""The audit trail."""

from datetime import datetime
from uuid import UUID

from gatehouse.contract.answer import Answer
from gatehouse.domain import paging
from gatehouse.domain.services import Services
from gatehouse.domain.views import audit_body
from gatehouse.persistence import audit

_ORDER = "-created_at"


async def list_(
    services: Services,
    limit: int,
    cursor: str | None = None,
    action: str | None = None,
    actor: UUID | None = None,
    target: str | None = None,
    request_id: str | None = None,
    created_from: datetime | None = None,
    created_to: datetime | None = None,
) -> Answer:
    """One page of audit entries, newest first."""
    position = paging.read_position(services.vault, _ORDER, cursor)
    filters = {
        "action": action,
        "actor": actor,
        "target": target,
        "request_id": request_id,
        "created_from": created_from,
        "created_to": created_to,
    }
    given = {name: value for name, value in filters.items() if value is not None}
    before = (datetime.fromisoformat(position[0]), position[1]) if position else None
    rows = await audit.page(services.database.read, limit + 1, given, before)
    page = rows[:limit]
    last = rows[limit - 1] if len(rows) > limit else None
    next_cursor = last and paging.write_position(services.vault, _ORDER, last.act.created_at, last.id)
    body = {"items": [audit_body(entry) for entry in page], "next_cursor": next_cursor}
    return Answer(body, 200, paging.next_link("/admin/audit", {**given, "limit": limit}, next_cursor))
