"""Imports run downward, and what only one place may know is known only there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "gatehouse"
LEVELS = {
    "app": 6,
    "cli": 6,
    "pages": 5,
    "process": 5,
    "handlers": 4,
    "domain": 3,
    "persistence": 2,
    "cache": 2,
    "security": 1,
    "core": 1,
    "contract": 0,
}
LIBRARIES = {
    "sqlalchemy": ("persistence/", "migrations/"),
    "asyncpg": ("persistence/",),
    "redis": ("cache/",),
    "connexion": ("contract/",),
}
ENVIRONMENT = ("os.environ", "os.getenv", "os.getenvb", "os.environb")
CLOCKS = {
    "datetime": ("now", "utcnow", "today"),
    "date": ("today",),
    "time": ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"),
}

FILES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for level in LEVELS
    for path in [*PACKAGE.glob(f"{level}.py"), *(PACKAGE / level).rglob("*.py")]
)
assert {"app.py", "cli/serve.py", "core/clock.py", "handlers/users.py"} <= set(FILES)
every_file = pytest.mark.parametrize("file", FILES)


def tree(file: str) -> ast.Module:
    return ast.parse((PACKAGE / file).read_text("utf-8"))


def top(module: str) -> str:
    """The part of the package that a file or a module belongs to; for other modules, their first name."""
    own = module.removeprefix("gatehouse.")
    return own.partition(".")[0].partition("/")[0].removesuffix(".py")


def imports(file: str) -> Iterator[str]:
    """The modules a file imports; for `from package import name`, both package and package.name."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def mentions(file: str) -> Iterator[str]:
    """Every attribute such as `time.time`, looked up or imported."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Attribute):
            yield ".".join(ast.unparse(node).split(".")[-2:])
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def variables_set(file: str) -> int:
    """How often the file assigns to `os.environ[...]`."""
    return sum(
        isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Store)
        and ast.unparse(node.value) == "os.environ"
        for node in ast.walk(tree(file))
    )


class TestDirection:
    @every_file
    def test_imports_run_downward(self, file):
        level = LEVELS[top(file)]
        upward = [name for name in imports(file) if LEVELS.get(top(name), -1) > level]
        assert upward == []

    @pytest.mark.parametrize("file", [file for file in FILES if file.startswith("handlers/")])
    def test_handlers_do_not_import_each_other(self, file):
        assert [name for name in imports(file) if top(name) == "handlers"] == []

    @pytest.mark.parametrize("file", [file for file in FILES if file.startswith("contract/")])
    def test_the_contract_package_knows_nothing_of_users(self, file):
        """It can be lifted out into another service."""
        own = [name for name in imports(file) if name.partition(".")[0] == "gatehouse"]
        assert [name for name in own if not f"{name}.".startswith("gatehouse.contract.")] == []


class TestLibraries:
    @every_file
    @pytest.mark.parametrize("library", LIBRARIES)
    def test_each_is_used_where_it_belongs(self, file, library):
        used = library in map(top, imports(file))
        assert not used or file.startswith(LIBRARIES[library])


class TestWorld:
    @every_file
    def test_one_file_reads_the_environment(self, file):
        """What starts workers may set it, as that is how they are told their settings, and glibc its own."""
        mentioned = [name for name in mentions(file) if name in ENVIRONMENT]
        may_set = file in ("cli/serve.py", "process/scrape.py", "process/serving.py")
        is_free = file.startswith(("core/settings/", "process/memory.py"))
        assert is_free or len(mentioned) == may_set * variables_set(file)

    @every_file
    def test_one_file_asks_for_the_time(self, file):
        """The contract package measures how long a request took, and knows no clock of this service."""
        asked = {name for name in mentions(file) if _asks_for_the_time(name)}
        assert file == "core/clock.py" or asked <= ({"time.monotonic"} if top(file) == "contract" else set())


def _asks_for_the_time(name: str) -> bool:
    where, _, what = name.rpartition(".")
    return what in CLOCKS.get(where, ())
