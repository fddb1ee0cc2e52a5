"""The pages that links in emails lead to, for installations without a frontend of their own."""

from typing import Final, NamedTuple

from starlette.responses import Response

from gatehouse.contract.problems import FieldError, Problem
from gatehouse.pages.visits import Visit

EXPIRED: Final = "This link or code has expired or was already used. Ask for a new one."
SENT: Final = "If that address belongs to an account, an email is on its way. It may take a minute."


class MailedPage(NamedTuple):
    """What one page says, and the operations that its forms carry out."""

    title: str
    lead: str
    button: str
    done: str
    confirm: str
    asks: str = ""  # the field for a password, if there is one
    again: str = ""


PAGES: Final = {
    "/reset-password": MailedPage(
        "Reset your password",
        "Choose a new password for your account.",
        "Set new password",
        "Your password has been changed, and you are signed out everywhere. Sign in with the new password.",
        "auth.confirm_password_reset",
        asks="new_password",
        again="auth.request_password_reset",
    ),
    "/accept-invitation": MailedPage(
        "Welcome",
        "Choose a password to start using your account.",
        "Set password",
        "Your account is ready. Sign in with your new password.",
        "auth.confirm_password_reset",
        asks="new_password",
        again="auth.request_password_reset",
    ),
    "/verify-email": MailedPage(
        "Confirm your email address",
        "One click, and your email address is confirmed.",
        "Confirm email address",
        "Your email address is confirmed. You can now sign in.",
        "auth.verify_email",
        again="auth.request_email_verification",
    ),
    "/verify-email?new-account": MailedPage(
        "Confirm your email address",
        "Enter the password to sign in with. It can be the one that you chose when you signed up.",
        "Confirm email address",
        "Your email address is confirmed. You can now sign in with this password.",
        "auth.verify_email",
        asks="password",
        again="auth.request_email_verification",
    ),
    "/confirm-email": MailedPage(
        "Confirm your new email address",
        "One click, and your account uses this email address.",
        "Confirm new address",
        "Your account now uses this email address. Sign in with it from now on.",
        "me.confirm_email_change",
    ),
}
PATHS: Final = {address.partition("?")[0] for address in PAGES}


async def show(visit: Visit) -> Response:
    """The form, which takes the token out of the address, or a code out of the mail."""
    return _rendered(visit)


async def act(visit: Visit) -> Response:
    """Confirm with the token, or mail another one."""
    page = PAGES[_address(visit)]
    if page.again and "email" in visit.fields:
        await visit.carry_out(page.again, {"email": visit.fields["email"].strip()})
        return _rendered(visit, SENT)
    body = {"token": visit.fields.get("token", "").strip()}
    if page.asks:
        body[page.asks] = visit.fields.get(page.asks, "")
    try:
        await visit.carry_out(page.confirm, body)
    except Problem as problem:
        raise _in_words(problem) from None
    return _rendered(visit, page.done)


def _rendered(visit: Visit, said: str = "") -> Response:
    """The API has the same words for the script of the page."""
    address = _address(visit)
    facts = {"page": PAGES[address], "form": address, "said": said, "sent": SENT, "expired": EXPIRED}
    return visit.render("mailed", **facts)


def _address(visit: Visit) -> str:
    """The path, with what follows it where that is another page."""
    return visit.address if visit.address in PAGES else visit.path


def _in_words(problem: Problem) -> Problem:
    if all(error.pointer != "/token" for error in problem.errors):
        return problem
    errors = [
        FieldError(error.pointer, error.code, EXPIRED) if error.pointer == "/token" else error
        for error in problem.errors
    ]
    return Problem(problem.code, problem.detail, errors, problem.headers)
