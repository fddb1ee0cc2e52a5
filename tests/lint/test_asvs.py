"""The table of ASVS names each requirement once, and nothing that is not there."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "asvs.md"
REQUIREMENTS = Path(__file__).with_name("asvs-5.0.0.txt")
INVENTORY = ROOT / "docs" / "secrets.md"
NEITHER = ("auth.login_failed", "os.urandom")
STATES = ("met", "partly", "not met", "does not apply")
# What the code takes from cryptography, hashlib and argon2, and the name that people know it by.
ALGORITHMS = {
    "AESGCM": "AES-256-GCM",
    "Ed25519PrivateKey": "Ed25519",
    "HKDF": "HKDF",
    "argon2": "Argon2id",
    "bcrypt": "bcrypt",
    "blake2b": "BLAKE2b",
    "ec": "ECDSA with P-256",
    "hmac": "HMAC-SHA-256",
    "rsa": "RSA of 2,048 bits",
    "sha256": "SHA-256",
    "sha512": "SHA-512",
}
_HASHLIB = re.compile(r"\bhashlib\.(\w+)|from hashlib import (\w+)|^import (hmac)$", re.MULTILINE)
_PRIMITIVES = re.compile(r"from cryptography\.hazmat\.primitives\.(?:asymmetric|ciphers|kdf)\S* import (.+)")
_PASSWORDS = re.compile(r"schemes=\[(.+)\]")


class Row(NamedTuple):
    """One requirement, as the table has it."""

    number: str
    level: str
    asks: str
    state: str
    how: str
    tests: str


def read(text: str) -> list[Row]:
    lines = (re.split(r"\s*\|\s*", line.strip().strip("|").strip()) for line in text.splitlines())
    return [
        Row(*cells, *[""] * (6 - len(cells))) for cells in lines if re.fullmatch(r"\d+\.\d+\.\d+", cells[0])
    ]


ROWS = read(TABLE.read_text())


def test_each_requirement_is_there_once_in_their_order() -> None:
    wanted = [line.split() for line in REQUIREMENTS.read_text().splitlines() if not line.startswith("#")]
    assert [[row.number, row.level] for row in ROWS] == wanted


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_a_row_says_how_or_why_not(row: Row) -> None:
    assert row.state in STATES
    assert row.asks
    assert row.how
    if row.state in ("not met", "does not apply"):
        assert not row.tests
    if row.state == "met":
        assert row.tests or re.search(r"`\S+[./]\S+`|\]\(\S+\)", row.how), (
            "by what? a test, a file or a document"
        )


@pytest.mark.parametrize("row", [row for row in ROWS if row.tests], ids=lambda row: row.number)
def test_the_tests_that_it_names_exist(row: Row) -> None:
    for name in row.tests.split():
        path, _, test = name.strip("`").partition("::")
        file = ROOT / "tests" / path
        assert file.is_file(), f"{row.number}: no file tests/{path}"
        assert re.search(rf"^\s*(async )?def {test}\(", file.read_text(), re.MULTILINE), (
            f"{row.number}: no {name}"
        )


def test_the_files_and_operations_that_it_names_exist() -> None:
    names = set(re.findall(r"`([\w-]+\.\w+|[\w.-]+/[\w./-]+)`", TABLE.read_text()))
    operations = re.findall(r"operationId: (\S+)", (ROOT / "openapi.yaml").read_text())
    missing = {name for name in names if not (ROOT / name).exists()}.difference(operations, NEITHER)
    assert not missing


def test_the_numbers_at_the_beginning_are_those_of_the_table() -> None:
    counts = [sum(row.state == state for row in ROWS) for state in STATES]
    met, partly, not_met, other = counts
    words = f"{met} are met, {partly} partly and {not_met} not met; {other} do not apply."
    assert words in TABLE.read_text()


def test_what_is_not_met_is_explained_at_the_beginning() -> None:
    beginning = TABLE.read_text().partition("\n## ")[0]
    assert all(row.number in beginning for row in ROWS if row.state == "not met")


def used_in(text: str) -> set[str]:
    """The algorithms that a file uses."""
    lists = (*_PRIMITIVES.findall(text), *_PASSWORDS.findall(text))
    names = {name.strip('"') for names in lists for name in names.split(", ")}
    return names.union(*_HASHLIB.findall(text)) - {"", "Ed25519PublicKey"}


def test_algorithms_of_the_inventory_are_those_of_the_code() -> None:
    folders = (ROOT / name for name in ("gatehouse", "handlers", "persistence"))
    used = set().union(*(used_in(file.read_text()) for folder in folders for file in folder.rglob("*.py")))
    assert used == ALGORITHMS.keys()
    inventory = INVENTORY.read_text()
    assert not [name for name in ALGORITHMS.values() if name not in inventory]
