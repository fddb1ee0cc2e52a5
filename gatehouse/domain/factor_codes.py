"""What a code proves: which factor it belongs to, and that it is used for the first time."""

from typing import Final

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.services import Services
from gatehouse.persistence import factors, recovery_codes
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.factors import TOTP
from gatehouse.security import recovery, totp
from gatehouse.security.crypto import Vault

WRONG: Final = "factor_code_invalid"
RECOVERY_CODE: Final = "recovery_code"
_PURPOSE: Final = "totp-secret"


def seal_secret(vault: Vault, secret: str) -> bytes:
    return vault.seal(_PURPOSE, secret.encode())


def open_secret(vault: Vault, sealed: bytes) -> str:
    return vault.unseal(_PURPOSE, sealed).decode()


async def use_code(services: Services, tx: Transaction, user_id: int, code: str) -> str:
    """Use up a code of the account and say what kind it is, or `factor_code_invalid`."""
    bare, now = recovery.compact(code), clock.now()
    if totp.is_totp(bare):
        if await _use_totp(services, tx, user_id, bare):
            return TOTP
    elif await recovery_codes.use(tx, user_id, recovery.digest(user_id, bare), now):
        return RECOVERY_CODE
    raise Problem(WRONG, "The code is wrong or was used before. Wait for the next one.")


async def _use_totp(services: Services, tx: Transaction, user_id: int, code: str) -> bool:
    now = clock.now()
    for factor in await factors.secrets(tx, user_id):
        step = totp.matching_step(open_secret(services.vault, factor.sealed), code, now)
        if step is not None and await factors.use(tx, factor.id, step, now):
            return True
    return False
