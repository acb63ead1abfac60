"""Every setting, read from the environment once; docs/operations.md and .env.example list them."""

import warnings
from pathlib import Path

from csp.constants import NONE, SELF
from psycopg2.extensions import parse_dsn

from config import embedded
from config.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment = Environment.from_process()

DATA_DIR = Path(environment.text("DAFTAR_DATA_DIR", str(BASE_DIR / ".daftar")))
EMBEDDED_SERVICES = embedded.services_for(DATA_DIR)
EMBEDDED_NEEDED = embedded.needed(environment.values)

DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret("SECRET_KEY", fallback_file=DATA_DIR / "secret-key", allowed=bool(EMBEDDED_NEEDED))
# Secrets of webhooks are derived from SECRET_KEY: while a former key stands here, receivers' old secrets go on working.
SECRET_KEY_FALLBACKS = environment.listed("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = environment.listed("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.listed("CSRF_TRUSTED_ORIGINS", [])
SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = environment.text("SITE_NAME", "Daftar")

INSTALLED_APPS = [
    "config.apps.DaftarAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "pgtrigger",
    "csp",
    "sources",
    "ledger",
    "ledger.access",
    "ledger.files",
    "ledger.webhooks",
    "incidents",
    "pipeline",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "ledger.languages.LanguageFromPath",
    "ledger.access.middleware.AccessMiddleware",
    "ledger.middleware.AnswersInMemory",
    "compression_middleware.middleware.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def _database() -> dict[str, object]:
    """libpq's own reading of the URL, so that sockets, TLS and every other libpq option work."""
    url = environment.text("DATABASE_URL", "")
    database = EMBEDDED_SERVICES.database
    parts: dict[str, str] = (
        parse_dsn(url)
        if url
        else {
            "host": database.host,
            "port": str(database.port),
            "dbname": database.name,
            "user": database.user,
        }
    )
    names = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **{names[key]: value for key, value in parts.items() if key in names},
        "OPTIONS": {"connect_timeout": 5, **{key: v for key, v in parts.items() if key not in names}},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CELERY_BROKER_URL = environment.text("CELERY_BROKER_URL", "") or EMBEDDED_SERVICES.broker_url

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("tg", "Тоҷикӣ"), ("fa", "فارسی")]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Where nothing was collected (a laptop), whitenoise reads the sources.
WHITENOISE_USE_FINDERS = not STATIC_ROOT.exists()
warnings.filterwarnings("ignore", message="No directory at", module="django.core.handlers.base")
WHITENOISE_MAX_AGE = 3600

# Nothing on any page comes from another origin or stands inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_TLS = environment.flag("BEHIND_TLS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
# The health check asks from inside the container, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SESSION_COOKIE_HTTPONLY = True

# 50 MB is refused long before it is read; an article's text is a few kilobytes.
IMPORT_LIMIT_BYTES = 20_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = IMPORT_LIMIT_BYTES + 1_000_000
READING_LEASE_SECONDS = environment.integer("READING_LEASE_SECONDS", 60)
READING_ATTEMPTS = environment.integer("READING_ATTEMPTS", 5)
SWEEP_SECONDS = environment.integer("SWEEP_SECONDS", 10)
WEBHOOK_SECONDS = environment.integer("WEBHOOK_SECONDS", 5)

# What one reader may ask for in a minute; 0 is no limit. All web processes count together, in the broker or elsewhere.
# On a laptop nobody stands in anybody's way.
_LENIENCE = 20 if EMBEDDED_NEEDED else 1
ANONYMOUS_REQUESTS_PER_MINUTE = environment.integer("ANONYMOUS_REQUESTS_PER_MINUTE", 3_000 * _LENIENCE)
KEY_REQUESTS_PER_MINUTE = environment.integer("KEY_REQUESTS_PER_MINUTE", 30_000 * _LENIENCE)
RATE_LIMIT_STORAGE_URL = environment.text("RATE_LIMIT_STORAGE_URL", "") or CELERY_BROKER_URL
# Web servers in front whose X-Forwarded-For is believed, counted from us outwards. Behind TLS there is one: with none,
# all readers would share its address and so one limit.
TRUSTED_PROXIES = environment.integer("TRUSTED_PROXIES", 1 if BEHIND_TLS else 0)

SNAPSHOT_DIR = Path(environment.text("SNAPSHOT_DIR", str(DATA_DIR / "snapshots")))
SNAPSHOTS_KEPT = environment.integer("SNAPSHOTS_KEPT", 7)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Daftar API",
    "DESCRIPTION": "The public register: every answer is a function of its address and the head of the ledger.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": False,
}

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        # At INFO it writes every receiver's whole address, which may hold a token.
        "httpx": {"level": "WARNING"},
        # Whoever sends an address of a thousand parameters would fill the log with tracebacks.
        "django.security.TooManyFieldsSent": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "INFO")},
}
