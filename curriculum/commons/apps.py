from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "curriculum.commons"

    def ready(self) -> None:
        from curriculum.actions import ON_PUBLISHING
        from curriculum.commons.actions import share_on_publishing

        ON_PUBLISHING.append(share_on_publishing)
