"""The mails the service writes: each kind is a template of plain words."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from gatehouse.core.mail import Message
from gatehouse.security.crypto import Vault
from gatehouse.security.opaque import write_one_time_token

TOKEN_LIFE: Final = {
    "password_reset": timedelta(hours=1),
    "invitation": timedelta(days=7),
    "email_verification": timedelta(days=1),
    "email_change": timedelta(days=1),
}

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "password_reset": (
        "Set a new password",
        """somebody, probably you, asked for a new password. Set it here within an hour:

  {base}/reset-password#token={token}

If it was not you, there is nothing to do.""",
    ),
    "invitation": (
        "Your account is ready",
        """an account was made for you. Choose your password here within seven days:

  {base}/accept-invitation#token={token}""",
    ),
    "email_verification": (
        "Confirm your address",
        """confirm that this is your address within a day:

  {base}/verify-email#token={token}""",
    ),
    "email_change": (
        "Confirm your new address",
        """confirm that your account shall use this address, within a day:

  {base}/confirm-email#token={token}""",
    ),
    "email_change_requested": (
        "A change of address was asked for",
        """somebody signed in as you asked for another address for your account.
If it was not you, change your password at {base}.""",
    ),
    "email_changed": (
        "Your address was changed",
        """your account uses another address from now on.
If it was not you, ask the operator of {base} for help at once.""",
    ),
    "password_changed": (
        "Your password was changed",
        """your password was changed, and other sessions were ended.
If it was not you, ask for a new password at {base}.""",
    ),
    "account_exists": (
        "You already have an account",
        """somebody, probably you, tried to register with this address.
You can log in at {base}, or ask there for a new password.""",
    ),
}


def write(kind: str, recipient: str, details: dict[str, Any], vault: Vault, base: str) -> Message:
    """The mail of a kind; its token is made only now, so that it is stored nowhere."""
    subject, text = _TEXTS[kind]
    token_id = details.get("token_id")
    token = write_one_time_token(vault, UUID(token_id)) if token_id else ""
    return Message(
        recipient, subject, f"Hello {details['username']},\n\n{text.format(base=base, token=token)}\n"
    )
