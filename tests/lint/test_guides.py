"""Guides print no commands that nobody runs: each block of `sh` is claimed, or said to be run by no test."""

import pytest

from tests.guides.blocks import ROOT, shell_blocks

NONE = "run by no test: "
_APPLICATIONS = "tests/guides/test_applications.py"
_COMMANDS = "tests/guides/test_commands.py"
_DEPLOYING = "tests/deploy/test_guide.py"
_DRILL = "tests/drill/test_drill.py"
_FAULTS = "tests/faults/test_guide.py"
_INTEGRATING = "tests/guides/test_integrating.py"
_KUBERNETES = "tests/deploy/test_kubernetes_guide.py"
_PROMISES = "tests/guides/test_promises.py"
_SCALING = "tests/nodes/test_guide.py"
_SCRIPTS = "tests/scripts/test_guide.py"
_SDKGEN = "tests/guides/test_sdkgen.py"
_TOUR = "tests/guides/test_sdkgen_tour.py"
_NO_CLUSTER = f"{NONE}it needs a cluster"
_NO_ENGINE = f"{NONE}it needs an engine for containers"
_NOT_HERE = f"{NONE}it would change the machine"

# Of each guide, what is in one block only, and which test runs that block; the test must name the guide.
CLAIMS = {
    "README.md": {
        "-e '.[embedded]'": _COMMANDS,
        "create-admin": _COMMANDS,
        "auth/register": _COMMANDS,
        ".venv/bin/nox": f"{NONE}it runs all tests, as .ci/run does",
        "ENVIRONMENT=production": _COMMANDS,
    },
    "CONTRIBUTING.md": {
        "uv sync": f"{NONE}it makes an environment in the checkout",
        "uv run gatehouse serve --reload": f"{NONE}it runs all tests, in that environment",
    },
    "docs/applications.md": {
        '"name": "Billing"': _APPLICATIONS,
        "/secrets": _APPLICATIONS,
        "grant_type=client_credentials": _APPLICATIONS,
    },
    "docs/backup.md": {
        "gatehouse backup": _DRILL,
        "gatehouse restore": _DRILL,
        "pg_dump": _DRILL,
        "pg_restore": _DRILL,
        "export PATH": _DRILL,
        "pg_basebackup": _DRILL,
        "pg_switch_wal": _DRILL,
        "/srv/restored-moment/recovery.signal": _DRILL,
        "/srv/restored-all/recovery.signal": _DRILL,
        "/srv/restored-wal/recovery.signal": _DRILL,
        "gatehouse rotate-keys": _DRILL,
        "gatehouse rotate-secret": _DRILL,
    },
    "docs/deploying.md": {
        "docker compose": _NO_ENGINE,
        "deploy/image/build.py": _DEPLOYING,  # its options; tests/deploy/test_image.py builds
        "docker run": _NO_ENGINE,
        "apt-get install": _NOT_HERE,
        "install -d -m 0700 /etc/gatehouse": _DEPLOYING,
        "systemctl enable": _DEPLOYING,  # what comes before systemctl
        "/etc/nginx": f"{_NOT_HERE}; tests/deploy/test_nginx.py runs these files",
        "on the first one only": f"{_NOT_HERE}; {_SCALING} runs the like",
    },
    "docs/faults.md": {"nox -s faults": _FAULTS},  # what each would play
    "docs/integrating.md": {
        "/users/me/api-keys": _INTEGRATING,
        "/auth/introspect": _INTEGRATING,
        "python main.py": _INTEGRATING,
        "node main.js": _INTEGRATING,
        "cargo run": _INTEGRATING,
        "./billing": _INTEGRATING,
        "nu --no-config-file main.nu": _INTEGRATING,
    },
    "docs/kubernetes.md": {
        "kubectl create namespace": _NO_CLUSTER,
        "helm template": _KUBERNETES,  # templates where the guide upgrades
        "deploy/kubernetes/1-migrate.yaml": _KUBERNETES,  # that the files are there
        "--set image.tag": _KUBERNETES,
        "helm rollback": _NO_CLUSTER,
        "secret generic gatehouse-database-ca": _KUBERNETES,
        "cluster/accounts-db": _KUBERNETES,
        "pooler.yaml": _KUBERNETES,
    },
    "docs/monitoring.md": {
        "METRICS_LISTEN": _COMMANDS,
        "promtool": _COMMANDS,
        "OTEL_EXPORTER_OTLP_ENDPOINT": _COMMANDS,
    },
    "docs/redis.md": {"redis-server --port": _COMMANDS},
    "docs/scaling.md": {"systemctl": _SCALING, "migrate --check": _SCALING, "--to": _SCALING},
    "docs/sdkgen.md": {
        "sdkgen inspect": _SDKGEN,
        "sdk.builds.collection": f"{NONE}it runs for an hour, with documents of others",
    },
    "docs/adding-a-language.md": {
        "test_wire.py": f"{NONE}it runs tests, for a language that does not exist",
        "sdk.builds.corpus": f"{NONE}it runs tests, for a language that does not exist",
    },
    "docs/sdkgen-tour.md": {
        "python3 server.py": _TOUR,
        "sdkgen inspect": _TOUR,
        "node hello.mjs": _TOUR,
        "cargo run": _TOUR,
        "hello-go": _TOUR,
        "hello.py": _TOUR,
        "hello.nu": _TOUR,
        "sdkgen diff": _TOUR,
    },
    "docs/secrets.md": {
        "gatehouse rotate-keys\n": _COMMANDS,
        "gatehouse rotate-keys --now": _COMMANDS,
        "gatehouse rotate-secret": _COMMANDS,
    },
    "docs/security.md": {
        "nox -s security": f"{NONE}it asks registries; tests/scripts/test_supply.py runs its parts",
        "nox -s attack": f"{NONE}it takes minutes; tests/attack/test_blackbox.py runs a part",
        "force-password-reset": _PROMISES,
        "audit-log": _PROMISES,  # the scanner: tests/scripts
    },
    "docs/shell-tools.md": {
        "monitor.nu --help": _SCRIPTS,
        "SSL_CERT_FILE": f"{NONE}tests/scripts/test_watching.py does the like",
        "monitor.nu --dashboard": _SCRIPTS,  # the dashboard: tests/scripts/test_watching.py
        "performance.nu": _SCRIPTS,
        "performance-analytics.nu": _SCRIPTS,
        "test-intelligence.nu": _SCRIPTS,
        "security-scanner.nu": _SCRIPTS,  # dependencies: tests/scripts/test_environments.py
        "deploy.nu": _SCRIPTS,
        "test-all.nu": _SCRIPTS,
    },
    "docs/upgrades.md": {"gatehouse backup": _COMMANDS},
    "docs/versioning.md": {"sdkgen diff": _PROMISES, "--version": _PROMISES},
    "sdkgen/README.md": {
        "pip install sdkgen": _SDKGEN,
        "sdkgen lint": _SDKGEN,
        "sdkgen watch": _SDKGEN,
        "sdkgen diff": _SDKGEN,
    },
}
GUIDES = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("*.md", "docs/**/*.md", "sdkgen/*.md", "deploy/**/*.md")
    for path in ROOT.glob(pattern)
)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_block_is_claimed_once(guide: str) -> None:
    claims = CLAIMS.get(guide, {})
    for text in shell_blocks(guide):
        claimed = [fragment for fragment in claims if fragment in text]
        assert len(claimed) == 1, f"{guide}: a test must run this, and {__name__} say which:\n{text}"


@pytest.mark.parametrize("guide", CLAIMS)
def test_every_claim_is_true(guide: str) -> None:
    texts = shell_blocks(guide)
    for fragment, test in CLAIMS[guide].items():
        assert sum(fragment in text for text in texts) == 1, f"{guide}: not in one block: {fragment}"
        assert test.startswith(NONE) or guide in (ROOT / test).read_text(), f"{test} says nothing of {guide}"
