"""Write constraints.txt from a clean environment that holds only what the requirements files list.

Everything but PyTorch is taken at its newest; PyTorch stays at the version constraints.txt names, because each
version needs a CPU build to be there. To raise it, change its line and run `make lock`.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from install import ROOT, InstallError, check_torch, install_torch, pip_install, python_in, run, say

HEADER = """\
# The exact version of everything, written by `make lock` with Python {python}. Do not edit by hand, except the line
# of torch, which `make lock` keeps as it stands. It names no build: scripts/install.py picks the one for the CPU.
"""
GRAPHICS_CARD = ("nvidia-", "cuda-", "triton")  # never needed; here only if the large build slipped in


def frozen(python: Path) -> list[str]:
    """Every installed package as `name==version`, without tags that name a build."""
    command = [str(python), "-m", "pip", "freeze", "--exclude-editable"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()  # noqa: S603
    pins = [line.partition("+")[0] for line in lines if not line.startswith(GRAPHICS_CARD)]
    if odd := [pin for pin in pins if pin.count("==") != 1 or " " in pin]:
        raise InstallError(f"These cannot be pinned by version, so constraints.txt was left as it was: {odd}.")
    return pins


def lock() -> None:
    """Install everything afresh, outside the project, and keep the versions that came."""
    with tempfile.TemporaryDirectory(prefix="sharebot-lock-") as folder:
        say("Making a clean environment.")
        venv.create(folder, with_pip=True)
        python = python_in(Path(folder))
        install_torch(python)
        if not run(pip_install(python, "-r", "requirements-dev.txt")):
            raise InstallError("The requirements could not be installed together: pip's message above says why.")
        check_torch(python)
        pins = frozen(python)
    header = HEADER.format(python=f"{sys.version_info.major}.{sys.version_info.minor}")
    (ROOT / "constraints.txt").write_text(header + "\n".join(pins) + "\n", encoding="utf-8")
    say(f"constraints.txt names {len(pins)} packages.")


if __name__ == "__main__":
    try:
        lock()
    except InstallError as error:
        sys.exit(str(error))
