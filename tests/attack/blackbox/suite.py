"""Cases by family, and what came of them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.attack.blackbox.target import Target

HELD, FALLEN, SKIPPED = "held", "fallen", "skipped"
Attack = Callable[["Target"], Awaitable[str | None]]


@dataclass
class Fallen(Exception):
    """The service did what it must not: what it was sent, what came back, and what would be right."""

    sent: str
    came: str
    right: str


class Skipped(Exception):
    """The deployment, or what is known of it, does not allow the case; the message says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """One attack; it returns if the service withstood, with a remark if there is something to say."""

    family: str
    name: str
    attack: Attack
    quick: bool


@dataclass
class Family:
    """Cases of one kind; `parallel` of them run at a time."""

    name: str
    parallel: int = 1
    cases: list[Case] = field(default_factory=list)

    def case(self, name: str, *, quick: bool = False) -> Callable[[Attack], Attack]:
        """Register the decorated function."""

        def register(attack: Attack) -> Attack:
            self.add(name, attack, quick=quick)
            return attack

        return register

    def add(self, name: str, attack: Attack, *, quick: bool = False) -> None:
        if any(case.name == name for case in self.cases):
            raise ValueError(f"{self.name}: two cases are called {name}")
        self.cases.append(Case(self.name, name, attack, quick))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case."""

    case: Case
    verdict: str
    remark: str = ""
    fall: Fallen | None = None


@dataclass
class Progress:
    """Which cases are running, for whoever watches."""

    family: str = ""
    total: int = 0
    done: int = 0
    running: dict[str, float] = field(default_factory=dict)


async def run(
    target: "Target", families: list[Family], progress: Progress, *, quick: bool = False
) -> list[Outcome]:
    """Every case of these families; the outcomes in their order."""
    outcomes = []
    for family in families:
        cases = [case for case in family.cases if case.quick or not quick]
        progress.family, progress.total, progress.done = family.name, len(cases), 0
        room = asyncio.Semaphore(family.parallel)
        outcomes += await asyncio.gather(*(_one(target, case, progress, room) for case in cases))
    return outcomes


async def _one(target: "Target", case: Case, progress: Progress, room: asyncio.Semaphore) -> Outcome:
    async with room:
        progress.running[case.name] = time.monotonic()
        try:
            return Outcome(case, HELD, remark=await case.attack(target) or "")
        except Skipped as why:
            return Outcome(case, SKIPPED, remark=str(why))
        except Fallen as fall:
            return Outcome(case, FALLEN, fall=fall)
        except Exception as error:  # no answer, or a case that breaks: the others go on
            return Outcome(case, FALLEN, fall=Fallen("the requests of this case", repr(error), "an answer"))
        finally:
            del progress.running[case.name]
            progress.done += 1
