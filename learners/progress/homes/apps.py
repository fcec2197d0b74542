from django.apps import AppConfig


class HomesConfig(AppConfig):
    name = "learners.progress.homes"

    def ready(self) -> None:
        from learners.progress.homes import lately, panels
        from learners.registry import CHILD_NEWS
        from web.registry import COMMUNITY_HOME, Panel

        CHILD_NEWS.append(lately.lately)
        for key, context, order in (
            ("to_mark", panels.to_mark, 20),
            ("mentored", panels.mentored, 25),
            ("learning", panels.learning_here, 30),
        ):
            COMMUNITY_HOME.append(Panel(key=key, template=f"homes/panel_{key}.html", context=context, order=order))
