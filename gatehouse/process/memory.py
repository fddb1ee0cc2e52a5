"""Memory that is given back to the system."""

import os
import sys
from pathlib import Path

HUGE_PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")
_FIRST_GLIBC_THAT_ASKS_FOR_THEM = (2, 35)
_VARIABLE = "GLIBC_TUNABLES"
_TRIM = "glibc.malloc.trim_threshold=16777216"  # what glibc would take here makes reads dearer
_SETTINGS = f"glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4194304:{_TRIM}"


def give_hashes_back() -> None:
    """Have processes that are started from now on give back the 20 MB of a hash when it is done.

    glibc reads this when a process starts. In pages of the usual size each hash would take a fifth longer.
    """
    if has_huge_pages():
        os.environ.setdefault(_VARIABLE, _SETTINGS)


def start_anew() -> None:
    """Have this process give them back, too: it becomes the same command once more."""
    if os.environ.get(_VARIABLE) == _SETTINGS:
        del os.environ[_VARIABLE]  # it is not meant for PostgreSQL
        return
    give_hashes_back()
    if os.environ.get(_VARIABLE) == _SETTINGS:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - itself


def has_huge_pages() -> bool:
    """Whether this machine has them, and a glibc that asks for them."""
    if not HUGE_PAGES.exists() or "[never]" in HUGE_PAGES.read_text():
        return False
    library, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    return library == "glibc" and tuple(map(int, version.split("."))) >= _FIRST_GLIBC_THAT_ASKS_FOR_THEM
