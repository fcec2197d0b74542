"""What must not stand in a log: an address that is itself the key (an invitation, a class code, a new password)."""

import logging
import re

SECRET = re.compile(
    r"(/(?:invitation|calendar|class|claim|identity/join|own-sign-in|unsubscribe|reset/key|confirm-email)/)[^/\s'\"?]+"
)


class HideSecrets(logging.Filter):
    """Each line as it is written, without the secret part of such an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        hidden = SECRET.sub(r"\1…", said)
        if hidden != said:
            record.msg, record.args = hidden, None
        return True
