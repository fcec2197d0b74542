import pytest


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def mailbox(settings, tmp_path):
    """Letters, oldest first, as they lie in the folder once the jobs that wait are done."""
    from jobs.outbox import run_waiting

    settings.EMAIL_BACKEND = "accounts.mail.FolderBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")

    def letters():
        run_waiting()
        return [
            file.read_text() for file in sorted((tmp_path / "mail").glob("*.txt"), key=lambda f: f.stat().st_mtime_ns)
        ]

    return letters
