"""What the scanner finds in files, and in the audit trail of a service that is attacked."""

import asyncio
import secrets
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.scripts.support import ROOT, Shell
from tests.support.server import Server

SCRIPT = "security-scanner.nu"
PLANTED = {  # by rule; put together here, so that this file is clean
    "private-key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "aws-key": "AK" + "IAQ7RT5WZK2M8XN4VB",
    "github-token": "gh" + "p_" + secrets.token_hex(18),
    "slack-token": "xo" + "xb-" + secrets.token_hex(15),
    "stripe-key": "sk_" + "live_" + secrets.token_hex(12),
    "google-key": "AI" + "za" + secrets.token_hex(18)[:35],
    "package-token": "np" + "m_" + secrets.token_hex(18),
    "gatehouse-key": "gk" + "_0a1b2c3d4e5f_" + secrets.token_urlsafe(32),
    "jwt": ".".join(
        ("ey" + "J" + secrets.token_hex(8), "ey" + "J" + secrets.token_hex(8), secrets.token_hex(16))
    ),
    "url-password": "postgresql://gate:" + secrets.token_hex(6) + "@db.internal/gate",
    "assigned-secret": 'api_key = "' + "Zu1aYf0Qm2l9xk7T" + 'gB4nWc8vRs6pEh3d"',
}
HARMLESS = """\
password = "your-password-goes-here-please"
token: "${TOKEN_FROM_THE_ENVIRONMENT}"
url = "postgresql://user:password@host/name"
secret = "this-is-a-sentence-with-dashes"
"""
WEAK = """\
ENVIRONMENT=production
SECRET_KEY=change-me-change-me-change-me-change-me
ALLOWED_HOSTS=*
PUBLIC_URL=http://accounts.test
RATE_LIMIT_ENABLED=no
PASSWORD_MIN_SCORE=0
TRUSTED_PROXIES=0.0.0.0/0
"""


def rules(rows: list[Any], file: str) -> dict[str, str]:
    return {row["rule"]: row["severity"] for row in rows if row["file"] == file}


@pytest.mark.parametrize("rule", PLANTED)
def test_secrets_are_found_and_not_repeated(shell: Shell, rule: str) -> None:
    (shell.folder / "notes.txt").write_text(f"first\nhere: {PLANTED[rule]}\n")
    done = shell.json(SCRIPT, "scan-directory", ".", "--quiet")
    assert (done.code, done.said) == (1, "")
    [row] = done.value
    assert (row["file"], row["line"], row["rule"]) == ("notes.txt", 2, rule)
    assert row["severity"] in ("high", "critical")
    assert PLANTED[rule] not in done.out


def test_placeholders_and_what_was_looked_at_are_no_findings(shell: Shell) -> None:
    (shell.folder / "a.txt").write_text(HARMLESS + PLANTED["github-token"] + "  # scan: allow\n")
    (shell.folder / "node_modules").mkdir()
    (shell.folder / "node_modules" / "b.txt").write_text(PLANTED["github-token"])
    (shell.folder / "c.bin").write_bytes(b"\0" + PLANTED["github-token"].encode())
    done = shell.json(SCRIPT, "scan-directory", ".", "--quiet")
    assert (done.code, done.value) == (0, [])


def test_weak_settings_and_unsafe_code(shell: Shell) -> None:
    (shell.folder / ".env").write_text(WEAK)
    (shell.folder / "run.py").write_text("import subprocess\nsubprocess.call(input(), shell=True)\n")
    done = shell.json(SCRIPT, "scan-directory", ".")
    assert done.code == 1
    assert rules(done.value, ".env") == {
        "weak-secret-key": "critical",
        "weak-allowed-hosts": "high",
        "weak-public-url": "high",
        "weak-rate-limit-enabled": "high",
        "weak-trusted-proxies": "high",
        "weak-password-min-score": "medium",
        "readable-by-others": "medium",
    }
    assert rules(done.value, "run.py")["S602"] == "high"
    assert [row["message"] for row in done.value if row["rule"] == "not-checked"] == [
        "no .venv here, so dependencies were not checked"
    ]
    assert "high or critical" in done.said


def test_dependencies_are_what_pip_audit_says(shell: Shell) -> None:
    (shell.folder / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    tools = shell.folder / "bin"
    tools.mkdir()
    fake = tools / "pip-audit"
    path = f"{tools}:/usr/bin:/bin"
    missing = shell.json(SCRIPT, "scan-directory", ".", PATH=path)
    assert "pip-audit is not installed" in missing.value[-1]["message"]
    fake.write_text(
        '#!/bin/sh\necho \'{"dependencies": [{"name": "old", "version": "1.0",'
        ' "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}]}]}\'\nexit 1\n'
    )
    fake.chmod(0o755)
    done = shell.json(SCRIPT, "scan-directory", ".", "--quiet", PATH=path)
    [row] = done.value
    assert (done.code, row["rule"], row["message"]) == (1, "PYSEC-2026-1", "old 1.0: fixed in 1.1")
    fake.write_text("#!/bin/sh\necho 'no network' >&2\nexit 1\n")
    failed = shell.json(SCRIPT, "scan-directory", ".", PATH=path)
    assert failed.value[-1]["message"] == "pip-audit failed: no network"


def test_this_repository_is_clean(shell: Shell) -> None:
    """What a newcomer's fresh clone has: every file under version control, as it is now."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            copy = shell.folder / "clone" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy)
    done = shell.json(SCRIPT, "scan-directory", "clone", "--quiet")
    assert (done.code, [row for row in done.value if row["severity"] in ("high", "critical")]) == (0, [])


def test_files_of_a_commit(shell: Shell) -> None:
    (shell.folder / "a.py").write_text(f'KEY = "{PLANTED["aws-key"]}"\n')
    (shell.folder / "b.txt").write_text(PLANTED["jwt"])
    done = shell.json(SCRIPT, "scan-files", "a.py", "--quiet")
    assert (done.code, {row["file"] for row in done.value}) == (1, {"a.py"})
    assert "'gone.py' is not a file" in shell.refused(SCRIPT, "scan-files", "gone.py")
    assert "is not a folder" in shell.refused(SCRIPT, "scan-directory", "a.py")


async def test_an_attack_shows_in_the_audit_trail(live: Shell, server: Server) -> None:
    ada, eve = await server.person(), "203.0.113.9"
    for _ in range(server.settings.login_max_failures):
        wrong = {"email": ada.user["email"], "password": "Wrong-1"}
        await server.client(eve).post("/auth/login", json=wrong)
    await server.client(eve, Authorization=f"Bearer {ada.tokens['access_token']}").post(
        "/users/me/api-keys", json={"name": "up", "scopes": ["users:write"]}
    )
    stolen = ada.tokens["refresh_token"]
    for _ in range(3):
        fresh = await server.client(eve).post("/auth/refresh", json={"refresh_token": stolen})
        stolen = fresh.json().get("refresh_token", stolen)
    await server.client(eve).post("/auth/refresh", json={"refresh_token": ada.tokens["refresh_token"]})
    done = await asyncio.to_thread(live.json, SCRIPT, "audit-log", "--since", "1h")
    assert done.code == 1, done.said
    [row] = [row for row in done.value if row["address"] == eve]
    assert (row["account"], row["account_uuid"]) == (ada.user["username"], ada.user["uuid"])
    assert (row["failed_sign_ins"], row["lockouts"]) == (server.settings.login_max_failures, 1)
    assert (row["token_reuse"], row["escalation_attempts"]) == (1, 1)


def test_an_audit_trail_that_may_not_be_read(live: Shell, tmp_path: Path) -> None:
    assert "401 invalid_token" in live.refused(SCRIPT, "audit-log", GATEHOUSE_TOKEN="nonsense")
    assert "Connection refused" in live.refused(SCRIPT, "audit-log", "--url", "http://127.0.0.1:1")
    assert "--url must be an address" in live.refused(SCRIPT, "audit-log", "--url", "accounts")
