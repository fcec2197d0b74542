"""Style, types, layers, templates, migrations and translations: every check is run, then the failed ones are named."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
TEMPLATES = [str(path) for path in HERE.glob("templates/**/*.html")]
CHECKS = {
    "ruff": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "."],
    "mypy": [BIN / "mypy"],
    "layers": [BIN / "lint-imports"],
    "djade": [BIN / "djade", "--check", "--target-version", "5.2", *TEMPLATES],
    "djlint": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "system": [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
    "schema": [sys.executable, "manage.py", "spectacular", "--fail-on-warn", "--file", os.devnull],
    "translations": [sys.executable, ".ci/translations.py"],
}


def main() -> int:
    failed = []
    for name, command in CHECKS.items():
        print(f"== {name}", flush=True)
        if subprocess.run([str(part) for part in command], cwd=HERE, check=False).returncode:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "Every check passes.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
