"""Find Tesseract, which reads scanned pages, or install it, and print where it is.

python scripts/tesseract.py          find, else install; 1 and a sentence when neither can be done
python scripts/tesseract.py --find   find only
"""

import os
import shutil
import subprocess
import sys

PACKAGES = ("tesseract-ocr", "tesseract-ocr-eng", "tesseract-ocr-osd")
NONE_FOUND = (
    "No Tesseract was found and none could be installed: Debian's package needs apt-get and the rights of root. "
    "Scanned pages are reported and not read. To read them, install Tesseract with English: "
    "`apt-get install tesseract-ocr` on Debian or Ubuntu, `brew install tesseract` on a Mac."
)


def say(text: str) -> None:
    """Tell the person at the terminal; standard output is for the path alone."""
    print(f"» {text}", file=sys.stderr, flush=True)


def find() -> str | None:
    """A Tesseract on the path that starts and knows English."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603
            [path, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if answer.returncode == 0 and "eng" in answer.stdout.split() else None


def attempt(command: list[str], minutes: int) -> bool:
    """Whether the command succeeded in time; what it prints goes to standard error."""
    try:
        subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, stderr=sys.stderr, timeout=minutes * 60, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        say(f"That did not work: {error}")
        return False
    return True


def install() -> None:
    """Debian's package, where we may install packages without being asked for a password."""
    root = os.geteuid() == 0 if hasattr(os, "geteuid") else False
    if not shutil.which("apt-get"):
        return
    if not root and not (shutil.which("sudo") and attempt(["sudo", "-n", "true"], minutes=1)):
        say("Debian's package needs root, or sudo without a password.")
        return
    say("No Tesseract found. Trying Debian's package.")
    apt = [*([] if root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    attempt([*apt, "update"], minutes=5)
    attempt([*apt, "install", "-y", "--no-install-recommends", *PACKAGES], minutes=10)


def main() -> int:
    """Print the path of Tesseract."""
    path = find()
    if path is None and "--find" not in sys.argv[1:]:
        install()
        path = find()
    print(path or NONE_FOUND, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
