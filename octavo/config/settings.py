"""Django's settings, made from the table of options. Safe unless an option says otherwise."""

from __future__ import annotations

from typing import Any

from psycopg.conninfo import conninfo_to_dict

import octavo
from octavo.config.options import Options, read_options
from octavo.config.secret import read_secret

OCTAVO: Options = read_options()

DEBUG = OCTAVO["debug"]
SECRET_KEY = OCTAVO["secret_key"] or read_secret(OCTAVO.data)
ALLOWED_HOSTS = list(OCTAVO["allowed_hosts"])
ROOT_URLCONF = "octavo.config.urls"
ASGI_APPLICATION = "octavo.config.asgi.application"
USER_AGENT = OCTAVO["user_agent"] or " ".join(
    part
    for part in (f"Octavo/{octavo.__version__}", f"(+{OCTAVO['site_address']})" * bool(OCTAVO["site_address"]))
    if part
)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "octavo.apps.queue",
    "octavo.apps.sources",
    "octavo.apps.articles",
    "octavo.apps.stories",
    "octavo.apps.topics",
    "octavo.apps.search",
    "octavo.apps.assist",
    "octavo.apps.pictures",
    "octavo.apps.letters",
    "octavo.apps.speech",
    "octavo.faces.reader",
    "octavo.faces.api",
    "octavo.faces.ops",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "octavo.faces.reader.headers.HeadersMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "octavo.faces.reader.context.site",
            ],
            "builtins": ["octavo.faces.reader.templatetags.octavo"],
        },
    }
]


def _database(url: str, pool: int) -> dict[str, Any]:
    """Django's form of a libpq address; what Django has no name for travels in OPTIONS."""
    parts: dict[str, Any] = dict(conninfo_to_dict(url)) if url else {"host": "/nowhere"}
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    known = {names[key]: value for key, value in parts.items() if key in names}
    rest = {key: value for key, value in parts.items() if key not in names}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "octavo",
        **known,
        # A thread keeps its connection; with a pool, which hands out checked ones, it must not.
        "CONN_MAX_AGE": 0 if pool else None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**rest, "pool": {"min_size": 2, "max_size": pool}} if pool else rest,
    }


DATABASES = {"default": _database(OCTAVO["database_url"], OCTAVO["database_pool"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
# No catalogues yet: with translation on, every marked string costs a look-up that finds nothing.
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = OCTAVO.data / "static"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "octavo.faces.reader.static_files.StaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SECURE_CONTENT_TYPE_NOSNIFF = True
# With "no-referrer" browsers send `Origin: null` with our own forms, which the forgery check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # A failed job is told once, by the line that set it aside; the queue would tell it again.
        "procrastinate": {"level": "ERROR"},
        "octavo": {"level": "INFO"},
    },
}
