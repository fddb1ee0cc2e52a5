"""The keys that sign for applications: one for each algorithm, made and rotated with the key of Gatehouse."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from gatehouse.core import clock
from gatehouse.persistence import application_signing_keys, signing_keys
from gatehouse.persistence.application_signing_keys import SealedApplicationKey
from gatehouse.persistence.database import Database, Transaction
from gatehouse.security.crypto import Vault
from gatehouse.security.signatures import OTHERS, Algorithm, ApplicationKey

_PURPOSE = "application-signing-key"


async def list_or_make(database: Database, vault: Vault) -> list[ApplicationKey]:
    """All keys that are published; those that are missing are made by whoever comes first."""
    stored = await application_signing_keys.list_live(database.read, clock.now())
    if _missing(stored):
        async with database.transaction() as tx:
            await signing_keys.lock(tx)
            await _add(tx, vault, _missing(await application_signing_keys.list_live(tx, clock.now())))
        stored = await application_signing_keys.list_live(database.read, clock.now())
    return [_open(vault, key) for key in stored]


async def rotate(tx: Transaction, vault: Vault, retirement: datetime) -> None:
    """Sign with new keys from now on; the former ones verify until they retire."""
    await application_signing_keys.retire_current(tx, retirement)
    await _add(tx, vault, OTHERS)


async def replace_all(tx: Transaction, vault: Vault) -> None:
    """New keys in place of all, sealed by a vault, which is the only one to open them."""
    await application_signing_keys.delete_all(tx)
    await _add(tx, vault, OTHERS)


def _missing(stored: Iterable[SealedApplicationKey]) -> list[Algorithm]:
    there = {key.algorithm for key in stored if key.signs}
    return [algorithm for algorithm in OTHERS if algorithm not in there]


async def _add(tx: Transaction, vault: Vault, algorithms: Iterable[Algorithm]) -> None:
    for algorithm in algorithms:
        key = await asyncio.to_thread(ApplicationKey.generate, algorithm)
        sealed = vault.seal(_PURPOSE, key.dump())
        await application_signing_keys.add(tx, key.kid, algorithm, sealed, clock.now())


def _open(vault: Vault, key: SealedApplicationKey) -> ApplicationKey:
    return ApplicationKey.load(key.algorithm, vault.unseal(_PURPOSE, key.sealed))
