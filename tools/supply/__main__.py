"""Every check of the supply chain; see docs/security.md."""

import argparse
import sys
from pathlib import Path

from tools.supply.advisories import advisories, path_with_govulncheck
from tools.supply.boms import boms
from tools.supply.history import secrets
from tools.supply.licences import licences
from tools.supply.programs import ROOT
from tools.supply.report import exit_code, show
from tools.supply.stage import stage


def main(out: Path, *, strict: bool) -> int:
    """Print what was found and not checked, then the table."""
    staged = out / "checkout"
    failed = stage(staged)
    written, documents = boms(staged, out / "sbom", failed)
    asked = advisories(staged, failed, path_with_govulncheck(out / "bin"))
    results = [secrets(), *asked, licences(documents), written]
    print(show(results))
    return exit_code(results, strict=strict)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.supply", description=__doc__)
    parser.add_argument(
        "--strict", action="store_true", help="fail as well if something could not be checked"
    )
    sys.exit(main(ROOT / "build" / "security", strict=parser.parse_args().strict))
