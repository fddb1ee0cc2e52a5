"""What was told, held against what is there."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.faults.ledger import NO_ANSWER, NOBODY_LISTENED, UNAVAILABLE, Ledger, Write

GRACE_SECONDS = 2.0
_MADE = {
    "auth.register": "users",
    "users.create": "users",
    "me.create_api_key": "keys",
    "roles.create": "roles",
}
_ENDED = {"me.revoke_api_key": "keys", "auth.logout": "sessions"}
_MAILED = {"users.create"}


@dataclass
class Found:
    """What the database and the mail server have."""

    audit: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rows of the audit trail, by request id and action."""
    made: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """How many there are, by kind and name."""
    live: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Those of which nobody has ended, by kind."""
    counters: dict[int, int] = field(default_factory=dict)
    generations: dict[str, int] = field(default_factory=dict)
    mails: dict[str, set[str]] = field(default_factory=dict)
    """The different Message-IDs that each recipient was sent."""


@dataclass(frozen=True)
class Limits:
    """What a case allows."""

    deadline: float
    recovery: float = 10.0
    connections_break: bool = False
    """Whether the service itself dies, so that some requests have no answer."""


@dataclass
class Verdict:
    """The row of the table, and what is behind each of its numbers."""

    sent: int = 0
    acknowledged: int = 0
    unavailable: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    undeclared: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_was: str = ""
    recovered: float | None = None
    failures: list[str] = field(default_factory=list)
    """Why the case has failed; empty if it has not."""


def judge(ledger: Ledger, found: Found, limits: Limits) -> Verdict:
    verdict = Verdict(wrong=list(ledger.wrong), acknowledged=ledger.acknowledged)
    _look_at_answers(ledger, limits, verdict)
    for write in ledger.writes:
        _look_at_write(write, found, verdict)
    _look_at_sessions(ledger, found, verdict)
    _look_at_counters(ledger, found, verdict)
    verdict.failures = list(_failures(verdict, limits))
    return verdict


def _look_at_answers(ledger: Ledger, limits: Limits, verdict: Verdict) -> None:
    reached = [attempt for attempt in ledger.attempts if attempt.status != NOBODY_LISTENED]
    verdict.sent = len(reached)
    verdict.unavailable = sum(attempt.status == UNAVAILABLE for attempt in reached)
    for attempt in reached:
        if attempt.seconds > verdict.slowest:
            verdict.slowest, verdict.slowest_was = attempt.seconds, f"{attempt.operation} {attempt.status}"
        if attempt.undeclared:
            verdict.undeclared.append(f"{attempt.operation} {attempt.status}: {attempt.undeclared}")
        if attempt.status == NO_ANSWER and not limits.connections_break:
            verdict.wrong.append(f"{attempt.operation}: no answer after {attempt.seconds:.1f} s")
    if ledger.back_at is not None:
        verdict.recovered = max(_refusals_after(ledger, ledger.back_at), default=0.0)


def _refusals_after(ledger: Ledger, back: float) -> Iterator[float]:
    """When callers still heard of a failure, in seconds after everything was there again."""
    for attempt in ledger.attempts:
        after = attempt.sent + attempt.seconds - back
        if after > 0 and attempt.status in {NOBODY_LISTENED, NO_ANSWER, UNAVAILABLE}:
            yield after


def _look_at_write(write: Write, found: Found, verdict: Verdict) -> None:
    name = f"{write.action} {write.subject} ({', '.join(write.ids)})"
    rows = sum(found.audit[each, write.action] for each in write.ids)
    made, mails = found.made[_MADE.get(write.action, "")][write.subject], _mails(write, found)
    if write.acknowledged and (missing := _missing(write, rows, found)):
        verdict.lost.append(f"{name}: {missing}")
    if rows > 1 or made > 1 or len(mails) > 1:
        counted = f"{rows} rows of the audit trail, {made} of them made, {len(mails)} different mails"
        verdict.doubled.append(f"{name}: {counted}")


def _missing(write: Write, rows: int, found: Found) -> str:
    """What there is not, although the write was acknowledged."""
    if not rows:
        return "no row of the audit trail"
    if (kind := _MADE.get(write.action)) and not found.made[kind][write.subject]:
        return "it does not exist"
    if (kind := _ENDED.get(write.action)) and write.subject in found.live[kind]:
        return "it has not ended"
    if write.action in _MAILED and not _mails(write, found):
        return "no mail"
    return ""


def _mails(write: Write, found: Found) -> set[str]:
    return found.mails.get(write.subject, set()) if write.action in _MAILED else set()


def _look_at_sessions(ledger: Ledger, found: Found, verdict: Verdict) -> None:
    for session, told in ledger.sessions.items():
        have = found.generations.get(session, 0)
        if session not in found.live["sessions"]:
            verdict.wrong.append(f"session {session} was ended, and nobody had asked for it")
        elif have < told.acknowledged:
            verdict.lost.append(f"session {session}: renewed {told.acknowledged} times, stored {have}")
        elif have > told.acknowledged + told.doubtful:
            verdict.doubled.append(f"session {session}: renewed {told.acknowledged} times, stored {have}")


def _look_at_counters(ledger: Ledger, found: Found, verdict: Verdict) -> None:
    for person, told in ledger.counters.items():
        have = found.counters.get(person, 0)
        if have in {told.acknowledged, *told.doubtful}:
            continue
        line = f"counter of user {person}: {have}, acknowledged {told.acknowledged}"
        (verdict.lost if have < told.acknowledged else verdict.wrong).append(line)


def _failures(verdict: Verdict, limits: Limits) -> Iterator[str]:
    for name in ("lost", "doubled", "wrong", "undeclared"):
        if number := len(getattr(verdict, name)):
            yield f"{number} {name}"
    if verdict.acknowledged == 0:
        yield "nothing was acknowledged, so nothing was tried"
    if verdict.slowest > (latest := limits.deadline + GRACE_SECONDS):
        yield f"{verdict.slowest_was} came after {verdict.slowest:.1f} s, allowed are {latest:.0f}"
    if verdict.recovered is None:
        yield "it did not come to the repair"
    elif verdict.recovered >= limits.recovery:
        yield f"recovered after {verdict.recovered:.1f} s, allowed are {limits.recovery:.0f}"
