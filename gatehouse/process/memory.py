"""Memory that workers give back to the system."""

import os
from pathlib import Path

HUGE_PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")
_FIRST_GLIBC_THAT_ASKS_FOR_THEM = (2, 35)
_TRIM = "glibc.malloc.trim_threshold=16777216"  # what glibc would take here makes reads dearer
_SETTINGS = f"glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4194304:{_TRIM}"


def give_hashes_back() -> None:
    """Have processes that are started from now on give back the 20 MB of a hash when it is done.

    glibc reads this when a process starts. In pages of the usual size each hash would take a fifth longer.
    """
    if _has_huge_pages():
        os.environ.setdefault("GLIBC_TUNABLES", _SETTINGS)


def _has_huge_pages() -> bool:
    if not HUGE_PAGES.exists() or "[never]" in HUGE_PAGES.read_text():
        return False
    library, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    return library == "glibc" and tuple(map(int, version.split("."))) >= _FIRST_GLIBC_THAT_ASKS_FOR_THEM
