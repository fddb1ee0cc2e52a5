"""Paging that our own document does not have: the client of another one, in every language."""

from collections.abc import AsyncIterator

import pytest

from tests.sdk.conformance.drivers import Broken, Driver, Unavailable
from tests.sdk.conformance.fixtures import running
from tests.sdk.conformance.languages import apart, languages
from tests.sdk.conformance.parity import Enter
from tests.sdk.conformance.play import play
from tests.sdk.conformance.vectors import FOLDER, Vector, load_all
from tests.sdkgen.support import FIXTURES

DOCUMENT = FIXTURES / "pagination.yaml"
LANGUAGES = {name: each for name, each in languages(DOCUMENT).items() if name != "reference"}
VECTORS = load_all(FOLDER / DOCUMENT.stem)


@pytest.fixture(scope="module")
async def page_drivers() -> AsyncIterator[dict[str, Driver]]:
    async with running(LANGUAGES) as drivers:
        yield drivers


@pytest.mark.parametrize("language", apart(LANGUAGES))
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
async def test_pages(vector: Vector, language: str, page_drivers: dict[str, Driver], enter: Enter) -> None:
    enter(f"pages: {vector.name}", language)
    try:
        faults = await play(vector, page_drivers[language])
    except (Unavailable, Broken) as error:
        faults = [str(error)]
    if faults:
        pytest.fail("\n".join([f"{language}, {vector.title}", *faults]), pytrace=False)
