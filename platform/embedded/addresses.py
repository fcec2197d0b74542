from urllib.parse import quote

from . import postgres, valkey
from .place import Place

DATABASE = ("DATABASE_URL", "OWNER_DATABASE_URL", "SUPERUSER_DATABASE_URL")
BROKER = ("REDIS_URL",)


def addresses(place: Place) -> dict[str, str]:
    """The variables of a place, in forms that django-environ, psycopg, psql and redis-py all read."""
    return {
        "DATABASE_URL": _database(place, "rhizome_app", place.keys["app"]),
        "OWNER_DATABASE_URL": _database(place, "rhizome_owner", place.keys["owner"]),
        "SUPERUSER_DATABASE_URL": _database(place, "postgres", place.keys["superuser"]),
        "REDIS_URL": _broker(place),
        "SECRET_KEY": place.keys["secret_key"],
    }


def _database(place: Place, role: str, password: str) -> str:
    if place.ports:
        return f"postgres://{role}:{password}@127.0.0.1:{place.ports['postgres']}/rhizome"
    folder = quote(str(place.sockets), safe="")
    return f"postgres://{role}:{password}@/rhizome?host={folder}&port={postgres.PORT}"


def _broker(place: Place) -> str:
    if place.ports:
        return f"redis://:{place.keys['valkey']}@127.0.0.1:{place.ports['valkey']}/0"
    return f"unix://{place.sockets / valkey.SOCKET}?db=0"
