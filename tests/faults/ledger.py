"""What the load asked for and what it was told, before anybody looks at the database."""

from collections import defaultdict
from dataclasses import dataclass, field

NOBODY_LISTENED = -1  # no connection: nothing was sent
NO_ANSWER = 0
UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request and what came of it."""

    request_id: str
    operation: str
    sent: float
    seconds: float
    status: int
    undeclared: str = ""
    """In what the answer is not as openapi.yaml declares it."""


@dataclass(slots=True)
class Write:
    """A change that was asked for, maybe more than once with one Idempotency-Key."""

    action: str
    subject: str
    ids: list[str] = field(default_factory=list)
    acknowledged: bool = False


@dataclass(slots=True)
class Counter:
    """The counter in the profile of one person, who counts alone."""

    acknowledged: int = 0
    doubtful: list[int] = field(default_factory=list)
    """Later values of which nobody knows whether they were stored."""

    def told(self, value: int, *, acknowledged: bool) -> None:
        if acknowledged:
            self.acknowledged = value
            self.doubtful.clear()
        else:
            self.doubtful.append(value)


@dataclass(slots=True)
class Generations:
    """How often the tokens of a session were renewed."""

    acknowledged: int = 1
    doubtful: bool = False

    def told(self, *, acknowledged: bool) -> None:
        self.acknowledged += acknowledged
        self.doubtful = not acknowledged


@dataclass
class Ledger:
    """Everything that one case has to account for."""

    attempts: list[Attempt] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    counters: dict[int, Counter] = field(default_factory=lambda: defaultdict(Counter))
    sessions: dict[str, Generations] = field(default_factory=lambda: defaultdict(Generations))
    wrong: list[str] = field(default_factory=list)
    """Answers that are declared, and still not what the request deserved."""
    back_at: float | None = None
    """When what had failed was there again."""
    acknowledged: int = 0

    def write(self, action: str, subject: str) -> Write:
        write = Write(action, subject)
        self.writes.append(write)
        return write
