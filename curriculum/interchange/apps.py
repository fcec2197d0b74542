from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "curriculum.interchange"
    label = "interchange"

    def ready(self) -> None:
        from curriculum.interchange.case import CASE
        from curriculum.interchange.importers import IMPORTERS
        from curriculum.interchange.oak import OAK

        IMPORTERS.update({importer.key: importer for importer in (CASE, OAK)})
