"""The mails the service writes: plain words, once as text and once as HTML."""

from datetime import timedelta
from html import escape
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from gatehouse.core.mail import Message
from gatehouse.security.crypto import Vault
from gatehouse.security.opaque import write_one_time_token

TOKEN_LIFE: Final = {
    "password_reset": timedelta(hours=1),
    "invitation": timedelta(days=7),
    "registration": timedelta(days=1),
    "email_verification": timedelta(days=1),
    "email_change": timedelta(days=1),
}


class _Words(NamedTuple):
    """What a mail says; those with a path have a link and a code."""

    subject: str
    opening: str
    closing: str
    path: str = ""
    button: str = ""


_WORDS: Final = {
    "password_reset": _Words(
        "Reset your password",
        "We received a request to reset the password of your account at {service}.",
        "The link works once, for one hour. If you didn't ask for this, ignore this email: your password "
        "stays as it is.",
        "/reset-password",
        "Reset password",
    ),
    "invitation": _Words(
        "Your account is ready",
        "An account has been created for you at {service}. Choose a password to start using it.",
        "The link works once, for seven days. If you weren't expecting this, you can ignore this email.",
        "/accept-invitation",
        "Choose a password",
    ),
    "registration": _Words(
        "Confirm your email address",
        "Please confirm that this is the email address of your new account at {service}, and enter the "
        "password to sign in with. It can be the one that you chose when you signed up.",
        "The link works once, for 24 hours. If you didn't sign up, you can ignore this email: nobody can "
        "sign in before you confirm.",
        "/verify-email?new-account",
        "Confirm email address",
    ),
    "email_verification": _Words(
        "Confirm your email address",
        "Please confirm that this is the email address of your account at {service}.",
        "The link works once, for 24 hours. If you didn't create an account, you can ignore this email.",
        "/verify-email",
        "Confirm email address",
    ),
    "email_change": _Words(
        "Confirm your new email address",
        "Please confirm that you want to use this email address for your account at {service}.",
        "The link works once, for 24 hours. If you didn't ask for this, ignore this email: nothing changes.",
        "/confirm-email",
        "Confirm new address",
    ),
    "email_change_requested": _Words(
        "Email address change requested",
        "Someone signed in to your account at {service} and asked to change its email address. Nothing "
        "changes until the new address is confirmed.",
        "If it wasn't you, change your password right away.",
    ),
    "email_changed": _Words(
        "Your email address was changed",
        "Your account at {service} now uses a different email address.",
        "If it wasn't you, contact the people who run {service} right away.",
    ),
    "password_changed": _Words(
        "Your password was changed",
        "The password of your account at {service} was changed, and all other sessions were signed out.",
        "If it wasn't you, reset your password right away.",
    ),
    "factor_added": _Words(
        "A second factor was added",
        "Signing in to your account at {service} now asks for a code besides the password.",
        "If it wasn't you, change your password right away and remove the factor.",
    ),
    "factor_removed": _Words(
        "A second factor was removed",
        "A second factor of your account at {service} was removed. Without any, the password alone signs in.",
        "If it wasn't you, change your password right away.",
    ),
    "factors_reset": _Words(
        "Your second factors were reset",
        "The people who run {service} removed the second factors and recovery codes of your account, and all "
        "sessions were signed out. The password alone signs in until you add a factor again.",
        "If you didn't ask for this, contact the people who run {service} right away.",
    ),
    "recovery_codes_made": _Words(
        "New recovery codes were made",
        "The recovery codes of your account at {service} were replaced, and the old ones no longer work.",
        "If it wasn't you, change your password right away and make new ones.",
    ),
    "recovery_code_used": _Words(
        "A recovery code was used",
        "Someone signed in to your account at {service} with your password and one of your recovery codes. "
        "That code no longer works.",
        "If it wasn't you, change your password right away and make new recovery codes.",
    ),
    "account_exists": _Words(
        "You already have an account",
        "Someone tried to sign up at {service} with this email address, but you already have an account. "
        "If it was you, sign in, or reset your password if you have forgotten it.",
        "If it wasn't you, there is nothing to do.",
    ),
}

_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>{subject}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Arial,sans-serif">
<div style="max-width:520px;margin:0 auto">
<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">{subject}</h1>
<p>Hello {username},</p>
<p>{opening}</p>
{action}<p>{closing}</p>
<p style="font-size:13px;opacity:.75;border-top:1px solid #8886;padding-top:12px">Sent by {service}</p>
</div></body></html>
"""
_ACTION: Final = """<p style="margin:24px 0"><a href="{link}" style="display:inline-block;padding:12px 20px;\
border-radius:8px;background:#1d4ed8;color:#ffffff;text-decoration:none;font-weight:600">{button}</a></p>
"""
_CODE: Final = """<p>Or open {page} and enter this code:</p>
<p style="font:15px/1.4 ui-monospace,Menlo,Consolas,monospace;padding:12px;border:1px solid #8886;\
border-radius:8px;overflow-wrap:anywhere">{code}</p>
"""


def write(
    kind: str, recipient: str, details: dict[str, Any], vault: Vault, base: str, *, with_code: bool
) -> Message:
    """The mail of a kind; its token is made only now, so that it is stored nowhere.

    A code to type in is of use only where there is a field for it: on our own pages.
    """
    words, service = _WORDS[kind], urlsplit(base).netloc
    token_id = details.get("token_id")
    token = write_one_time_token(vault, UUID(token_id)) if token_id else ""
    page = f"{base}{words.path}"
    facts = {
        "subject": words.subject,
        "username": details["username"],
        "opening": words.opening.format(service=service),
        "closing": words.closing.format(service=service),
        "service": service,
        "page": page,
        "link": f"{page}#token={token}",
        "button": words.button,
        "token": token,
        "code": token if with_code else "",
    }
    return Message(recipient, words.subject, _text(facts), _html(facts))


def _text(facts: dict[str, str]) -> str:
    parts = ["Hello {username},", "{opening}"]
    if facts["token"]:
        parts += ["{button}:", "  {link}"]
    if facts["code"]:
        parts += ["Or open {page} and enter this code:", "  {code}"]
    return "\n\n".join([*parts, "{closing}", "-- \n{service}\n"]).format_map(facts)


def _html(facts: dict[str, str]) -> str:
    safe = {name: escape(text) for name, text in facts.items()}
    parts = [_ACTION] * bool(facts["token"]) + [_CODE] * bool(facts["code"])
    return _PAGE.format_map({**safe, "action": "".join(parts).format_map(safe)})
