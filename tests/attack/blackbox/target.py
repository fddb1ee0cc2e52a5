"""The deployment under attack, people made up on it, and their removal."""

import asyncio
import re
import secrets
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import InitVar, dataclass, field
from itertools import count
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from gatehouse.cli.shared import DOCUMENT as OPENAPI
from gatehouse.contract.document import load
from gatehouse.core.mail import MemoryMailer
from tests.attack.blackbox.callers import Addresses, Caller, SignedIn, Watch, in_turns
from tests.attack.blackbox.expect import expect
from tests.attack.blackbox.mailbox import Mailbox
from tests.attack.blackbox.suite import Skipped
from tests.support.people import Account

DOCUMENT = load(OPENAPI)
PERMISSIONS: list[str] = list(
    DOCUMENT.raw["components"]["securitySchemes"]["oauth2"]["flows"]["password"]["scopes"]
)
PREFIX = "attack-"
_ROOM_SECONDS, _ROOM_TRIES = 3, 30
_NEEDED = {"users:read", "users:write", "users:delete"}
T = TypeVar("T")


class Misuse(Exception):
    """The suite cannot start; the message says what would be right."""


@dataclass
class Person(Account):
    """An account made for this run, and a caller that is signed in to it."""

    caller: Caller
    user: dict[str, Any]
    password: str
    tokens: dict[str, Any] = field(default_factory=dict)

    @property
    def email(self) -> str:
        return str(self.user["email"])


@dataclass
class Target:
    """One deployment; `many_mails` says that its mails bother nobody."""

    url: str
    admin_name: str
    admin_password: str = field(repr=False)
    samples: int = 300
    many_mails: bool = False
    mailers: InitVar[tuple[MemoryMailer, ...]] = ()
    verifying_url: str | None = None
    proxied: bool = False
    permissions: set[str] = field(default_factory=set)
    policy: dict[str, Any] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch, repr=False)
    run: str = field(default_factory=lambda: f"{PREFIX}{secrets.token_hex(4)}")

    def __post_init__(self, mailers: tuple[MemoryMailer, ...]) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
            raise Misuse(f"{self.url!r} is not the URL of a deployment; write https://accounts.example.com")
        self.url = self.url.rstrip("/")
        self.host = parts.hostname
        self.port = parts.port or (443 if parts.scheme == "https" else 80)
        self.tls = ssl.create_default_context() if parts.scheme == "https" else None
        self.addresses = Addresses(self.host)
        self.mailbox = Mailbox(mailers, self.watch)
        self._numbers = count(1)
        self._callers: list[Caller] = []
        self._made: list[int] = []
        self._roles: list[str] = []
        self._applications: list[str] = []
        self._locks: dict[object, asyncio.Lock] = {}
        self._shared: dict[object, Any] = {}
        self._admin_auth = SignedIn(self.url, self.admin_name, self.admin_password, self.watch)
        self.watch.secrets.add(self.admin_password)
        self.admin = self.caller(auth=self._admin_auth)

    # Who calls

    def caller(
        self,
        headers: dict[str, str] | None = None,
        *,
        url: str | None = None,
        address: str | None = None,
        auth: httpx.Auth | None = None,
        patient: bool = True,
    ) -> Caller:
        """Somebody new, from an address of their own where that is possible."""
        address = address or self.addresses.fresh()
        caller = Caller(url or self.url, self.tls, address, self.watch, headers or {}, auth, patient=patient)
        self._callers.append(caller)
        return caller

    def with_key(self, key: str) -> Caller:
        return self.caller({"X-API-Key": key})

    def secret(self) -> str:
        """A new password."""
        password = f"Gate-{secrets.token_urlsafe(18)}"
        self.watch.secrets.add(password)
        return password

    def name(self) -> str:
        return f"{self.run}-{next(self._numbers)}"

    # The beginning

    async def open(self) -> None:
        """Sign in, and learn what there is to know; a `Misuse` if that cannot be done."""
        anyone = self.caller()
        try:
            alive = await anyone.get("/health/live")
            self.policy = (await anyone.get("/auth/policy")).json()
        except (httpx.HTTPError, ValueError) as error:
            raise Misuse(f"no Gatehouse answers at {self.url}: {error!r}") from None
        self.proxied = any(name in alive.headers for name in ("server", "via"))
        form = {"grant_type": "password", "username": self.admin_name, "password": self.admin_password}
        answer = await anyone.post("/auth/token", data=form)
        if answer.status_code != 200:
            raise Misuse(f"cannot sign in as {self.admin_name}: {answer.status_code} {answer.text[:200]}")
        self._admin_auth.take(answer.json())
        await self._see_addresses(anyone)
        self.permissions = await self._permissions()
        if lacking := _NEEDED - self.permissions:
            raise Misuse(f"{self.admin_name} lacks {', '.join(sorted(lacking))}; name an administrator")

    async def _see_addresses(self, first: Caller) -> None:
        """Behind a proxy all callers may look like one: does the service see where `first` signed in from?"""
        sessions = (await self.admin.get("/users/me/sessions")).json()["items"]
        seen = next(session["ip_address"] for session in sessions if session["is_current"])
        self.addresses.many = self.addresses.many and seen in (first.address, self.admin.address)

    async def _permissions(self) -> set[str]:
        """What the administrator may do: all, or what their roles say."""
        me = (await self.admin.get("/users/me")).json()
        if me["is_superuser"]:
            return set(PERMISSIONS)
        roles = [await self.admin.get(f"/admin/roles/{role}") for role in me["roles"]]
        return {name for role in roles if role.is_success for name in role.json()["permissions"]}

    @property
    def superuser(self) -> bool:
        return self.permissions == set(PERMISSIONS)

    def need(self, *permissions: str) -> None:
        """Skip the case if the administrator does not hold these."""
        if lacking := set(permissions) - self.permissions:
            raise Skipped(f"the administrator lacks {', '.join(sorted(lacking))}")

    # People

    async def account(self, **fields: Any) -> dict[str, Any]:
        """A new account, signed in to by nobody."""
        name = self.name()
        body = {"email": f"{name}@example.com", "username": name, **fields}
        user = expect(await self.admin.post("/users", json=body), 201).json()
        self._made.append(user["id"])
        return dict(user)

    async def person(self, *roles: str, **fields: Any) -> Person:
        """A new account with these roles beside `user`, signed in."""
        if roles:
            self.need("roles:assign")
            fields["roles"] = ["user", *roles]
        password = self.secret()
        return await self.log_in(await self.account(password=password, **fields), password)

    async def once(self, make: Callable[["Target"], Awaitable[T]]) -> T:
        """What `make` makes, made once for all cases."""
        lock = self._locks.setdefault(make, asyncio.Lock())
        async with lock:
            if make not in self._shared:
                self._shared[make] = await make(self)
        made: T = self._shared[make]
        return made

    async def somebody(self) -> Person:
        """One person for all cases that only need somebody, and change nothing of theirs."""
        return await self.once(Target.person)

    async def mighty(self) -> Person:
        """A new superuser; the case is skipped if the administrator is none."""
        if not self.superuser:
            raise Skipped("needs an administrator with the role superuser")
        return await self.person("superuser")

    async def log_in(self, user: dict[str, Any], password: str, address: str | None = None) -> Person:
        caller = self.caller(address=address)
        answer = await caller.post("/auth/login", json={"email": user["email"], "password": password})
        tokens = expect(answer, 200).json()
        caller.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        return Person(caller, tokens["user"], password, tokens)

    async def api_key(self, owner: Person, *scopes: str) -> str:
        body = {"name": self.name(), "scopes": list(scopes)}
        answer = expect(await owner.caller.post("/users/me/api-keys", json=body), 201)
        return str(answer.json()["key"])

    async def role(self, *permissions: str) -> str:
        """A new role."""
        self.need("roles:write", *permissions)
        name = self.role_name()
        body = {"name": name, "permissions": list(permissions)}
        expect(await self.admin.post("/admin/roles", json=body), 201)
        return name

    def role_name(self) -> str:
        """The name of a role that is removed at the end, if anybody makes it."""
        self._roles.append(self.name())
        return self._roles[-1]

    async def application(self) -> str:
        """The client_id of a new application."""
        self.need("applications:write")
        body = {"name": self.name(), "kind": "service"}
        made = expect(await self.admin.post("/admin/applications", json=body), 201).json()
        self._applications.append(made["client_id"])
        return self._applications[-1]

    def verifying(self) -> str:
        """Where addresses are verified first, so that registration must not tell whether one is taken."""
        if self.verifying_url:
            return self.verifying_url
        policy = self.policy["registration"]
        if policy["mode"] != "open" or not policy["email_verification_required"]:
            raise Skipped("registration is not open, or addresses are not verified first")
        return self.url

    async def limited(self) -> bool:
        """Whether anonymous writes are counted."""
        return await self._room(self.caller(patient=False)) is not None

    async def unhurried(self, requests: int) -> Caller:
        """Somebody who may make so many anonymous writes at once, after a wait if need be."""
        caller = self.caller(patient=False)
        for _ in range(_ROOM_TRIES):
            room = await self._room(caller)
            if room is None or room >= requests:
                return caller
            await asyncio.sleep(_ROOM_SECONDS)
        raise Skipped(f"the rate limit does not allow {requests} requests at once")

    async def _room(self, caller: Caller) -> int | None:
        """How many anonymous writes are left to a caller; None if they are not counted."""
        answer = await caller.post("/auth/revoke", data={"token": "x"})
        left = re.search(r";r=(\d+)", answer.headers.get("ratelimit", ""))
        return int(left[1]) if left else None

    # The end

    async def close(self, settling: float = 0) -> list[str]:
        """Remove all that was made, after seconds for what may be under way; what could not be."""
        left = await in_turns(self._erase(user_id) for user_id in self._made)
        await asyncio.sleep(settling)
        left += await in_turns(self._erase(user_id) for user_id in await self._leftovers())
        for role in self._roles if "roles:write" in self.permissions else ():
            await self.admin.delete(f"/admin/roles/{role}")
        for client_id in self._applications:
            await self.admin.delete(f"/admin/applications/{client_id}")
        await self.admin.post("/auth/logout", json={"scope": "this"})
        for caller in self._callers:
            await caller.aclose()
        return [each for each in left if each]

    async def _erase(self, user_id: int) -> str:
        answer = await self.admin.delete(f"/users/{user_id}", params={"erase": True})
        refused = answer.status_code not in (204, 404)
        return f"user {user_id}: {answer.status_code} {answer.text[:100]}" if refused else ""

    async def _leftovers(self) -> list[int]:
        """Accounts that came by other ways, which a case that fell may have opened."""
        found: list[int] = []
        query: dict[str, Any] = {"search": self.run, "limit": 100}
        while True:
            page = expect(await self.admin.get("/users", params=query), 200).json()
            found += [user["id"] for user in page["items"] if user["username"].startswith(self.run)]
            if page["next_cursor"] is None:
                return found
            query["cursor"] = page["next_cursor"]
