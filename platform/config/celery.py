"""The Celery app: jobs run here, one beat tick a minute starts what is due."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("rhizome")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
