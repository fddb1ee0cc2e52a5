"""All vectors through the drivers of all languages; `-k typescript` for one language."""

import pytest

from tests.sdk.conformance.drivers import Broken, Driver, Unavailable
from tests.sdk.conformance.languages import LANGUAGES
from tests.sdk.conformance.parity import Parity
from tests.sdk.conformance.play import play
from tests.sdk.conformance.vectors import Vector, load_all

VECTORS = load_all()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
async def test_vector(vector: Vector, language: str, drivers: dict[str, Driver], parity: Parity) -> None:
    parity.add(vector.name, language, passed=False)
    try:
        faults = await play(vector, drivers[language])
    except (Unavailable, Broken) as error:
        faults = [str(error)]
    if faults:
        pytest.fail("\n".join([f"{language}, {vector.title}", *faults]), pytrace=False)
    parity.add(vector.name, language, passed=True)
