from django.apps import AppConfig


class CrosswalksConfig(AppConfig):
    name = "curriculum.crosswalks"

    def ready(self) -> None:
        from communities.governance.effects import register_effect
        from curriculum.crosswalks import panels
        from curriculum.crosswalks.effects import ADOPT, END
        from curriculum.registry import COMPETENCY_PAGE, FRAMEWORK_PAGE, PagePanel

        register_effect(ADOPT)
        register_effect(END)
        FRAMEWORK_PAGE.append(
            PagePanel(key="crosswalks", template="crosswalks/panel_framework.html", context=panels.of_framework)
        )
        COMPETENCY_PAGE.append(
            PagePanel(key="crosswalks", template="crosswalks/panel_competency.html", context=panels.of_competency)
        )
