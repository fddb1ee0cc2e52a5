"""Pages in an operator's name and colours."""

import re

import pytest

from gatehouse.core.settings import SettingsError, load_settings
from gatehouse.pages.brand import brand_of, contrast
from tests.support.pages import browser_of
from tests.support.settings import SECRET_KEY

COLORS = ["#1d4ed8", "#ffffff", "#000000", "#ffd60a", "#0f766e", "#808080", "#e11d48"]


@pytest.mark.parametrize("color", COLORS)
def test_whatever_colour_is_chosen_can_be_read(color):
    css = brand_of(load_settings(env_file=None, app_color=color)).colors
    variables = re.findall(r"--main: (#\w+); --on-main: (#\w+); --link: (#\w+);", css)
    assert len(variables) == 2
    for (main, on_main, link), card in zip(variables, ("#ffffff", "#1d2025"), strict=True):
        assert main == color
        assert contrast(on_main, main) >= 4.5
        assert contrast(link, card) >= 4.5


async def test_name_logo_colours_and_links_are_on_every_page(start_service, tmp_path):
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    service = await start_service(
        app_name="Shop <3",
        app_logo=str(logo),
        app_color="#0F766E",
        app_links="Privacy=https://example.com/privacy?a=b,Imprint=https://example.com/imprint",
    )
    browser = browser_of(service)
    page = await browser.open("/sign-in")
    assert re.search("<title>Sign in . Shop &lt;3</title>", page.text)
    assert 'alt="Shop &lt;3"' in page.text
    assert 'href="https://example.com/privacy?a=b"' in page.text
    shown = await service.client().get("/pages/logo")
    assert (shown.headers["content-type"], shown.content) == ("image/svg+xml", logo.read_bytes())
    css = await service.client().get("/pages/page.css")
    assert "--main: #0f766e" in css.text
    assert css.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ({"app_color": "blue"}, "APP_COLOR: must be a colour of six hexadecimal digits, such as #1d4ed8"),
        ({"app_logo": "/no/such.svg"}, "APP_LOGO: must be a file of at most 256 KiB"),
        ({"app_logo": "logo.exe"}, "APP_LOGO: must be a file that ends in .svg, .png"),
        ({"app_links": "Privacy"}, "APP_LINKS: must be links, such as Privacy=https://example.com/privacy"),
        ({"app_links": "X=javascript:alert(1)"}, "APP_LINKS: must be links"),
    ],
)
def test_what_is_wrong_is_said_at_the_start(wrong, right):
    with pytest.raises(SettingsError) as refused:
        load_settings(env_file=None, secret_key=SECRET_KEY, **wrong)
    assert right in str(refused.value)
