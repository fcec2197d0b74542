import pytest

import embedded


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("", False),
        ("help", False),
        ("help migrate", False),
        ("--help", False),
        ("--version", False),
        ("migrate --help", False),
        ("makemessages -a", False),
        ("compilemessages", False),
        ("collectstatic --no-input", False),
        ("check", True),
        ("migrate", True),
        ("runserver", True),
    ],
)
def test_only_commands_that_use_the_services_start_them(words, needed):
    assert embedded.needs_services(["manage.py", *words.split()]) == needed
