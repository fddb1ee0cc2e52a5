"""What `sdkgen diff` prints."""

from sdkgen.changes import Changelog, Level
from sdkgen.terminal import DIM, Style, Terminal

_STYLES = {Level.BREAKING: Style("red", bold=True), Level.ADDITIVE: Style("green"), Level.NONE: DIM}


def show_diff(log: Changelog, terminal: Terminal) -> None:
    """Print the verdict for each language, and the reasons."""
    for change in log.changes:
        said = f": {change.where} {change.what}{log.limits(change)}"
        terminal.print(_STYLES[change.worst](str(change.worst)), said)
    for name in log.languages:
        verdict = log.verdict(name)
        terminal.print(f"{name}: ", _STYLES[verdict](str(verdict)))
