"""What an application asks for when it sends somebody here to sign in."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from gatehouse.domain.openid.redirects import is_registered, with_answer
from gatehouse.domain.services import Services
from gatehouse.persistence import applications
from gatehouse.persistence.applications import SERVICE, Application
from gatehouse.security.opaque import is_client_id

_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_SCOPE: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,100}")
_SECONDS: Final = re.compile(r"[0-9]{1,9}")
_PROMPTS: Final = {"none", "login", "consent", "select_account"}
_MOST_SCOPES: Final = 100
_LONGEST: Final = {"state": 2048, "nonce": 512}
_UNSUPPORTED: Final = {
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}


class Unanswerable(Exception):
    """A request that nobody can be sent back for: the application or its address is not known."""


class Refused(Exception):
    """A request that the application is told about."""

    def __init__(self, error: str, description: str, back: "Back") -> None:
        super().__init__(error)
        self.error = error
        self.description = description
        self.back = back


class Back(NamedTuple):
    """Where an answer goes, and what it is recognised by."""

    issuer: str
    address: str
    state: str | None

    def telling(self, **answer: str) -> str:
        return with_answer(self.address, {**answer, "state": self.state, "iss": self.issuer})

    def refusal(self, error: str, description: str) -> Refused:
        return Refused(error, description, self)


class Asked(NamedTuple):
    """A request that is well-formed."""

    application: Application
    back: Back
    scope: list[str]
    nonce: str | None
    code_challenge: str
    prompts: frozenset[str]
    max_age: int | None
    acr_values: list[str]


async def read(services: Services, given: Sequence[tuple[str, str]]) -> Asked:
    """The request, or why there is none: `Unanswerable`, or else `Refused`."""
    counted = Counter(name for name, _ in given)
    fields = {name: value for name, value in given if value}
    application = await _application(services, fields, counted)
    address = fields.get("redirect_uri", "")
    registered = application.redirect_uris
    if counted["redirect_uri"] > 1 or not is_registered(application, registered, address):
        raise Unanswerable("The application did not send an address of its own to return to.")
    state = fields.get("state") if counted["state"] == 1 else None
    back = Back(services.settings.issuer, address, state)
    if repeated := sorted(name for name, times in counted.items() if times > 1):
        raise back.refusal("invalid_request", f"These parameters occur twice: {', '.join(repeated[:5])}.")
    return _read(application, back, fields)


async def _application(
    services: Services, fields: Mapping[str, str], counted: Mapping[str, int]
) -> Application:
    client_id = fields.get("client_id", "")
    known = is_client_id(client_id) and counted["client_id"] == 1
    application = await applications.find(services.database.read, client_id) if known else None
    if application is None or not application.is_active:
        raise Unanswerable("No application of this name is known here.")
    return application


def _read(application: Application, back: Back, fields: Mapping[str, str]) -> Asked:
    _refuse_unsupported(application, back, fields)
    challenge, method = fields.get("code_challenge", ""), fields.get("code_challenge_method", "")
    if method != "S256" or not _CHALLENGE.fullmatch(challenge):
        raise back.refusal("invalid_request", "PKCE is required: send code_challenge, made by S256.")
    prompts = frozenset(fields.get("prompt", "").split())
    if not prompts <= _PROMPTS or ("none" in prompts and len(prompts) > 1):
        raise back.refusal("invalid_request", f"prompt must be none, or of {', '.join(sorted(_PROMPTS))}.")
    max_age = fields.get("max_age")
    if max_age is not None and not _SECONDS.fullmatch(max_age):
        raise back.refusal("invalid_request", "max_age must be a number of seconds.")
    return Asked(
        application,
        back,
        read_scope(fields.get("scope", ""), back),
        fields.get("nonce"),
        challenge,
        prompts,
        None if max_age is None else int(max_age),
        fields.get("acr_values", "").split(),
    )


def _refuse_unsupported(application: Application, back: Back, fields: Mapping[str, str]) -> None:
    for name in _UNSUPPORTED.keys() & fields.keys():
        raise back.refusal(_UNSUPPORTED[name], f"The parameter {name} is not supported.")
    for name in _LONGEST.keys() & fields.keys():
        if len(fields[name]) > _LONGEST[name]:
            raise back.refusal("invalid_request", f"{name} must have {_LONGEST[name]} characters at most.")
    _refuse_other_flows(application, back, fields)


def _refuse_other_flows(application: Application, back: Back, fields: Mapping[str, str]) -> None:
    if application.kind == SERVICE:
        raise back.refusal("unauthorized_client", "An application of the kind service signs nobody in.")
    if "response_type" not in fields:
        raise back.refusal("invalid_request", "response_type is missing; it must be code.")
    if fields["response_type"] != "code":
        raise back.refusal("unsupported_response_type", "response_type must be code.")
    if fields.get("response_mode", "query") != "query":
        raise back.refusal("invalid_request", "response_mode must be query.")


def read_scope(text: str, back: Back) -> list[str]:
    """The names in a scope, each of them once and in their order."""
    names = list(dict.fromkeys(text.split()))
    if len(names) > _MOST_SCOPES or not all(map(_SCOPE.fullmatch, names)):
        raise back.refusal("invalid_scope", "scope must be names, with spaces between them.")
    return names
