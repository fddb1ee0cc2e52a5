"""Version, health and public keys of the service."""

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.version import VERSION
from gatehouse.domain.health import check_database, check_redis
from gatehouse.domain.services import Services

_DESCRIPTION = "User management and authentication."
_SDKS = [
    {"language": "typescript", "version": VERSION, "package": "@gatehouse/client"},
    {"language": "rust", "version": VERSION, "package": "gatehouse-client"},
    {"language": "go", "version": VERSION, "package": "gatehouse.example/client"},
    {"language": "python", "version": VERSION, "package": "gatehouse-client"},
    {"language": "nushell", "version": VERSION, "package": "gatehouse"},
]


async def root(services: Services) -> Answer:
    """Name, version and links."""
    docs = services.settings.docs_enabled
    return Answer(
        {
            "name": "Gatehouse",
            "version": VERSION,
            "description": _DESCRIPTION,
            "links": {
                "docs": "/docs" if docs else None,
                "openapi": "/openapi.json" if docs else None,
                "health": "/health",
                "jwks": "/.well-known/jwks.json",
            },
            "sdks": _SDKS,
        }
    )


async def health(services: Services) -> Answer:
    """The state of each dependency, by name."""
    database, redis = await check_database(services), await check_redis(services)
    reachable = redis is None or redis.up
    body = {
        "status": "down" if not database.up else "ok" if reachable else "degraded",
        "version": VERSION,
        "timestamp": clock.now(),
        "database": "up" if database.up else "down",
        "dependencies": {
            "database": database.body(),
            **({} if redis is None else {"redis": redis.body()}),
        },
    }
    return Answer(body) if database.up else Answer(body, 503, {"Retry-After": "5"})


async def live() -> Answer:
    """The process is alive."""
    return Answer({"status": "alive"})


async def ready(services: Services) -> Answer:
    """Requests can be served."""
    if not (await check_database(services)).up:
        raise Problem(
            "unavailable",
            "The service cannot reach its database. Try again shortly.",
            headers={"Retry-After": "5"},
        )
    return Answer({"status": "ready"})


async def jwks(services: Services) -> Answer:
    """The public keys that verify access tokens."""
    issuer = await services.keys.issuer()
    return Answer(issuer.jwks, 200, {"Cache-Control": "public, max-age=300"})
