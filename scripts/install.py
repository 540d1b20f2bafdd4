"""Make .venv and put in it what sharebot needs; say what is done, and do nothing when nothing has changed.

python3.11 scripts/install.py          what running needs
python3.11 scripts/install.py --test   what tests and checks need as well
                               --cpu-only   stop rather than install the large build of PyTorch
"""

import hashlib
import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "sharebot-installed.json"
PYTORCH_INDEX = "https://download.pytorch.org/whl/cpu"
SHORT_WAIT = ["--timeout", "15", "--retries", "1"]


class InstallError(Exception):
    """Installing cannot go on; the message is one sentence that says why and what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    print(f"» {text}", flush=True)


def python_in(folder: Path) -> Path:
    """The interpreter of the virtual environment in `folder`."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def home() -> dict[str, str]:
    """What a virtual environment is tied to: where it lies and which Python made it."""
    return {"folder": str(ROOT), "python": f"{sys.version_info.major}.{sys.version_info.minor}"}


def fingerprint(requirements: str) -> str:
    """One digest of everything that decides what gets installed."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted({"requirements.txt", requirements, "constraints.txt", "pyproject.toml"}):
        digest.update(hashlib.sha256(f"{name}\0".encode() + (ROOT / name).read_bytes()).digest())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    """What was installed here before; empty when nothing was, or when it cannot be told."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def make_venv(stamp: dict[str, str]) -> dict[str, str]:
    """See that .venv is there, works, and belongs to this folder and this Python."""
    usable = python_in(VENV).exists() and run([str(python_in(VENV)), "-m", "pip", "--version"], quiet=True)
    moved = bool(stamp) and any(stamp.get(key) != value for key, value in home().items())
    if usable and not moved:
        return stamp
    say(f"Making .venv with Python {sys.version.split()[0]}.")
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise InstallError(
            f"Python could not make a virtual environment ({error}). "
            "On Debian and Ubuntu, install the package python3-venv and try again."
        ) from error
    return {}


def run(command: list[str], *, quiet: bool = False) -> bool:
    """Whether the command succeeded."""
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=ROOT, stdout=output, stderr=output, check=False).returncode == 0  # noqa: S603


def pip_install(python: Path, *arguments: str) -> list[str]:
    """The command that installs `arguments` with the pip of that environment."""
    return [str(python), "-m", "pip", "install", "--disable-pip-version-check", *arguments]


def pinned_torch() -> str:
    """The version of PyTorch that constraints.txt names."""
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name, _, version = line.partition("==")
        if name == "torch":
            return version.strip()
    raise InstallError("constraints.txt does not say which version of torch to install: add a line `torch==VERSION`.")


def torch_here(python: Path) -> tuple[str, str]:
    """The version of PyTorch in that environment and the CUDA it was built for; empty where there is none."""
    tell = "import torch; print(torch.__version__, torch.version.cuda or '')"
    answer = subprocess.run([str(python), "-c", tell], capture_output=True, text=True, check=False)  # noqa: S603
    version, _, cuda = answer.stdout.strip().partition(" ")
    return version, cuda


def install_torch(python: Path, *, cpu_only: bool = False) -> None:
    """On Linux, install the CPU build of PyTorch before anything can ask for the one with graphics-card libraries.

    The package index has CPU builds for macOS and Windows, but for Linux only the large build. A CPU build carries
    the version tag `+cpu`: asked for by that name, pip takes it from wherever this machine's own configuration finds
    one, else from PyTorch's index, and never takes the large build by mistake.
    """
    version, cuda = torch_here(python)
    if sys.platform != "linux" or (version.split("+")[0] == pinned_torch() and not cuda):
        return
    wanted = f"torch=={pinned_torch()}+cpu"
    for where, options in (
        ("where this machine's pip looks", SHORT_WAIT),
        (f"at {PYTORCH_INDEX}", ["--index-url", PYTORCH_INDEX, *SHORT_WAIT]),
    ):
        say(f"Looking for the CPU build of PyTorch ({wanted}) {where}.")
        command = pip_install(python, "--no-deps", *options, wanted)
        if subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False).returncode == 0:  # noqa: S603
            return
        say("Not found there.")
    if cpu_only:
        raise InstallError(
            "No CPU build of PyTorch can be reached, and no other was to be installed: "
            "see “PyTorch without a graphics card” in docs/deployment.md for ways to provide one."
        )
    say("WARNING: no CPU build of PyTorch can be reached. The large build follows: several gigabytes that sharebot")
    say("does not use. To stop instead, press Ctrl-C and run again with TORCH=cpu-only (docs/deployment.md).")


def check_torch(python: Path) -> None:
    """Say which build of PyTorch is installed, and warn if it is the large one."""
    version, cuda = torch_here(python)
    if not version:
        raise InstallError(f"PyTorch was installed but cannot be loaded: run `{python} -c 'import torch'` to see why.")
    if cuda:
        say(f"WARNING: PyTorch {version} is built for CUDA {cuda}: it works, but takes gigabytes of disk for nothing.")
    else:
        say(f"PyTorch {version}, without graphics-card libraries.")


def install(requirements: str, *, cpu_only: bool) -> None:
    """Bring .venv to what the requirements file and constraints.txt say, unless it is there already.

    Raises InstallError with one sentence when it cannot.
    """
    stamp = make_venv(read_stamp())
    wanted = fingerprint(requirements)
    if stamp.get(requirements) == wanted:
        say("Everything is installed.")
        return
    python = python_in(VENV)
    install_torch(python, cpu_only=cpu_only)
    say(f"Installing what {requirements} lists, in the versions constraints.txt names.")
    if not run(pip_install(python, "-r", requirements, "-c", "constraints.txt")):
        raise InstallError("Installing stopped: pip's own message above says why. Put that right and run this again.")
    check_torch(python)
    STAMP.write_text(json.dumps(stamp | home() | {requirements: wanted}, indent=2) + "\n", encoding="utf-8")
    say("Installed.")


def main() -> int:
    """Install for running, or with --test for testing as well."""
    try:
        requirements = "requirements-dev.txt" if "--test" in sys.argv[1:] else "requirements.txt"
        install(requirements, cpu_only="--cpu-only" in sys.argv[1:])
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
