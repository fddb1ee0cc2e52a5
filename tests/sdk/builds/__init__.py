"""Building what sdkgen writes, with the tools of each language."""

from tests.sdk.builds import golang, nushell, python, rust, typescript

TOOLCHAINS = {each.TOOLCHAIN.language: each.TOOLCHAIN for each in (typescript, rust, golang, nushell, python)}
