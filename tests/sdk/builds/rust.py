"""Rust: all crates in one workspace, which shares what was compiled."""

from collections.abc import Sequence
from pathlib import Path

from tests.sdk.builds.toolchain import Toolchain, Words

_RUSTUP = "install Rust with rustup, with its components clippy and rustfmt"
_CARGO = ("cargo", "--config", "build.rustdocflags=['-D', 'warnings']")
_PROFILE = "[profile.dev]\ndebug = false\nincremental = false\n"  # nobody debugs these, or builds them twice


def _prepare(root: Path, packages: Sequence[str]) -> list[Words]:
    members = "".join(f'  "{package}",\n' for package in packages)
    (root / "Cargo.toml").write_text(f'[workspace]\nresolver = "3"\nmembers = [\n{members}]\n\n{_PROFILE}')
    return []


def package_name(package: str) -> str:
    """What the crate in a folder is called."""
    return f"{Path(package).parts[0].replace('_', '-')}-client"


def _cargo(command: str, packages: Sequence[str], *more: str) -> list[Words]:
    chosen = (word for package in packages for word in ("--package", package_name(package)))
    return [(*_CARGO, command, *chosen, *more)]


def _lint(packages: Sequence[str], *targets: str) -> list[Words]:
    return _cargo("clippy", packages, "--quiet", *targets, "--", "-D", "warnings")


TOOLCHAIN = Toolchain(
    language="rust",
    tools={"cargo": _RUSTUP, "cargo-clippy": _RUSTUP, "rustfmt": _RUSTUP},
    prepare=_prepare,
    steps={
        "compile": lambda packages: _cargo("check", packages, "--quiet", "--lib", "--examples"),
        # The tests in all packages are the same: those of the runtime, which our own client is enough for.
        "lint": lambda packages: _lint(packages, "--lib", "--examples", "--all-features"),
        "document": lambda packages: _cargo("doc", packages, "--quiet", "--no-deps", "--all-features"),
    },
    client_steps={
        "format": lambda client: _cargo("fmt", [client], "--check"),
        "lint": lambda client: [
            *_lint([client], "--all-targets", "--all-features"),
            *_lint([client], "--lib", "--no-default-features"),
        ],
        "test": lambda client: _cargo("test", [client], "--quiet", "--lib", "--all-features"),
    },
)
