"""What people call the program behind a `User-Agent`."""

import re
from typing import Final

# The first that is found counts: most browsers name those that they want to be taken for as well.
_BROWSERS: Final = (
    (re.compile(r"\bEdgA?/"), "Edge"),
    (re.compile(r"\bOPR/"), "Opera"),
    (re.compile(r"\bSamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"\b(Firefox|FxiOS)/"), "Firefox"),
    (re.compile(r"\b((Headless)?Chrome|Chromium|CriOS)/"), "Chrome"),
    (re.compile(r"\bSafari/"), "Safari"),
)
_SYSTEMS: Final = (
    (re.compile(r"\biPhone\b"), "iPhone"),
    (re.compile(r"\biPad\b"), "iPad"),
    (re.compile(r"\bAndroid\b"), "Android"),
    (re.compile(r"\bWindows\b"), "Windows"),
    (re.compile(r"\bMac OS X\b|\bMacintosh\b"), "macOS"),
    (re.compile(r"\bCrOS\b"), "ChromeOS"),
    (re.compile(r"\bLinux\b"), "Linux"),
)
_EVERY_BROWSER: Final = "Mozilla/"
_LONGEST: Final = 60


def program(user_agent: str | None) -> str:
    """A browser and its system; of other programs, what they call themselves; nothing if nobody knows."""
    text = user_agent or ""
    browser, system = _first(_BROWSERS, text), _first(_SYSTEMS, text)
    if not text.startswith(_EVERY_BROWSER) or not browser:
        return text[:_LONGEST]
    return f"{browser}, {system}" if system else browser


def _first(known: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    return next((name for pattern, name in known if pattern.search(text)), "")
