"""docker-compose.yml stays in step with the settings; the files hold no secret and no host."""

import re
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((HERE / "docker-compose.yml").read_text())
SETTINGS = (HERE / "platform/config/settings.py").read_text()
READ = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', SETTINGS))
OURS = {name: s for name, s in COMPOSE["services"].items() if s.get("image") == "rhizome"}


def test_the_services_are_there():
    assert set(COMPOSE["services"]) == {"db", "valkey", "migrate", "web", "worker", "beat"}
    assert COMPOSE["services"]["db"]["image"] == "postgres:18"
    assert COMPOSE["services"]["valkey"]["image"].startswith("valkey/valkey:")
    for name in ("db", "valkey", "web", "worker", "beat"):
        assert COMPOSE["services"][name]["healthcheck"]["test"], name


def test_every_variable_given_is_one_that_the_settings_read():
    for name, service in OURS.items():
        assert set(service["environment"]) - READ == set(), name


def test_what_the_settings_need_is_given():
    for name, service in OURS.items():
        assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"} <= set(
            service["environment"]
        ), name


def test_only_migrating_knows_the_owner():
    knowing = {name for name, service in OURS.items() if "OWNER_DATABASE_URL" in service["environment"]}
    assert knowing == {"migrate"}
    assert all("rhizome_app" in service["environment"]["DATABASE_URL"] for service in OURS.values())
    for name in ("web", "worker", "beat"):
        assert OURS[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_secrets_come_from_the_environment_alone():
    secret = re.compile(r"PASSWORD|SECRET")
    for service in COMPOSE["services"].values():
        for name, value in service.get("environment", {}).items():
            if secret.search(name):
                assert re.fullmatch(r"\$\{\w+:[?-]\}", str(value)), name


def test_the_locks_are_pinned_by_hash_and_name_no_host():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (HERE / name).read_text()
        pins = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(pins)


def test_platform_is_no_package():
    """A package called `platform` would shadow the standard library's module."""
    assert not (HERE / "platform/__init__.py").exists()
