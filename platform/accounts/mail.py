"""Mail for machines without a mail server: one readable file a message."""

import re
import secrets
from collections.abc import Sequence
from email.message import Message
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class FolderBackend(BaseEmailBackend):
    """Writes one readable `<time>-<recipient>-<random>.txt` a message, and each attachment beside it."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            now = timezone.localtime()
            name = f"{now:%Y%m%d-%H%M%S}-{_plain(message.to[0] if message.to else 'nobody')}-{secrets.token_hex(3)}"
            attached = [_attach(folder, name, one) for one in message.attachments]
            lines: list[str] = [
                f"From: {message.from_email}",
                f"To: {', '.join(message.recipients())}",
                f"Subject: {message.subject}",
                f"Date: {now:%Y-%m-%d %H:%M:%S %z}",
                *(f"Attached: {file.name} ({file.stat().st_size} bytes)" for file in attached),
            ]
            (folder / f"{name}.txt").write_text("\n".join([*lines, "", str(message.body), ""]), encoding="utf-8")
        return len(messages)


def _attach(folder: Path, name: str, one: object) -> Path:
    title, content = (one.get_filename(), one.get_payload(decode=True)) if isinstance(one, Message) else one[:2]  # type: ignore[index]
    file = folder / f"{name}-{_plain(title or 'attachment')}"
    file.write_bytes(content if isinstance(content, bytes) else str(content).encode())
    return file


def _plain(text: str) -> str:
    """Safe as part of a file's name on any system."""
    return re.sub(r"[^\w.@-]+", "_", text)[:60].strip(".")
