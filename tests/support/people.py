"""What everyone who is signed in has, however they call the service."""

from typing import Any


class Account:
    """Somebody with an account, as the service describes it, and tokens."""

    user: dict[str, Any]
    tokens: dict[str, Any]

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}
