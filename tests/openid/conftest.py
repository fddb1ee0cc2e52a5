"""Somebody, their browser, and an application that they sign in to."""

import pytest

from tests.support.openid import Relying, relying
from tests.support.pages import Browser, browser_of
from tests.support.service import Person, Service


@pytest.fixture
async def wiki(service: Service) -> Relying:
    return await relying(service)


@pytest.fixture
async def ada(service: Service) -> Person:
    return await service.person()


@pytest.fixture
async def browser(service: Service, ada: Person) -> Browser:
    """Signed in."""
    made = browser_of(service)
    await made.sign_in(ada.user)
    return made
