"""An application that people sign in to."""

import pytest

from tests.support.openid import Relying, relying
from tests.support.service import Service


@pytest.fixture
async def wiki(service: Service) -> Relying:
    return await relying(service)
