"""Secrets and keys of applications: several at once, so that one can be exchanged while both work."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

import orjson

from gatehouse.contract.problems import Problem, invalid
from gatehouse.core import clock
from gatehouse.persistence import application_keys, application_secrets
from gatehouse.persistence.application_keys import Key
from gatehouse.persistence.application_secrets import Secret
from gatehouse.persistence.applications import Application
from gatehouse.persistence.database import Transaction
from gatehouse.security.opaque import make_client_secret
from gatehouse.security.public_keys import KeyRefused, read_public_key

Json = dict[str, Any]

MOST: Final = 10
"""Secrets, and keys, that an application may have."""


class NewSecret(NamedTuple):
    """A secret, and its text, which nobody sees again."""

    stored: Secret
    text: str


async def add_secret(tx: Transaction, application: Application, name: str, days: int | None) -> NewSecret:
    """Make a secret beside those that there are."""
    _refuse_public(application)
    now = clock.now()
    if await application_secrets.count_live(tx, application.id, now) >= MOST:
        raise Problem("secret_limit", f"The application has {MOST} secrets. Revoke one first.")
    made = make_client_secret()
    expires_at = None if days is None else now + timedelta(days=days)
    secret = Secret(uuid4(), name, made.prefix, now, expires_at, None)
    await application_secrets.add(tx, application.id, secret, made.digest)
    return NewSecret(secret, made.text)


async def remove_secret(tx: Transaction, application: Application, secret_id: UUID) -> None:
    """Revoke a secret and every token that was got with it."""
    if not await application_secrets.remove(tx, application.id, secret_id):
        raise Problem("secret_not_found", "The application has no such secret.")


async def add_key(tx: Transaction, application: Application, name: str, jwk: Mapping[str, Any]) -> Key:
    """Register the public half of a key pair that the application made."""
    _refuse_public(application)
    if await application_keys.count(tx, application.id) >= MOST:
        raise Problem("secret_limit", f"The application has {MOST} keys. Remove one first.")
    try:
        public = read_public_key(jwk)
    except KeyRefused as refusal:
        raise invalid("/jwk", "jwk", str(refusal)) from None
    key = Key(uuid4(), name, public.kid, public.algorithm, public.jwk, clock.now(), None)
    await application_keys.add(tx, application.id, key)
    return key


async def remove_key(tx: Transaction, application: Application, key_id: UUID) -> None:
    """Remove a key and every token that was got with it."""
    if not await application_keys.remove(tx, application.id, key_id):
        raise Problem("key_not_found", "The application has no such key.")


def key_body(key: Key) -> Json:
    body = key._asdict()
    del body["public_jwk"]
    return {**body, "jwk": orjson.loads(key.public_jwk)}


def _refuse_public(application: Application) -> None:
    """What runs on somebody else's device would tell its secret to everybody."""
    if application.is_public:
        raise Problem("public_application", "An application of this kind can keep no secret.")
