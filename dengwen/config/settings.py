"""Settings of one Dengwen installation.

Everything that differs between installations comes from the environment (``docs/operations.md`` lists each
name); everything else is fixed here. Without ``DATABASE_URL`` the embedded PostgreSQL of the data folder is
used: this module only computes its address, starting it is the business of the ``dengwen`` command.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from dengwen.base.embedded_postgres import EmbeddedPostgres
from dengwen.base.secret_files import read_or_make_secret

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dengwen"
DATA = Path(os.environ.get("DENGWEN_DATA", ROOT / ".data")).resolve()
DEMO = os.environ.get("DENGWEN_DEMO") == "1"
DEBUG = False


def _database(url: str) -> dict[str, Any]:
    """Turn ``postgresql://role:password@host:port/name?host=/socket`` into Django's dictionary."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    # Statements are prepared on their third use: planning a page's big reads anew cost more than running them.
    options: dict[str, Any] = {
        "options": "-c timezone=UTC",
        "server_side_binding": True,
        "prepare_threshold": 3,
    }
    if "sslmode" in query:
        options["sslmode"] = query["sslmode"][0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": options,
    }


EMBEDDED = "DATABASE_URL" not in os.environ
_embedded = EmbeddedPostgres(DATA / "postgres")
DATABASE_URL = os.environ.get("DATABASE_URL") or _embedded.url("dengwen_app", "dengwen")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL") or (
    _embedded.url("dengwen_owner", "dengwen") if EMBEDDED else ""
)
# "default" is the application's role, which owns nothing; "owner" migrates and verifies, never serves pages.
DATABASES = {
    "default": _database(DATABASE_URL),
    "owner": _database(DATABASE_OWNER_URL or DATABASE_URL),
}
# How long one statement of a page may take (0: for ever). The worker and the console know no such limit: their jobs
# are long by design (dengwen/config/wsgi.py).
STATEMENT_SECONDS = int(os.environ.get("DENGWEN_STATEMENT_SECONDS", "60"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = os.environ.get("DENGWEN_SECRET_KEY") or read_or_make_secret(DATA / "secrets" / "django.key")
# Keys for sealed personal data live outside the database, so that a stolen dump is not a stolen identity.
IDENTITY_KEY_FILE = Path(os.environ.get("DENGWEN_IDENTITY_KEY_FILE", DATA / "secrets" / "identity.key"))
# The keys that sign receipts and the heads of the log; whoever has them can sign in the site's name.
LOG_KEY_FILE = Path(os.environ.get("DENGWEN_LOG_KEY_FILE", DATA / "secrets" / "log.key"))
ATTACHMENTS = Path(os.environ.get("DENGWEN_ATTACHMENTS", DATA / "attachments"))
ATTACHMENT_MAX_BYTES = int(os.environ.get("DENGWEN_ATTACHMENT_MAX_BYTES", str(20 * 1024 * 1024)))
LETTER_FONTS = os.environ.get("DENGWEN_LETTER_FONTS", "")
IMPORTS = DATA / "imports"
ALLOWED_HOSTS = os.environ.get("DENGWEN_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("DENGWEN_ORIGINS", "").split(",") if o]
HTTPS = os.environ.get("DENGWEN_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
# No other host of the domain can set these (RFC 6265bis, 4.1.3.2); browsers take them over HTTPS only.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
CSRF_COOKIE_HTTPONLY = True
# A form of the portal that comes back after its token ended is shown again with what was typed.
CSRF_FAILURE_VIEW = "dengwen.interfaces.portal.stale.stale"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_ENGINE = "dengwen.foundation.permissions.sessions"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Which family of rule packs runs here, and the file with the site's own changes (docs/rules.md).
RULES = os.environ.get("DENGWEN_RULES", "cn")
RULES_OVERLAY = os.environ.get("DENGWEN_RULES_OVERLAY", "")

INSTALLED_APPS = [
    "dengwen.foundation.ledger",
    "dengwen.foundation.organs",
    "dengwen.foundation.identity",
    "dengwen.foundation.staff",
    "dengwen.foundation.rulebook",
    "dengwen.foundation.permissions",
    "dengwen.domains.cases",
    "dengwen.domains.letters",
    "dengwen.domains.deadlines",
    "dengwen.domains.reminders",
    "dengwen.domains.registers",
    "dengwen.domains.linkage",
    "dengwen.domains.handling",
    "dengwen.domains.appeals",
    "dengwen.domains.closure",
    "dengwen.domains.supervision",
    "dengwen.domains.campaigns",
    "dengwen.domains.bulletins",
    "dengwen.domains.search",
    "dengwen.domains.matching",
    "dengwen.domains.records",
    "dengwen.interfaces.kit",
    "dengwen.interfaces.desk",
    "dengwen.interfaces.portal",
    "dengwen.interfaces.sheets",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "dengwen.interfaces.kit.methods.KnownMethodsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dengwen.interfaces.kit.language.AccountLanguageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dengwen.interfaces.kit.too_long.TooLongMiddleware",
]
ROOT_URLCONF = "dengwen.config.urls"
WSGI_APPLICATION = "dengwen.config.wsgi.application"
AUTH_USER_MODEL = "staff.Account"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "dengwen.interfaces.kit.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "dengwen.interfaces.kit.frame.frame",
            ],
        },
    },
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = os.environ.get("DENGWEN_LANGUAGE", "zh-hans")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "interfaces" / "kit" / "locale"]
FORMAT_MODULE_PATH = ["dengwen.interfaces.kit.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("DENGWEN_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
# What went wrong and what was refused, as lines for whatever keeps the logs of the machine (docs/security.md).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "dengwen.config.log_lines.JsonLine"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["lines"], "level": "WARNING", "propagate": False}},
}
# Reminders go out once a day, from this hour of the installation's zone on. Without a mail server, and in a demo
# always, mails are written into files.
REMIND_HOUR = int(os.environ.get("DENGWEN_REMIND_HOUR", "6"))
# The organ (its code) that receives what strangers bring without naming an organ; without one, the highest.
PORTAL_ORGAN = os.environ.get("DENGWEN_PORTAL_ORGAN", "")
SITE_URL = os.environ.get("DENGWEN_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("DENGWEN_MAIL_FROM", "dengwen@localhost")
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_TIMEOUT = 20
_smtp = urlsplit("" if DEMO else os.environ.get("DENGWEN_SMTP_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _smtp.hostname else 'filebased'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "", _smtp.port or (465 if _smtp.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _smtp.scheme == "smtps", _smtp.scheme == "smtp+starttls"
# What else happens after an event: see dengwen/config/reactions.py.
DENGWEN_REACTIONS = "dengwen.config.reactions.REACTIONS"
# Which rows fill the letters of a procedure: see dengwen/config/letter_facts.py.
DENGWEN_LETTER_FACTS = "dengwen.config.letter_facts.LETTER_FACTS"
# Which columns hold sealed data: see dengwen/config/sealed_columns.py.
DENGWEN_SEALED_COLUMNS = "dengwen.config.sealed_columns.SEALED_COLUMNS"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SERVICE_NAME_EN = "Dengwen"
SERVICE_NAME_ZH = "登闻"
