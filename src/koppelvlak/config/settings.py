"""Django's settings, made from the environment; what is unsafe refuses to start."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from koppelvlak.config.checks import refuse_unsafe
from koppelvlak.config.environment import read

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent
ENV = refuse_unsafe(read())

DEMO: bool = ENV["KOPPELVLAK_DEMO"]
DEBUG: bool = ENV["KOPPELVLAK_DEBUG"]
HTTPS: bool = ENV["KOPPELVLAK_HTTPS"]
DATA = Path(ENV["KOPPELVLAK_DATA"] or PROJECT / "var")
SECRET_KEY: str = ENV["KOPPELVLAK_SECRET_KEY"]
ALLOWED_HOSTS: list[str] = ENV["KOPPELVLAK_HOSTS"]
TLP_CEILING: str = ENV["KOPPELVLAK_TLP_CEILING"]
MFA_REQUIRED: bool = ENV["KOPPELVLAK_MFA"] == "required"
BEHIND_PROXY: bool = ENV["KOPPELVLAK_PROXY"]
SECURITY_CONTACT: str = ENV["KOPPELVLAK_SECURITY_CONTACT"]

INSTALLED_APPS = [
    "koppelvlak.kit.audit",
    "koppelvlak.kit.once",
    "koppelvlak.kit.notices",
    "koppelvlak.kit.search",
    "koppelvlak.kit.ui",
    "koppelvlak.registers",
    "koppelvlak.sectors",
    "koppelvlak.organisations",
    "koppelvlak.people",
    "koppelvlak.territory",
    "koppelvlak.networks",
    "koppelvlak.portal",
    "koppelvlak.jobs",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "koppelvlak.kit.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "koppelvlak.kit.requests.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "koppelvlak.people.middleware.SecondFactorMiddleware",
    "koppelvlak.people.middleware.ActorMiddleware",
    "koppelvlak.kit.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "koppelvlak.config.urls"
WSGI_APPLICATION = "koppelvlak.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "koppelvlak.portal.navigation.menu",
            ],
            "builtins": ["template_partials.templatetags.partials", "koppelvlak.kit.ui.tags"],
        },
    }
]
FORM_RENDERER = "koppelvlak.kit.ui.forms.Renderer"


def _databases() -> dict[str, dict[str, Any]]:
    """Return the one database, with what makes SQLite durable and alone when it writes."""
    url = ENV["DATABASE_URL"] or f"sqlite:///{DATA / 'koppelvlak.sqlite3'}"
    database: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA foreign_keys=ON;",
        }
        # Tests use a file as well, so that they run with the same journal and locks.
        database["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    else:
        database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {"default": database}


DATABASES = _databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Throttling counts in the database, so that all processes share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle_cache",
    }
}

LANGUAGE_CODE: str = ENV["KOPPELVLAK_LANGUAGE"]
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "koppelvlak.people.sign_in.AccountAdapter"
MFA_ADAPTER = "koppelvlak.people.sign_in.MfaAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Koppelvlak"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = False
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        # The QR code of an authenticator is an SVG in a data: address.
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
} | {"publickey-credentials-get": ["self"], "publickey-credentials-create": ["self"]}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
CSRF_FAILURE_VIEW = "koppelvlak.kit.refusals.csrf_failure"

DEFAULT_FROM_EMAIL: str = ENV["KOPPELVLAK_MAIL_FROM"] or "Koppelvlak <koppelvlak@localhost>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
if ENV["KOPPELVLAK_MAIL_URL"]:
    vars().update(environ.Env.email_url_config(ENV["KOPPELVLAK_MAIL_URL"]))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "koppelvlak.kit.requests.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
