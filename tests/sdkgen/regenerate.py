"""Write the goldens, and the table of codes in the documentation, anew: `python -m tests.sdkgen.regenerate`.

Read the difference before you commit it.
"""

from sdkgen.catalog import CATALOG
from tests.sdkgen.support import DOCUMENTATION, GOLDENS, NEGATIVE, code_row, findings, fixtures, golden, title

_HEAD = "| code | severity | what | effect | way out |\n|---|---|---|---|---|\n"


def main() -> None:
    """Write all goldens, and remove those of fixtures that are gone."""
    for old in [*GOLDENS.glob("*.json"), *NEGATIVE.glob("*.txt")]:
        old.unlink()
    for path in fixtures():
        (GOLDENS / f"{title(path)}.json").write_text(golden(path), encoding="utf-8")
    for path in [*NEGATIVE.glob("*.yaml"), *NEGATIVE.glob("*.json")]:
        path.with_suffix(path.suffix + ".txt").write_text(findings(path), encoding="utf-8")
    text = DOCUMENTATION.read_text(encoding="utf-8")
    kept = text[: text.index(_HEAD) + len(_HEAD)]
    DOCUMENTATION.write_text(
        kept + "".join(f"{code_row(code)}\n" for code in sorted(CATALOG)), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
