"""Find or install a Chromium for the browser tests and print its path; exit code 1 and a sentence if none can be had.

In this order: PARKDASH_CHROMIUM, one on PATH, Playwright's own, Debian's package (when allowed), Playwright's download.
Also sees to a font with Chinese characters; without one the tests still run, with boxes in the pictures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FONT_PACKAGE = "fonts-noto-cjk"
NONE_FOUND = """No Chromium found and none could be installed.
Install chromium or google-chrome, or name one: PARKDASH_CHROMIUM=/path/to/chromium make test"""


def say(sentence: str) -> None:
    """To stderr: stdout carries the path and nothing else."""
    print(sentence, file=sys.stderr, flush=True)


def succeeds(*command: str) -> bool:
    """Run a command with its output on stderr; False if it fails or does not exist."""
    try:
        return subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def starts(path: str | None) -> bool:
    """Whether the browser really starts: a snap stub or missing libraries show only then."""
    if not path:
        return False
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"Chrom" in done.stdout


def on_path() -> str | None:
    """The first browser on PATH that starts."""
    return next((path for path in map(shutil.which, NAMES) if starts(path)), None)


def playwrights_own() -> str | None:
    """The browser that `playwright install` fetched earlier, if it did."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    path = done.stdout.strip()
    return path if starts(path) else None


def find() -> str | None:
    """A browser that is already there. PARKDASH_CHROMIUM counts alone: a wrong path must not fall back silently."""
    named = os.environ.get("PARKDASH_CHROMIUM")
    if named:
        return named if starts(named) else None
    return on_path() or playwrights_own()


def as_root() -> list[str] | None:
    """What to put before a command that needs root: nothing as root, sudo without a password, None if not allowed."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and succeeds("sudo", "-n", "true") else None


def install_package(name: str) -> bool:
    """Install a Debian package where that is allowed; the lists are fetched only if it is not known without."""
    prefix = as_root()
    if prefix is None:
        return False
    say(f"Installing {name} …")
    install = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-qq", "-y"]
    install += ["--no-install-recommends", name]
    return succeeds(*install) or (succeeds(*prefix, "apt-get", "update", "-qq") and succeeds(*install))


def install() -> str | None:
    """Debian's package when allowed, else Playwright's own Chromium."""
    if install_package("chromium") and (found := on_path()):
        return found
    say("Fetching Playwright's Chromium …")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if as_root() == []:
        command.append("--with-deps")
    return playwrights_own() if succeeds(*command) else None


def ensure_chinese_font() -> None:
    """A warning only: nothing that is tested depends on how a character is drawn."""
    if not shutil.which("fc-list"):
        return
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False)
    if not listed.stdout.strip() and not install_package(FONT_PACKAGE):
        say(f"No font with Chinese characters here; pictures will show boxes. On Debian: apt install {FONT_PACKAGE}")


def main() -> int:
    """Print the browser's path."""
    path = find()
    if path is None and os.environ.get("PARKDASH_CHROMIUM"):
        say(f"PARKDASH_CHROMIUM names {os.environ['PARKDASH_CHROMIUM']}, which does not start.")
        return 1
    path = path or install()
    if path is None:
        say(NONE_FOUND)
        return 1
    ensure_chinese_font()
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
