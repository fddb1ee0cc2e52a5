"""The package as its users get it: a wheel in an empty environment, and the README's programs."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sdk.builds import TOOLCHAINS
from tests.sdk.builds.workspace import Workspace
from tests.sdk.conformance.drivers import clean_environment

UV = (sys.executable, "-m", "uv")
BLOCKS = re.compile(r"```python\n(.*?)```", re.DOTALL)


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=folder, capture_output=True, text=True, timeout=300, check=False, env=clean_environment()
    )


@pytest.fixture(scope="module")
def package() -> Path:
    """A copy of our client: nothing but the generator ever writes into `clients/`."""
    workspace = Workspace.of(TOOLCHAINS["python"])
    workspace.add_client()
    return workspace.client.absolute()


@pytest.fixture(scope="module")
def wheel(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run(*UV, "build", "--quiet", "--wheel", "--out-dir", str(folder), str(package), folder=folder)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path) -> str:
    """A Python that has the wheel, and what it depends on."""
    there = wheel.parent / "empty"
    done = run(*UV, "venv", "--quiet", "--python", sys.executable, str(there), folder=wheel.parent)
    assert done.returncode == 0, done.stderr
    python = there / "bin" / "python"
    done = run(*UV, "pip", "install", "--quiet", "--python", str(python), str(wheel), folder=wheel.parent)
    assert done.returncode == 0, done.stderr
    return str(python)


def test_the_wheel_has_types_and_a_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "gatehouse_client/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"gatehouse_client"}


def test_it_works_in_an_empty_environment(python: str, tmp_path: Path) -> None:
    program = "import gatehouse_client as g; print(g.GatehouseClient('http://127.0.0.1:1', token='t'))"
    assert run(python, "-c", program, folder=tmp_path).stdout == "GatehouseClient('http://127.0.0.1:1')\n"


def test_offline_verification_is_an_extra(python: str, tmp_path: Path) -> None:
    done = run(python, "-c", "import gatehouse_client.verify", folder=tmp_path)
    assert "No module named 'cryptography'" in done.stderr


def test_the_readmes_first_program_runs(python: str, package: Path, tmp_path: Path) -> None:
    readme = (package / "README.md").read_text()
    (tmp_path / "hello.py").write_text(BLOCKS.findall(readme)[0].replace("127.0.0.1:8000", "127.0.0.1:1"))
    done = run(python, "hello.py", folder=tmp_path)
    assert "TransportError: auth.register: no connection could be made" in done.stderr


def test_all_programs_of_the_readme_pass_strict_checks(package: Path, tmp_path: Path) -> None:
    blocks = BLOCKS.findall(re.sub(r"^  ", "", (package / "README.md").read_text(), flags=re.MULTILINE))
    tasks = [block for block in blocks if "asyncio" in block]
    others = [block for block in blocks if "asyncio" not in block]
    given = "token: str = input()\n"
    (tmp_path / "tasks.py").write_text("\n".join(tasks))
    (tmp_path / "others.py").write_text(given + "\n".join(others))
    words = (sys.executable, "-m", "mypy", "--strict", "--config-file=", "tasks.py", "others.py")
    done = run("env", f"MYPYPATH={package / 'src'}", *words, folder=tmp_path)
    assert done.returncode == 0, done.stdout


CHECKED = """
from gatehouse_client import UNSET, GatehouseClient, Unset
from gatehouse_client.models import ProfileUpdate, User

client = GatehouseClient("http://127.0.0.1:1")
user = client.users.get(7)
reveal_type(user.full_name)
reveal_type(client.users.list().page().next_cursor)
reveal_type([each.id for each in client.users.list()])
reveal_type(client.with_response(client.users.get, 7).value)
change = ProfileUpdate(bio=None)
reveal_type(change.bio)
if change.bio is not UNSET:
    reveal_type(change.bio)
client.users.get("seven")
User()
"""
REVEALED = [
    "str | None",
    "str | None",
    "list[int]",
    "gatehouse_client.models.User",
    "str | None | gatehouse_client._runtime.values.Unset",
    "str | None",
]


def test_types_are_what_they_should_be(package: Path, tmp_path: Path) -> None:
    (tmp_path / "checked.py").write_text(CHECKED)
    words = (sys.executable, "-m", "mypy", "--strict", "--config-file=", "checked.py")
    said = run("env", f"MYPYPATH={package / 'src'}", *words, folder=tmp_path).stdout
    assert re.findall(r'Revealed type is "(.*)"', said.replace("builtins.", "")) == REVEALED
    assert 'Argument 1 to "get" of "UsersApi" has incompatible type "str"; expected "int"' in said
    assert 'Missing named argument "email" for "User"' in said
