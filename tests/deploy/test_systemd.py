"""The units: systemd understands them, they keep the service in, and the service works within them."""

import configparser
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import pytest

from gatehouse.core.settings import load_settings
from tests.cli.conftest import Gatehouse, Serving
from tests.deploy.edge import replaced
from tests.deploy.settings import FILES, NAMES
from tests.support.server import environment

SHIPPED = Path(__file__).parents[2] / "deploy/systemd"
UNITS = sorted(file.name for file in SHIPPED.glob("gatehouse*.*") if file.suffix != ".env")
SERVICES = [name for name in UNITS if name.endswith(".service")]
PROGRAM = "/opt/gatehouse/bin/gatehouse"
KERNEL_CANNOT = 77
MOST_EXPOSED = "15"  # of 100, where an unprotected service has 96
WITHOUT_WRITABLE_CODE = """
import ctypes, os, sys
PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN = 65, 1
if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0):
    sys.exit(77)
os.execv(sys.executable, [sys.executable, "-m", "gatehouse", *sys.argv[1:]])
"""


@pytest.fixture
def units() -> Iterator[Path]:
    """The units as they are shipped, with a program that exists on this machine."""
    with TemporaryDirectory(prefix="gatehouse-") as name:
        for unit in UNITS:
            text = (SHIPPED / unit).read_text("utf-8")
            known = replaced(text, {PROGRAM: "/bin/true"}) if unit in SERVICES else text
            (Path(name) / unit).write_text(known)
        yield Path(name)


def analyze(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    program = shutil.which("systemd-analyze")
    assert program, "systemd-analyze is missing: install Debian's systemd"
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def section(unit: str, name: str) -> list[tuple[str, str]]:
    """Every line of a section; some names have several."""
    text = (SHIPPED / unit).read_text("utf-8").partition(f"[{name}]\n")[2].partition("\n[")[0]
    return [(key, value) for key, _, value in (line.partition("=") for line in text.splitlines() if line)]


def test_systemd_has_no_complaint(units):
    done = analyze("verify", "--man=no", *(f"./{unit}" for unit in UNITS), folder=units)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES)
def test_little_is_exposed(units, unit):
    done = analyze("security", "--offline=yes", f"--threshold={MOST_EXPOSED}", f"./{unit}", folder=units)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_timer_starts_the_purge():
    assert ("Persistent", "true") in section("gatehouse-purge.timer", "Timer")
    assert ("ExecStart", f"{PROGRAM} purge") in section("gatehouse-purge.service", "Service")


@pytest.mark.parametrize("unit", SERVICES)
class TestSettings:
    def test_come_from_the_file_that_is_shipped_and_from_credentials(self, unit, tmp_path, monkeypatch):
        given = self.given(unit, tmp_path)
        assert given.keys() <= NAMES | FILES
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        settings = load_settings(env_file=None)
        assert settings.environment == "production"
        assert settings.database_url is not None
        assert settings.secret_key is not None

    @staticmethod
    def given(unit: str, credentials: Path) -> dict[str, str]:
        """The environment of the service, with the credentials that systemd would bring."""
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string("[settings]\n" + (SHIPPED / "gatehouse.env").read_text("utf-8"))
        given = dict(parser["settings"])
        secrets = {
            "secret_key": "kX3vQ9mZr7LtWb2NfYc8HsJd5PaUe6Gq",  # scan: allow
            "database_url": "postgresql://gate@db/gate",
            "smtp_password": "",
        }
        for key, value in section(unit, "Service"):
            if key == "LoadCredential":
                name, _, source = value.partition(":")
                assert source == f"/etc/gatehouse/{name}"
                (credentials / name).write_text(secrets[name] + "\n")
            if key == "Environment":
                words = value.replace("%d", str(credentials)).split()
                given |= dict(word.split("=", 1) for word in words)
        return given


def test_the_service_needs_no_memory_that_is_both_written_and_run(settings, tmp_path):
    """What MemoryDenyWriteExecute refuses; the kernel can be told so without systemd since Linux 6.3."""
    assert ("MemoryDenyWriteExecute", "yes") in section("gatehouse.service", "Service")
    call = Gatehouse(tmp_path).arguments(**environment(settings))
    call["args"] = (sys.executable, "-c", WITHOUT_WRITABLE_CODE, "serve", "--port", "0", "--workers", "2")
    log = tmp_path / "log"
    with log.open("wb") as stream:
        serving = Serving(subprocess.Popen(**call, stdout=stream, stderr=stream), log)
    try:
        while serving.process.poll() is None and not serving.address:
            sleep(0.05)
        if serving.process.poll() == KERNEL_CANNOT:
            pytest.skip("the kernel is older than Linux 6.3")
        serving.wait_until_up()
    finally:
        serving.stop()
    assert serving.process.returncode == 0
