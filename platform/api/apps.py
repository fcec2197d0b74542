from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        from api import schema  # noqa: F401 (makes the ways to sign in known to the schema)
        from jobs.due import daily, register_due

        register_due("forget_old_answers", task="api.forget_old_answers", next_at=daily(3), of_network=True)
