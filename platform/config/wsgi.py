"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What is loaded once is never garbage; a page makes some ten thousand objects, and looking through them again costs.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
