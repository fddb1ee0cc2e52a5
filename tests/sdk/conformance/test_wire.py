"""All vectors through the drivers of all languages; `-k typescript` for one language."""

import pytest

from tests.sdk.conformance.drivers import Broken, Driver, Unavailable
from tests.sdk.conformance.languages import LANGUAGES, apart
from tests.sdk.conformance.parity import Enter
from tests.sdk.conformance.play import play
from tests.sdk.conformance.vectors import Vector, load_all

VECTORS = load_all()


@pytest.mark.parametrize("language", apart(LANGUAGES))
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
async def test_vector(vector: Vector, language: str, drivers: dict[str, Driver], enter: Enter) -> None:
    enter(vector.name, language)
    try:
        faults = await play(vector, drivers[language])
    except (Unavailable, Broken) as error:
        faults = [str(error)]
    if faults:
        pytest.fail("\n".join([f"{language}, {vector.title}", *faults]), pytrace=False)
