"""What pyproject.toml cannot say: templates of clients are installed inside the package that renders them."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithTemplates(build_py):
    """Puts `sdk-templates` where an installed `sdkgen` looks for them."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "sdkgen" / "templates"
            shutil.copytree("sdk-templates", target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithTemplates})
