"""Django's settings, made from the environment; what is unsafe refuses to start."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from koppelvlak.config.addresses import database, mail
from koppelvlak.config.checks import origin, refuse_unsafe
from koppelvlak.config.environment import UnsafeSettingError, read

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent
ENV = refuse_unsafe(read())

DEMO: bool = ENV["KOPPELVLAK_DEMO"]
DEBUG: bool = ENV["KOPPELVLAK_DEBUG"]
HTTPS: bool = ENV["KOPPELVLAK_HTTPS"]
DATA = (PROJECT / (ENV["KOPPELVLAK_DATA"] or "var")).absolute()
try:
    DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
except OSError as error:
    raise UnsafeSettingError(f"KOPPELVLAK_DATA: {DATA} cannot be used ({error})") from None
BIND: str = ENV["KOPPELVLAK_BIND"]
PORT: int = ENV["KOPPELVLAK_PORT"]
WORKERS: int = ENV["KOPPELVLAK_WORKERS"]
SECRET_KEY: str = ENV["KOPPELVLAK_SECRET_KEY"]
ALLOWED_HOSTS: list[str] = ENV["KOPPELVLAK_HOSTS"]
# Where links in mails lead; passkeys need a name, so the demo calls itself localhost.
BASE_URL = (
    f"http://localhost:{ENV['KOPPELVLAK_PORT']}"
    if DEMO
    else f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0]}"
)
TLP_CEILING: str = ENV["KOPPELVLAK_TLP_CEILING"]
MFA_REQUIRED: bool = ENV["KOPPELVLAK_MFA"] == "required"
BEHIND_PROXY: bool = ENV["KOPPELVLAK_PROXY"]
BACKUP_DAYS: int = ENV["KOPPELVLAK_BACKUP_DAYS"]
SECURITY_CONTACT: str = ENV["KOPPELVLAK_SECURITY_CONTACT"]
FEEDBACK: str = ENV["KOPPELVLAK_FEEDBACK"]

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
    "koppelvlak.rounds",
    "koppelvlak.framework",
    "koppelvlak.territory",
    "koppelvlak.networks",
    "koppelvlak.agreements",
    "koppelvlak.coverage",
    "koppelvlak.variants",
    "koppelvlak.agendas",
    "koppelvlak.calls",
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
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "koppelvlak.kit.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "koppelvlak.kit.ui.headers.PrivatePagesMiddleware",
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
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "koppelvlak.kit.ui.tags",
            ],
        },
    }
]
FORM_RENDERER = "koppelvlak.kit.ui.forms.Renderer"


DATABASES = {"default": database(ENV["DATABASE_URL"], data=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Throttling counts in the database, so that all processes share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle_cache",
        # Beyond this many places a third is forgotten: trying from many is no way to be forgotten.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # How far long work is, told from inside its transaction: a table would show it afterwards only.
    "progress": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "progress",
    },
}

LANGUAGE_CODE: str = ENV["KOPPELVLAK_LANGUAGE"]
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "koppelvlak.config.formats"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# An organisation's own look: house-style/ui/tokens.css in the data folder comes before ours.
STATICFILES_DIRS = [folder for folder in [DATA / "house-style"] if folder.is_dir()]
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["koppelvlak.people.known.KnownBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "koppelvlak.people.sign_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "koppelvlak.people.provider_adapter.ProviderAdapter"
MFA_ADAPTER = "koppelvlak.people.sign_in.MfaAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Closing the browser signs out, whatever the age of the session.
ACCOUNT_SESSION_REMEMBER = False
# allauth's own would keep every address a second time; people are erased from one place.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=2).total_seconds())
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "manage_email": "5/h/user"}
# The identity provider of an organisation; who it signs in is matched on issuer and subject.
OIDC_ISSUER: str = ENV["KOPPELVLAK_OIDC_ISSUER"]
OIDC_CLIENT_ID: str = ENV["KOPPELVLAK_OIDC_CLIENT_ID"]
OIDC_CLIENT_SECRET: str = ENV["KOPPELVLAK_OIDC_CLIENT_SECRET"]
OIDC_NAME: str = ENV["KOPPELVLAK_OIDC_NAME"]
OIDC_AMR: list[str] = ENV["KOPPELVLAK_OIDC_AMR"]
OIDC_ACR: list[str] = ENV["KOPPELVLAK_OIDC_ACR"]
# Where a form that begins a sign-in may end up: browsers follow it past every redirect.
OIDC_ORIGINS: list[str] = (
    [origin(OIDC_ISSUER), *ENV["KOPPELVLAK_OIDC_ORIGINS"]] if OIDC_ISSUER else []
)
SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# An address is known to be read by its owner: the invitation was sent there.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Koppelvlak"
MFA_FORMS = {
    "add_webauthn": "koppelvlak.people.passkeys.AddForm",
    "login_webauthn": "koppelvlak.people.passkeys.LoginForm",
    "authenticate_webauthn": "koppelvlak.people.passkeys.AuthenticateForm",
    "reauthenticate_webauthn": "koppelvlak.people.passkeys.ReauthenticateForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
if HTTPS:
    # A browser then takes them from this very host alone, over TLS; no neighbour can plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

SECURE_SSL_REDIRECT = HTTPS
# A monitor on the same machine asks without TLS.
SECURE_REDIRECT_EXEMPT = [r"^-/(live|ready)$"]
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
FILE_UPLOAD_HANDLERS = [
    "koppelvlak.kit.ui.uploads.EnoughHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CSRF_FAILURE_VIEW = "koppelvlak.kit.refusals.csrf_failure"

DEFAULT_FROM_EMAIL: str = ENV["KOPPELVLAK_MAIL_FROM"] or "Koppelvlak <koppelvlak@localhost>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
vars().update(mail(ENV["KOPPELVLAK_MAIL_URL"], data=DATA))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "koppelvlak.kit.requests.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
