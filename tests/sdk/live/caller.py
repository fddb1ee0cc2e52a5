"""Calls the service through a driver, and remembers what it answered."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.sdk.conformance.drivers import Driver
from tests.sdk.conformance.matching import Memory
from tests.sdk.live.steps import Code, Json, Made, Mailed, Signed, Step
from tests.support.authenticator import Authenticator
from tests.support.passkeys import SecurityKey
from tests.support.server import Server

_SECONDS = 90
_LOOKS = 200
_SECRET = ("password", "token", "new_password", "login_token", "code")


@dataclass
class Caller:
    """One language, and all that its steps have kept so far."""

    server: Server
    driver: Driver
    kept: Json = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    apps: dict[str, Authenticator] = field(default_factory=dict)
    key: SecurityKey = field(init=False)

    def __post_init__(self) -> None:
        self.key = SecurityKey(origin=self.server.url)

    @property
    def language(self) -> str:
        return self.driver.language.name

    async def call(self, operation: str, options: Json, given: Json) -> Json:
        """The driver's answer."""
        request = {
            "id": operation,
            "base_url": self.server.url,
            "operation": operation,
            "input": given,
            "options": options,
        }
        return await self.driver.call(request, _SECONDS)

    async def verify(self, rules: Json) -> Json:
        """What the client's verifier makes of a token."""
        request = {"id": "verify", "base_url": self.server.url, "verify": rules}
        return await self.driver.call(request, _SECONDS)

    async def take(self, step: Step) -> list[str]:
        """Make a step, and say what was not as expected of it."""
        options, given = await self.filled(step.options), await self.filled(step.input)
        answer = await self.call(step.operation, options, given)
        if step.problem is not None:
            status, code = step.problem
            expected = {"kind": "problem", "status": status, "code": code, "request_id": {"$any": True}}
            faults = Memory().match({"$at_least": expected}, answer.get("error", answer), "error")
            return faults + _leaks(answer, options, given)
        if "value" not in answer:
            return [f"expected a value, got {answer['error']}"]
        if step.keep:
            self.kept[step.keep] = answer["value"]
        wanted = await self.filled(step.value)
        return Memory().match(_at_least(wanted), answer["value"], "value")

    async def filled(self, value: Any) -> Any:
        """A value with what earlier steps kept."""
        if isinstance(value, dict):
            return {name: await self.filled(member) for name, member in value.items()}
        if isinstance(value, list):
            return [await self.filled(item) for item in value]
        if isinstance(value, Mailed):
            return await self._mailed(value)
        if isinstance(value, Made | Signed):
            answer = self.key.create if isinstance(value, Made) else self.key.get
            return answer(self._text(value.options))
        if isinstance(value, Code):
            secret = self._text(value.secret)
            return self.apps.setdefault(secret, Authenticator(secret, "")).fresh()
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> Any:
        if not text.startswith("$"):
            return text.replace("{lang}", self.language)
        value: Any = self.kept
        for name in text[1:].split("."):
            value = value[int(name)] if isinstance(value, list) else value[name]
        return value

    async def _mailed(self, wanted: Mailed) -> str:
        for _ in range(_LOOKS):
            token = await self._newest(wanted)
            if token not in self.used:
                self.used.add(token)
                return token
            await asyncio.sleep(0.05)
        raise LookupError(f"no further mail for {wanted.recipient}")

    async def _newest(self, wanted: Mailed) -> str:
        return await self.server.mailed_token(self._text(wanted.recipient), wanted.containing)


def _at_least(wanted: Any) -> Any:
    is_rule = isinstance(wanted, dict) and any(name.startswith("$") for name in wanted)
    return {"$at_least": wanted} if isinstance(wanted, dict) and not is_rule else wanted


def _leaks(answer: Json, options: Json, given: Json) -> list[str]:
    """Credentials that an error repeats."""
    body = given.get("body") or {}
    secrets = [*options.values(), *(body.get(name) for name in _SECRET)]
    told = str(answer.get("error"))
    return [f"the error repeats {secret}" for secret in secrets if isinstance(secret, str) and secret in told]
