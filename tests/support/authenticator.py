"""An authenticator app, and people who sign in with one."""

from dataclasses import dataclass, field
from typing import Any

import httpx
import pyotp

from gatehouse.core import clock
from tests.support.people import Account


@dataclass
class Authenticator:
    """What somebody's phone has after they have scanned the QR code, and what they wrote down beside it."""

    secret: str
    factor_id: str
    recovery_codes: list[str] = field(default_factory=list)
    last: int = 0

    def fresh(self) -> str:
        """A code of a step after the last one; there are two before time has to pass."""
        now = int(clock.now().timestamp()) // 30
        self.last = max(now, self.last + 1)
        return pyotp.TOTP(self.secret).generate_otp(self.last)

    def wrong(self) -> str:
        """Six digits that are no code of any step near the present one."""
        now = int(clock.now().timestamp()) // 30
        near = {pyotp.TOTP(self.secret).generate_otp(now + offset) for offset in range(-5, 6)}
        return next(code for code in ("000000", "111111", "222222") if code not in near)


async def enrol(client: httpx.AsyncClient, password: str, **fields: str) -> Authenticator:
    """An authenticator app that has not been confirmed yet."""
    answer = await client.post("/users/me/factors/totp", json={"password": password, **fields})
    assert answer.status_code == 201, answer.text
    return Authenticator(answer.json()["secret"], answer.json()["id"])


async def confirm(client: httpx.AsyncClient, app: Authenticator) -> httpx.Response:
    return await client.post(f"/users/me/factors/{app.factor_id}/confirm", json={"code": app.fresh()})


async def protect(client: httpx.AsyncClient, password: str, **fields: str) -> Authenticator:
    """Ask for a code at sign-in from now on."""
    app = await enrol(client, password, **fields)
    answer = await confirm(client, app)
    assert answer.status_code == 200, answer.text
    app.recovery_codes = answer.json()["recovery_codes"]
    return app


async def begin(client: httpx.AsyncClient, account: Account, password: str, **fields: Any) -> str:
    """The login token that the right password gives."""
    body = {"email": account.user["email"], "password": password, **fields}
    answer = await client.post("/auth/login", json=body)
    assert answer.json()["status"] == "factor_required", answer.text
    return str(answer.json()["login_token"])


async def complete(client: httpx.AsyncClient, login_token: str, code: str) -> httpx.Response:
    return await client.post("/auth/login/factor", json={"login_token": login_token, "code": code})
