"""The table of tokens: every verifier accepts the same ones, and says alike why not."""

from collections.abc import Iterator

import pytest

from tests.sdk.conformance.drivers import Broken, Driver, Unavailable
from tests.sdk.conformance.languages import LANGUAGES, apart
from tests.sdk.conformance.matching import Memory
from tests.sdk.conformance.parity import Enter
from tests.sdk.conformance.tokens import ISSUER, Json, TokenCase, publishing, token_cases

_SECONDS = 30
VERIFIERS = [name for name in LANGUAGES if name != "reference"]


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with publishing() as url:
        yield url


@pytest.mark.parametrize("language", apart(VERIFIERS))
@pytest.mark.parametrize("case", token_cases(), ids=lambda case: case.case.replace(" ", "-"))
async def test_token(
    case: TokenCase, language: str, service: str, drivers: dict[str, Driver], enter: Enter
) -> None:
    enter(f"token: {case.case}", language)
    token = case.signed()
    rules = {"token": token, "issuer": ISSUER, "audiences": case.audiences, **case.required}
    call = {"id": case.case, "base_url": service + ("/down" if case.is_down else ""), "verify": rules}
    try:
        await drivers[language].prepare()
        outcome = await drivers[language].call(call, _SECONDS)
    except (Unavailable, Broken) as error:
        pytest.fail(f"{language}: {error}", pytrace=False)
    faults = _faults(case, outcome)
    faults += ["the error repeats the token"] if token and token in str(outcome.get("error")) else []
    if faults:
        pytest.fail("\n".join([f"{language}, {case.case}", *faults]), pytrace=False)


def _faults(case: TokenCase, outcome: Json) -> list[str]:
    if not case.reasons:
        return Memory().match({"$at_least": {"sub": "ada", **_lasting(case)}}, outcome.get("value"), "value")
    error = outcome.get("error", {})
    if case.reasons == ["unavailable"]:
        # What a command of Nushell cannot fetch ends as any call that fails.
        return [] if error.get("retryable") and not error.get("challenge") else [f"not retryable: {outcome}"]
    expected = {"kind": "token", "status": case.status, "challenge": case.challenge, "retryable": False}
    faults = Memory().match({"$at_least": expected}, error, "error")
    if (reason := error.get("code")) not in case.reasons:
        faults.append(f"refused as {reason}, not {case.refused}")
    return faults


def _lasting(case: TokenCase) -> Json:
    times = ("exp", "nbf", "auth_time")
    return {name: value for name, value in case.claims.items() if name not in times}
