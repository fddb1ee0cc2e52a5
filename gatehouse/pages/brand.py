"""How an operator's pages look: name, logo, colours that can be read, links."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from gatehouse.core.settings import Settings, SettingsError
from gatehouse.core.settings.rules import PICTURES

_READABLE: Final = 4.5  # WCAG 2.2, 1.4.3
_STEPS: Final = 20
_CARDS: Final = {"light": "#ffffff", "dark": "#1d2025"}
_BLACK, _WHITE = "#000000", "#ffffff"


class Link(NamedTuple):
    """Where else an operator's pages lead."""

    name: str
    url: str


class Logo(NamedTuple):
    """A picture and its media type."""

    picture: bytes
    media_type: str


class Brand(NamedTuple):
    """What all pages of an installation have in common."""

    name: str
    logo: Logo | None
    colors: str  # CSS
    links: list[Link]


def brand_of(settings: Settings) -> Brand:
    light, dark = settings.app_color, settings.app_color_dark or settings.app_color
    colors = (
        f":root {{ {_variables(light, _CARDS['light'], _BLACK)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(dark, _CARDS['dark'], _WHITE)} }} }}\n"
    )
    return Brand(settings.app_name, _logo(settings), colors, list(_links(settings.app_links)))


def _logo(settings: Settings) -> Logo | None:
    path = settings.app_logo
    if path is None:
        return None
    try:
        return Logo(path.read_bytes(), PICTURES[path.suffix.lower()])
    except OSError as error:
        raise SettingsError(f"APP_LOGO: {path} cannot be read: {error.strerror}") from error


def _links(written: Iterable[str]) -> Iterable[Link]:
    for link in written:
        name, _, url = link.partition("=")
        yield Link(name.strip(), url)


def _variables(color: str, card: str, towards: str) -> str:
    """The colour of buttons as it was chosen, what can be read on it, and a shade of it for text."""
    on = max(_BLACK, _WHITE, key=lambda text: contrast(text, color))
    shades = (_mixed(color, towards, step / _STEPS) for step in range(_STEPS + 1))
    text = next(shade for shade in shades if contrast(shade, card) >= _READABLE)
    return f"--main: {color}; --on-main: {on}; --link: {text};"


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB


def _mixed(color: str, towards: str, share: float) -> str:
    pairs = zip(_parts(color), _parts(towards), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def _parts(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue
