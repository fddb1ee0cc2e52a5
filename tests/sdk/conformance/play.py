"""One vector through one driver."""

import asyncio
import json
import time
from typing import Any

from tests.sdk.conformance.drivers import Driver, Json
from tests.sdk.conformance.matching import Memory
from tests.sdk.conformance.server import Stage, staged
from tests.sdk.conformance.vectors import Vector

_GRACE_SECONDS = 20  # beyond the longest time that a case may take
_LATE = 0.05  # seconds in which a request that should not come would come


async def play(vector: Vector, driver: Driver) -> list[str]:
    """Everything that was not as the vector says; nothing if all was."""
    await driver.prepare()
    async with staged(vector) as stage:
        log_start = driver.log.seek(0, 2)
        started = time.monotonic()
        answer = await driver.call(_request(vector, stage), vector.elapsed_ms[1] / 1000 + _GRACE_SECONDS)
        elapsed = (time.monotonic() - started) * 1000
        await asyncio.sleep(_LATE if "error" in answer else 0)
        return [
            *stage.faults,
            *stage.missing(),
            *_outcome_faults(vector, answer),
            *_time_faults(vector, elapsed),
            *_leaks(vector, answer, driver.said(log_start)),
        ]


def _request(vector: Vector, stage: Stage) -> Json:
    return {
        "id": vector.name,
        "base_url": stage.base_url,
        "operation": vector.operation,
        "input": vector.input,
        "options": vector.options,
    }


def _outcome_faults(vector: Vector, answer: Json) -> list[str]:
    expected = vector.outcome
    if "anything" in expected:
        return []
    if "error" in expected:
        if "error" not in answer:
            return [f"expected an error, got the value {_brief(answer['value'])}"]
        return Memory().match({"$at_least": expected["error"]}, answer["error"], "error")
    if "value" not in answer:
        return [f"expected a value, got {_brief(answer['error'])}"]
    return Memory().match(expected["value"], answer["value"], "value")


def _time_faults(vector: Vector, elapsed: float) -> list[str]:
    least, most = vector.elapsed_ms
    if least <= elapsed <= most:
        return []
    return [f"took {elapsed:.0f} ms, not {least} to {most} ms"]


def _leaks(vector: Vector, answer: Json, log: str) -> list[str]:
    told = json.dumps(answer.get("error", ""), ensure_ascii=False)
    return [
        f"{place} repeats the secret {secret}"
        for place, text in (("the error", told), ("the log", log))
        for secret in vector.kept_secret
        if secret in text
    ]


def _brief(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:500]
