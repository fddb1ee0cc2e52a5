"""Verified tokens are remembered for as long as they live, and no longer."""

from datetime import timedelta
from uuid import uuid4

import pytest

from gatehouse.core import clock
from gatehouse.security import tokens
from gatehouse.security.tokens import BY_PASSWORD, Authentication, SigningKey, TokenInvalid, TokenIssuer

LIFE = timedelta(minutes=15)


@pytest.fixture
def issuer() -> TokenIssuer:
    return TokenIssuer("us", "them", SigningKey.generate())


def signed(issuer: TokenIssuer) -> str:
    return issuer.sign(uuid4(), uuid4(), 1, LIFE, Authentication(BY_PASSWORD, clock.now()))


def test_what_was_verified_is_known(issuer):
    token = signed(issuer)
    assert issuer.remembered(token) is None
    claims = issuer.verify(token)
    assert issuer.remembered(token) is claims


def test_what_was_refused_is_not(issuer):
    forged = signed(TokenIssuer("us", "them", SigningKey.generate()))
    with pytest.raises(TokenInvalid):
        issuer.verify(forged)
    assert issuer.remembered(forged) is None


def test_it_ends_with_the_token(issuer, monkeypatch):
    token = signed(issuer)
    issuer.verify(token)
    later = clock.now() + LIFE
    monkeypatch.setattr("gatehouse.core.clock.now", lambda: later)
    assert issuer.remembered(token) is None
    with pytest.raises(TokenInvalid):
        issuer.verify(token)


def test_the_oldest_gives_way(issuer, monkeypatch):
    monkeypatch.setattr(tokens, "_MAX_REMEMBERED", 2)
    first, second, third = (signed(issuer) for _ in range(3))
    for token in (first, second, third):
        issuer.verify(token)
    assert [issuer.remembered(token) is not None for token in (first, second, third)] == [False, True, True]
