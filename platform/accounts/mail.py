"""Mail for machines without a mail server: one readable file a message."""

import secrets
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes `<time>-<recipient>.txt` with the headers that matter and the text."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            to = ", ".join(message.to)
            name = f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}-{''.join(c for c in to if c.isalnum())[:40]}.txt"
            (folder / name).write_text(f"To: {to}\nSubject: {message.subject}\n\n{message.body}\n", encoding="utf-8")
        return len(messages)
