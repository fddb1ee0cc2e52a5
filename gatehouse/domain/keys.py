"""The keys that sign access tokens: created on first use, rotated with overlap, shared by all workers."""

import asyncio
from datetime import timedelta

import structlog

from gatehouse.core import clock
from gatehouse.core.errors import unavailable
from gatehouse.core.settings import Settings, SettingsError
from gatehouse.domain import application_signing
from gatehouse.persistence import signing_keys
from gatehouse.persistence.database import Database, Reader, Transaction
from gatehouse.security.application_tokens import ApplicationTokens
from gatehouse.security.crypto import SealBroken, Vault
from gatehouse.security.signatures import ApplicationKey
from gatehouse.security.tokens import AccessClaims, SigningKey, TokenIssuer

_PURPOSE = "signing-key"
_RELOAD_SECONDS = 60.0
_UNKNOWN_KEY_RELOAD_SECONDS = 0.1
_OVERLAP = timedelta(hours=1)

_log = structlog.get_logger("gatehouse.keys")


class KeyRing:
    """The keys of this installation, as this process last saw them."""

    def __init__(self, database: Database, vault: Vault, settings: Settings) -> None:
        self._database = database
        self._vault = vault
        self._settings = settings
        self._issuer: TokenIssuer | None = None
        self._applications: ApplicationTokens | None = None
        self._loaded_at = float("-inf")
        self._loading = asyncio.Lock()
        self._outdated = False
        self.remembered = 0
        self.checked = 0

    async def issuer(self) -> TokenIssuer:
        """The current keys; another worker's rotation is noticed within a minute."""
        return await self._reload_after(_RELOAD_SECONDS)

    async def verify(self, token: str) -> AccessClaims:
        """The claims of a valid token, or `TokenInvalid`; an unknown key is looked up once."""
        issuer = self._fresh(_RELOAD_SECONDS) or await self.issuer()
        if claims := issuer.remembered(token):
            self.remembered += 1
            return claims
        self.checked += 1
        if not issuer.knows(token):
            issuer = await self._reload_after(_UNKNOWN_KEY_RELOAD_SECONDS)
        return issuer.verify(token)

    async def for_applications(self, token: str | None = None) -> ApplicationTokens:
        """Tokens of applications; a key that one of them names and nobody knows is looked up once."""
        issuer = await self.issuer()
        if token is not None and not issuer.signatures.knows(token):
            await self._reload_after(_UNKNOWN_KEY_RELOAD_SECONDS)
        assert self._applications is not None  # noqa: S101 - made together with the issuer
        return self._applications

    async def require_own(self) -> None:
        """`SettingsError` unless this SECRET_KEY opens the keys that are stored, whatever the schema."""
        await self._require_own(self._database.read)

    async def rotate(self) -> str:
        """Sign with a new key from now on; tokens of the old one stay valid until they expire."""
        async with self._database.transaction() as tx:
            await self._lock_own(tx)
            life = max(
                self._settings.access_token_expire_minutes,
                self._settings.remember_me_access_token_expire_minutes,
            )
            retirement = clock.now() + timedelta(minutes=life) + _OVERLAP
            await signing_keys.retire_current(tx, retirement)
            await application_signing.rotate(tx, self._vault, retirement)
            kid = await _add_key(tx, self._vault)
        self._loaded_at = float("-inf")
        return kid

    async def revoke(self) -> str:
        """As `rotate`, but tokens of all other keys end when each process looks again, within a minute."""
        async with self._database.transaction() as tx:
            kid = await self.replace_all(tx, self._vault)
        self._loaded_at = float("-inf")
        return kid

    async def replace_all(self, tx: Transaction, vault: Vault) -> str:
        """New keys in place of all, sealed by a vault, which is the only one to open them."""
        await self._lock_own(tx)
        await signing_keys.delete_all(tx)
        await application_signing.replace_all(tx, vault)
        return await _add_key(tx, vault)

    async def _lock_own(self, tx: Transaction) -> None:
        """One change at a time, and none by a process whose SECRET_KEY opens other keys than these."""
        await signing_keys.lock(tx)
        await self._require_own(tx)

    async def _require_own(self, db: Reader) -> None:
        for sealed in await signing_keys.list_live(db, clock.now()):
            self._open(sealed)

    async def _reload_after(self, seconds: float) -> TokenIssuer:
        """Fresh keys; if they changed, the issuer is replaced, and with it the tokens that it remembered."""
        if issuer := self._fresh(seconds):
            return issuer
        async with self._loading:
            if issuer := self._fresh(seconds):
                return issuer
            issuer = await self._load_or_wait()
            if self._issuer is None or self._issuer.jwks != issuer.jwks:
                self._issuer = issuer
                self._applications = ApplicationTokens(self._settings.issuer, issuer.signatures)
            self._loaded_at = clock.monotonic()
            return self._issuer

    async def _load_or_wait(self) -> TokenIssuer:
        """The keys; a serving process whose SECRET_KEY was exchanged can only wait to be restarted."""
        try:
            return await self._load()
        except SettingsError as error:
            if self._issuer is None:
                raise
            if not self._outdated:
                _log.error("signing_keys_unreadable", reason=str(error))
            self._outdated = True
            raise unavailable("The service must be restarted with its new SECRET_KEY.") from None

    def _fresh(self, seconds: float) -> TokenIssuer | None:
        return self._issuer if clock.monotonic() - self._loaded_at < seconds else None

    async def _load(self) -> TokenIssuer:
        sealed = await signing_keys.list_live(self._database.read, clock.now())
        if not sealed:
            await self._make_first()
            sealed = await signing_keys.list_live(self._database.read, clock.now())
        signing, *others = (self._open(key) for key in sealed)
        applications = await self._of_applications()
        settings = self._settings
        return TokenIssuer(settings.token_issuer, settings.token_audience, signing, others, applications)

    async def _of_applications(self) -> list[ApplicationKey]:
        try:
            return await application_signing.list_or_make(self._database, self._vault)
        except SealBroken:
            raise _wrong_secret() from None

    async def _make_first(self) -> None:
        async with self._database.transaction() as tx:
            await signing_keys.lock(tx)
            if not await signing_keys.list_live(tx, clock.now()):
                await _add_key(tx, self._vault)

    def _open(self, key: signing_keys.SealedKey) -> SigningKey:
        try:
            return SigningKey.load(key.kid, self._vault.unseal(_PURPOSE, key.sealed))
        except SealBroken:
            raise _wrong_secret() from None


def _wrong_secret() -> SettingsError:
    return SettingsError(
        "SECRET_KEY: not the one that this database was set up with; set that one, "
        "or exchange it with gatehouse rotate-secret"
    )


async def _add_key(tx: Transaction, vault: Vault) -> str:
    key = SigningKey.generate()
    await signing_keys.add(tx, key.kid, vault.seal(_PURPOSE, key.dump()), clock.now())
    return key.kid
