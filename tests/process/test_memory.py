"""What a worker holds while it has nothing to do."""

import asyncio
import os
from pathlib import Path

import pytest

from gatehouse.core.settings import Settings
from gatehouse.process import memory
from tests.support.server import serving

ARENA = 64 * 2**20  # glibc's threads have their memory at multiples of it
HASH_KB = 19_456


def largest_arena_kb(pid: int) -> int:
    """What is in use of the largest piece of memory that belongs to threads."""
    kilobytes, belongs = [0], False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        first, *rest = line.split()
        if "-" in first:
            belongs = int(first.split("-")[0], 16) % ARENA == 0
        elif first == "Rss:" and belongs:
            kilobytes.append(int(rest[0]))
    return max(kilobytes)


@pytest.fixture
def huge_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    file = tmp_path / "enabled"
    monkeypatch.setattr(memory, "HUGE_PAGES", file)
    return file


@pytest.mark.parametrize("modes", ["always [madvise] never\n", "[always] madvise never\n"])
def test_glibc_is_told_where_there_are_huge_pages(huge_pages: Path, modes: str):
    huge_pages.write_text(modes)
    memory.give_hashes_back()
    assert "mmap_threshold" in os.environ["GLIBC_TUNABLES"]


@pytest.mark.parametrize("library", [None, "glibc 2.31", "musl 1.2.5"])
def test_hashes_are_not_made_slower_where_glibc_cannot(
    huge_pages: Path, monkeypatch: pytest.MonkeyPatch, library: str | None
):
    huge_pages.write_text("always [madvise] never\n")
    monkeypatch.setattr(os, "confstr", lambda _: library)
    memory.give_hashes_back()
    assert "GLIBC_TUNABLES" not in os.environ


@pytest.mark.parametrize("modes", ["always madvise [never]\n", None])
def test_hashes_are_not_made_slower_where_there_are_none(huge_pages: Path, modes: str | None):
    if modes:
        huge_pages.write_text(modes)
    memory.give_hashes_back()
    assert "GLIBC_TUNABLES" not in os.environ


def test_what_an_operator_wants_stays(huge_pages: Path, monkeypatch: pytest.MonkeyPatch):
    huge_pages.write_text("always [madvise] never\n")
    monkeypatch.setenv("GLIBC_TUNABLES", "glibc.malloc.arena_max=2")
    memory.give_hashes_back()
    assert os.environ["GLIBC_TUNABLES"] == "glibc.malloc.arena_max=2"


@pytest.mark.skipif(not memory.has_huge_pages(), reason="this machine has no huge pages to give back")
@pytest.mark.parametrize("workers", [1, 2])
async def test_what_hashes_worked_on_is_given_back(own_settings: Settings, tmp_path: Path, workers: int):
    body = {"username": "nobody", "password": "a password of nobody"}
    async with serving(own_settings, tmp_path / "log", workers=workers) as server:
        answers = await asyncio.gather(
            *(server.client().post("/auth/login", json=body) for _ in range(2 * workers))
        )
        assert {answer.status_code for answer in answers} == {401}
        for pid in server.workers() or {server.process.pid}:
            assert largest_arena_kb(pid) < HASH_KB
