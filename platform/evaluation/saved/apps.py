from django.apps import AppConfig


class SavedConfig(AppConfig):
    name = "evaluation.saved"
