"""Find a Chromium for the browser tests, or install one, and print where it is.

python scripts/browser.py          find, else install; 1 and a sentence when neither can be done
python scripts/browser.py --find   find only
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ON_THE_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
NONE_FOUND = (
    "No Chromium was found and none could be installed: Playwright's download cannot be reached, and Debian's package "
    "needs apt-get and the rights of root. Install Chromium or Chrome by hand and run this again."
)
PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
)


def say(text: str) -> None:
    """Tell the person at the terminal; standard output is for the path alone."""
    print(f"» {text}", file=sys.stderr, flush=True)


def starts(browser: Path) -> bool:
    """Whether this is a browser that can start here, and not a stub that only points at a shop."""
    try:
        return subprocess.run([str(browser), "--version"], capture_output=True, timeout=30, check=False).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwright_browser() -> list[Path]:
    """Where Playwright keeps its own Chromium, whether or not it is there yet; empty without Playwright."""
    answer = subprocess.run([sys.executable, "-c", PLAYWRIGHT_PATH], capture_output=True, text=True, check=False)  # noqa: S603
    return [Path(answer.stdout.strip())] if answer.returncode == 0 else []


def find() -> Path | None:
    """A Chromium that starts: the machine's own first, then Playwright's."""
    own = [Path(path) for name in ON_THE_PATH if (path := shutil.which(name))]
    for browser in (*own, ON_A_MAC):
        if starts(browser):
            return browser
    return next((browser for browser in playwright_browser() if starts(browser)), None)


def attempt(command: list[str], minutes: int, *, quiet: bool = False, **environment: str) -> bool:
    """Whether the command succeeded in time; what it prints goes to standard error."""
    everything = os.environ | environment  # noqa: TID251  handed on to another program, not read
    output = subprocess.DEVNULL if quiet else sys.stderr
    seconds = minutes * 60
    try:
        subprocess.run(  # noqa: S603
            command, env=everything, stdin=subprocess.DEVNULL, stdout=output, stderr=output, timeout=seconds, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        say(f"That did not work: {error}")
        return False
    return True


def install_from_playwright() -> None:
    """Playwright's own download, given up soon where it cannot be reached."""
    say("No Chromium found. Trying Playwright's download, which can take a minute.")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    attempt(command, minutes=10, quiet=True, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT="10000")


def install_from_debian() -> None:
    """Debian's package, where we may install packages without being asked for a password."""
    root = os.geteuid() == 0 if hasattr(os, "geteuid") else False
    if not shutil.which("apt-get"):
        return
    if not root and not (shutil.which("sudo") and attempt(["sudo", "-n", "true"], minutes=1)):
        say("Debian's package needs root, or sudo without a password.")
        return
    say("Trying Debian's package.")
    apt = [*([] if root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    attempt([*apt, "update"], minutes=5)
    attempt([*apt, "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"], minutes=15)


def find_or_install() -> Path | None:
    """A Chromium that starts, installed now if need be; none when that cannot be done."""
    if browser := find():
        return browser
    for install in (install_from_playwright, install_from_debian):
        install()
        if browser := find():
            return browser
    return None


def main() -> int:
    """Print the path of a Chromium."""
    browser = find() if "--find" in sys.argv[1:] else find_or_install()
    print(browser or NONE_FOUND, file=sys.stdout if browser else sys.stderr)
    return 0 if browser else 1


if __name__ == "__main__":
    sys.exit(main())
