"""Every setting, read from the environment; what is missing comes from the embedded services."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
import structlog
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

import embedded

HERE = Path(__file__).resolve().parents[2]
env = environ.Env()
if not {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"} <= os.environ.keys():
    made = embedded.environment()
    if "DATABASE_URL" in os.environ:  # the other addresses of a database belong to it
        made = {name: value for name, value in made.items() if not name.endswith("DATABASE_URL")}
    env.ENVIRON = {**made, **os.environ}
DATA = Path(env("RHIZOME_DATA", default="") or embedded.data_folder())

# What this installation is
NETWORK_NAME = env("NETWORK_NAME", default="Rhizome")
SECRET_KEY = env("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_FAILURE_VIEW = "web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # user names are unique whatever their case, by a constraint
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_URL = env("SITE_URL", default="http://localhost:8000")

INSTALLED_APPS = [
    "tenancy",
    "jobs",
    "web",
    "api",
    "accounts",
    "files",
    "notices",
    "communities",
    "communities.governance",
    "curriculum",
    "curriculum.releases",
    "curriculum.crosswalks",
    "curriculum.commons",
    "curriculum.interchange",
    "curriculum.assessments",
    "curriculum.authoring",
    "learners",
    "learners.admissions",
    "learners.consents",
    "learners.young",
    "learners.identity",
    "learners.progress",
    "learners.progress.plans",
    "learners.progress.evidence",
    "learners.moves",
    "learners.progress.mentors",
    "learners.progress.attendance",
    "learners.progress.moderation",
    "learners.progress.mastery",
    "learners.progress.homes",
    "learners.mydata",
    "learners.turn",
    "learners.progress.family",
    "funding",
    "funding.expenses",
    "funding.budgets",
    "funding.income",
    "funding.grants",
    "evaluation",
    "evaluation.saved",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "web.statics.StaticsConfig",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "django_structlog",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "web.health.at_health",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "communities.middleware.identify",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "communities.middleware.ScopeMiddleware",
    "web.middleware.local_time",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "web.templatetags.web",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "web.context.page",
            ],
        },
    }
]
COTTON_DIR = "components"
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees what it is given, and what every page has
FORM_RENDERER = "web.forms.Renderer"

# The database speaks to the app by its own role; only `migrate` and the tests' flush become the owner.
DATABASES = {"default": {**env.db_url("DATABASE_URL"), "ENGINE": "tenancy.backend"}}
DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 2  # times until tenancy.statements are prepared
DATABASES["default"]["CONN_MAX_AGE"] = 0 if env.int("DB_POOL", default=0) else 60
if env.int("DB_POOL", default=0):  # set by the web server alone: Celery closes a pool after each task
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": env.int("DB_POOL"), "timeout": 5},
    }
DATABASE_ROLES = {"app": {key: DATABASES["default"][key] for key in ("USER", "PASSWORD")}}
if env("OWNER_DATABASE_URL", default=""):
    owner = env.db_url("OWNER_DATABASE_URL")
    DATABASE_ROLES["owner"] = {key: owner[key] for key in ("USER", "PASSWORD")}

# Valkey holds the cache and the queue
REDIS_URL = env("REDIS_URL")
_redis = urlsplit(REDIS_URL)
CACHES = {"default": {"BACKEND": "web.cache.ForgivingCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "rhizome"}}
CELERY_BROKER_URL = (
    f"redis+socket://{_redis.path}?virtual_host=1" if _redis.scheme == "unix" else _redis._replace(path="/1").geturl()
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 1}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {"tick": {"task": "jobs.tick", "schedule": 60.0}}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA / "beat")

# People
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "accounts.backend.OneIdentity",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.JoinForm",
    "add_email": "accounts.forms.AddressForm",
    "change_password": "accounts.forms.NewPasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
    "reset_password": "accounts.forms.LostPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordForm",
    "reauthenticate": "accounts.forms.ConfirmByPasswordForm",
}
ACCOUNT_PREVENT_ENUMERATION = "strict"  # an address counts, and is one person's alone, once it is confirmed
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # Person.email is our copy of the confirmed address (accounts.addresses)
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {  # a whole class signs in from one address within a minute
    "login": "90/m/ip",
    "login_failed": "20/m/ip,200/h/ip,5/5m/key",
    "signup": "40/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "accounts.two_factor.TwoFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ConfirmByCodeForm",
    "activate_totp": "accounts.forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # many people have no address at all
MFA_TOTP_ISSUER = NETWORK_NAME
MFA_TOTP_TOLERANCE = 1  # half-minutes that a phone's clock may be off
USERSESSIONS_TRACK_ACTIVITY = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("ar", _("Arabic"))]
LOCALE_PATHS = [HERE / "platform" / "web" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Files, mail, logs
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(DATA / "static"))
MEDIA_ROOT = env("MEDIA_ROOT", default=str(DATA / "files"))
BALLOT_KEYS = env("BALLOT_KEYS", default=str(DATA / "ballot-keys"))  # of secret votes; never in a copy of the database
WHITENOISE_USE_FINDERS = not (Path(STATIC_ROOT) / "staticfiles.json").exists()  # until they are collected
STORAGES = {
    "default": {"BACKEND": env("FILE_STORAGE", default="django.core.files.storage.FileSystemStorage")},
    "staticfiles": {"BACKEND": "web.storage.StaticStorage"},
}
UPLOAD_LIMIT = env.int("UPLOAD_LIMIT", default=20 * 1024 * 1024)  # bytes
COMMUNITY_FILES_LIMIT = env.int("COMMUNITY_FILES_LIMIT", default=10 * 1024**3)  # bytes, of all of a community's files
EMAIL_BACKEND = env("EMAIL_BACKEND", default="accounts.mail.FolderBackend")
EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_HOST = env("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="rhizome@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "web.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
structlog.configure(  # by way of LOGGING; a traceback without the values of its variables, among them passwords
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
    ],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
)

# What a browser may do
SECURE_SSL_REDIRECT = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_SSL_REDIRECT else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.KeyAuthentication",
        "api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.Json", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_PAGINATION_CLASS": "api.pagination.CursorPages",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.Lenient",
    "DEFAULT_SCHEMA_CLASS": "api.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.CallerThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "caller": env("API_RATE", default="600/min"),
        "anonymous": env("API_ANONYMOUS_RATE", default="60/min"),
    },
    "EXCEPTION_HANDLER": "api.errors.problem",
    "NUM_PROXIES": env.int("TRUSTED_PROXY_COUNT", default=0),
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Rhizome",
    "VERSION": "1",
    "DESCRIPTION": "Everything the pages do. Errors are problem details (RFC 9457), lists are cursor-paged,"
    " writes take an Idempotency-Key.",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "api.schema.complete"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "OfferingStateEnum": "learners.models.State",
        "SupportEnum": "learners.models.Support",
        "EnrolmentStateEnum": "learners.models.Enrolment.State",
        "EnrolmentKindEnum": "learners.models.Enrolment.Kind",
        "HomeMoveStateEnum": "learners.moves.models.HomeMove.State",
        "ErasureStateEnum": "learners.mydata.models.ErasureRequest.State",
        "CorrectionStateEnum": "learners.mydata.models.CorrectionRequest.State",
        "AccountClosingStateEnum": "learners.mydata.models.Closing.State",
        "GoalStateEnum": "learners.progress.plans.models.Goal.State",
        "MentoringStateEnum": "learners.progress.mentors.models.Mentoring.State",
        "TransferStateEnum": "funding.models.Transfer.State",
        "PledgeStateEnum": "funding.income.models.PledgeState",
        "AccountKindEnum": "funding.models.Account.Kind",
        "EntryFileAudienceEnum": "funding.models.Attachment.Audience",
        "EntryKindEnum": "funding.models.Entry.Kind",
        "ExpenseKindEnum": "funding.expenses.models.Kind",
        "ExpenseStateEnum": "funding.expenses.models.State",
        "ExpenseStepEnum": "funding.expenses.models.Step.What",
        "EntryByHandKindEnum": "funding.api.entries.BY_HAND",
        "CurriculumPartKindEnum": "curriculum.models.Kind",
        "CommunityKindEnum": "communities.models.Community.Kind",
        "ReportKindEnum": "evaluation.periods.Kind",
        "ModerationStepEnum": "curriculum.commons.models.ModerationStep.What",
        "PartChangeEnum": "curriculum.comparing.What",
        "OfferStateEnum": "curriculum.commons.models.Offer.State",
        "OfferSideEnum": "curriculum.commons.models.Offer.Side",
        "EvidenceKindEnum": "learners.progress.evidence.models.Kind",
        "AdmissionGroupEnum": "learners.admissions.api.rounds.NAMES",
    },
}
