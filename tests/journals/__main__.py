"""`make journals`: the demo's books as journals, each checked by beancount and, where it can be had, by hledger."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
BOX = HERE / ".journals"


def manage(*words, **more):
    return subprocess.run([sys.executable, str(HERE / "manage.py"), *words], check=True, **more)


def hledger():
    """Where it is; installed by the system's packages if one may."""
    apt = shutil.which("apt-get")
    if not shutil.which("hledger") and apt and os.geteuid() == 0:
        subprocess.run([apt, "install", "-y", "-qq", "hledger"], check=False, stdout=subprocess.DEVNULL)
    return shutil.which("hledger")


def main():
    shutil.rmtree(BOX / "data", ignore_errors=True)
    manage("migrate", "-v", "0")
    manage("seed_demo", stdout=subprocess.DEVNULL)
    listing = "from communities.models import Community; print(*Community.objects.values_list('slug', flat=True))"
    slugs = manage("shell", "-v", "0", "-c", listing, capture_output=True, text=True).stdout.split()
    checkers = {"beancount": [str(BOX / "bin" / "bean-check")]}
    if found := hledger():
        checkers["hledger"] = [found, "check", "--strict", "-f"]
    else:
        print("hledger is not here and could not be installed: its check is skipped.")
    bad = 0
    for slug in slugs:
        for format, checker in checkers.items():
            path = BOX / f"{slug}.{format}"
            with path.open("w") as file:
                manage("export_journal", slug, "--format", format, stdout=file)
            told = subprocess.run([*checker, str(path)], check=False, capture_output=True, text=True)
            print(f"{slug}, {format}: {'accepted' if not told.returncode else told.stdout + told.stderr}")
            bad += bool(told.returncode)
    sys.exit(f"Refused: {bad}" if bad else 0)


if __name__ == "__main__":
    main()
