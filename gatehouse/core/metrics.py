"""Every metric of the service.

Labels come from closed lists, such as operations, problem codes and actions, and never from callers. When
`PROMETHEUS_MULTIPROC_DIR` is set, each worker keeps its values in files there, which are read as one scrape.
"""

from prometheus_client import Counter, Gauge, Histogram

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10)
_WAITS = (0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10)


def _sum(name: str, meaning: str, *labels: str) -> Gauge:
    """What each worker has some of."""
    return Gauge(f"gatehouse_{name}", meaning, labels, multiprocess_mode="livesum")


def _latest(name: str, meaning: str, *labels: str) -> Gauge:
    """What is the same for all workers; the last one that looked is right."""
    return Gauge(f"gatehouse_{name}", meaning, labels, multiprocess_mode="livemostrecent")


def _each(name: str, meaning: str) -> Gauge:
    """What each worker has for itself, by its process id."""
    return Gauge(f"gatehouse_{name}", meaning, ("worker",), multiprocess_mode="livemax")


REQUEST_DURATION = Histogram(
    "gatehouse_request_duration_seconds",
    "Requests by operation and class of status; without an operation, nothing was at the path.",
    ("operation", "status"),
    buckets=_FAST,
)
PROBLEMS = Counter("gatehouse_problems", "Errors that callers were told, by code.", ("operation", "code"))
IN_FLIGHT = _sum("requests_in_flight", "Requests that have not been answered yet.")
AUDIT_ENTRIES = Counter("gatehouse_audit_entries", "Entries of the audit trail, by action.", ("action",))

DATABASE_CONNECTIONS = _sum("database_connections", "Connections to PostgreSQL.", "state")
DATABASE_LIMIT = _sum("database_connections_limit", "Connections that there may be at most.")
DATABASE_WAITING = _sum("database_waiting", "Statements that wait for a connection.")
DATABASE_WAIT = Histogram(
    "gatehouse_database_wait_seconds",
    "How long statements waited that found no free connection.",
    buckets=_WAITS,
)
BATCHED_KEYS = Counter("gatehouse_batched_keys", "Rows looked up by key.")
BATCHES = Counter("gatehouse_batches", "Queries that it took, each for all keys of a moment.")

PASSWORDS_WAITING = _sum("password_checks_waiting", "Passwords that wait to be hashed, or are being hashed.")
PASSWORDS_LIMIT = _sum("password_checks_limit", "Passwords that may wait at most; more are refused.")
PASSWORD_WAIT = Histogram("gatehouse_password_wait_seconds", "How long passwords waited.", buckets=_WAITS)
TOKEN_CHECKS = Counter(
    "gatehouse_token_checks", "Access tokens, by whether their signature was checked before.", ("remembered",)
)

REDIS_UP = _sum("redis_up", "Workers that reach Redis; 0 where it is not used.")
LIMIT_FALLBACKS = Counter(
    "gatehouse_limit_fallbacks", "Requests counted in PostgreSQL because Redis did not answer."
)

EMAILS = Counter("gatehouse_emails", "Attempts to hand an email to the mail server.", ("result",))
EMAILS_WAITING = _latest("emails_waiting", "Emails in the outbox.")
OLDEST_EMAIL = _latest("oldest_email_seconds", "How long the first of them has waited.")

READY = _latest("ready", "Whether the database answers.")
SCHEMA_CURRENT = _latest("schema_current", "Whether the schema of the database is the one of this version.")
CLOCK_OFFSET = _latest("database_clock_offset_seconds", "How far the database's clock is ahead of this one.")
KEY_CREATED = _latest(
    "signing_key_created_timestamp_seconds", "When the key was made that signs access tokens."
)
BUILD = Gauge("gatehouse_build_info", "The version that runs.", ("version",), multiprocess_mode="livemax")

LOOP_LAG = _each("event_loop_lag_seconds", "How late the last wake-up of a worker was.")
CPU = Counter("gatehouse_process_cpu_seconds", "Processor time of all workers.")
MEMORY = _each("process_resident_memory_bytes", "Memory of a worker.")
OPEN_FILES = _each("process_open_fds", "Open files and sockets of a worker.")
