"""Entries of the audit trail: actions, never personal data or secrets."""

from typing import Any
from uuid import UUID

from gatehouse.core import clock, metrics
from gatehouse.domain.actors import ApplicationActor, Client, Principal
from gatehouse.persistence import audit
from gatehouse.persistence.audit import Act
from gatehouse.persistence.database import Writer

Actor = Principal | ApplicationActor | UUID | None


async def record(
    db: Writer,
    action: str,
    client: Client,
    actor: Actor,
    target: UUID | str | None = None,
    **details: Any,
) -> None:
    """Record an action; it is stored if and only if the action is committed."""
    await audit.add(db, act(action, client, actor, target, **details))


def act(
    action: str,
    client: Client,
    actor: Actor,
    target: UUID | str | None = None,
    **details: Any,
) -> Act:
    """An action to record."""
    metrics.AUDIT_ENTRIES.labels(action).inc()
    kind, uuid = _actor(actor)
    return Act(
        created_at=clock.now(),
        action=action,
        actor_uuid=uuid,
        actor_kind=kind,
        target_type=None
        if target is None
        else ("user" if isinstance(target, UUID) else action.partition(".")[0]),
        target_id=None if target is None else str(target),
        ip_address=client.address,
        user_agent=client.user_agent,
        request_id=client.request_id,
        details=details,
    )


def _actor(actor: Actor) -> tuple[str, UUID | None]:
    if isinstance(actor, Principal):
        return actor.kind, actor.user_uuid
    if isinstance(actor, ApplicationActor):
        return "application", actor.uuid
    return ("anonymous", None) if actor is None else ("user", actor)


SYSTEM = Client(address=None, user_agent=None, request_id="system")
