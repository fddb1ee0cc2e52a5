"""Passwords: guessable ones are refused, and every character of a good one counts."""

from functools import partial

from tests.attack.blackbox.expect import code, expect, fall
from tests.attack.blackbox.suite import Family
from tests.attack.blackbox.target import Target

FAMILY = Family("passwords", parallel=2)
_WEAK = (
    *(
        "password",
        "Password1!",
        "P@ssw0rd",
        "password1234567",
        "aaaaaaaaaaaaaaa",
        " " * 15,
        "123456789012345",
    ),
    *(
        "qwertyuiop12345",
        "Qwerty123!",
        "abcabcabcabcabc",
        "letmeinletmein1",
        "iloveyou1234567",
    ),
    *("Welcome123!", "Admin123!", "Short1!", "\t" * 15),
)


async def _refused(target: Target, *, password: str) -> None:
    name = target.name()
    answer = await target.admin.post(
        "/users", json={"email": f"{name}@example.com", "username": name, "password": password}
    )
    if answer.status_code != 422 or code(answer) not in ("weak_password", "validation_failed"):
        raise fall(answer, f"422 weak_password for {password!r}")


@FAMILY.case("one's own name is no password", quick=True)
async def _own_name(target: Target) -> None:
    name = target.name()
    body = {"email": f"{name}@example.com", "username": name}
    for password in (f"{name}", f"{name}!A", f"{name}@example.com"):
        expect(await target.admin.post("/users", json={**body, "password": password}), (422, "weak_password"))


@FAMILY.case("every character counts, beyond 72 bytes too", quick=True)
async def _long(target: Target) -> None:
    password = (target.secret() * 5)[:120]
    user = await target.account(password=password)
    await target.log_in(user, password)
    caller = target.caller()
    for wrong in (password[:-1], password[:72], password[:-1] + "#", f"{password} ", password.swapcase()):
        expect(await caller.post("/auth/login", json={"email": user["email"], "password": wrong}), 401, 429)


@FAMILY.case("a password that is too long to hash is refused as such")
async def _too_long(target: Target) -> None:
    user = await target.account()
    for password in ("x" * 1025, "x" * 4096, "x\x00y", "\x00"):
        body = {"email": user["email"], "password": password}
        expect(await target.caller().post("/auth/login", json=body), (422, "validation_failed"))


def _register() -> None:
    for password in _WEAK:
        FAMILY.add(
            f"{password!r} is refused", partial(_refused, password=password), quick=password == "Password1!"
        )


_register()
