"""The rates of all servers as bars, in SVG that reads well on light and on dark pages."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from xml.sax.saxutils import escape

from bench.scenarios import SCENARIOS
from bench.stage import ORM, OURS, RAW

_WIDTH, _VALUES = 760, 130
_BAR, _GAP, _BETWEEN, _TOP = 18, 4, 20, 40
_CHARTED = ("mix-1000-32", "users-1000-32", "keys-1000-32", "lists-1000-32", "updates-1000-32")
_COLOURS = {OURS: "#2a78d6", RAW: "#8a8f98", ORM: "#b9bec7"}
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f; }
.title { font-weight: 600; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } }
"""

Figures = Mapping[str, Mapping[str, Sequence[Mapping[str, float]]]]  # by scenario and server, one a round


def chart(figures: Figures) -> str:
    """A group of bars for kinds of requests by many callers, as multiples of the ORM peer's rate."""
    charted = [scenario for scenario in SCENARIOS if scenario.name in _CHARTED]
    groups = [(scenario.title, _multiples(figures[scenario.name])) for scenario in charted]
    widest = max(value for _, group in groups for value in group.values())
    elements: list[str] = []
    top = _TOP
    for title, group in groups:
        elements.append(_text(0, top + _BAR - 5, title, "title"))
        top += _BAR + _GAP
        for server, value in group.items():
            elements += _bar(top, server, value, widest)
            top += _BAR + _GAP
        top += _BETWEEN
    heading = _text(0, 16, "Requests per second and core, as multiples of the ORM peer", "title")
    size = f'width="{_WIDTH}" height="{top}" viewBox="0 0 {_WIDTH} {top}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<style>{_STYLE}</style>'
    return "\n".join([head, heading, *elements, "</svg>", ""])


def _multiples(servers: Mapping[str, Sequence[Mapping[str, float]]]) -> dict[str, float]:
    rates = {name: median(run["per_second"] for run in runs) for name, runs in servers.items()}
    return {name: rates[name] / rates[ORM] for name in (OURS, RAW, ORM)}


def _bar(top: int, server: str, value: float, widest: float) -> Iterator[str]:
    length = max(2, round((_WIDTH - _VALUES) * value / widest))
    yield f'<rect x="0" y="{top}" width="{length}" height="{_BAR}" rx="2" fill="{_COLOURS[server]}"/>'
    yield _text(length + 8, top + _BAR - 5, f"{server} {value:.1f}x")


def _text(x: int, y: int, text: str, css: str = "") -> str:
    return f'<text x="{x}" y="{y}" class="{css}">{escape(text)}</text>'
