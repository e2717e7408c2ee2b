"""What is true everywhere, read top to bottom."""

from pathlib import Path

import fontpkg_public_sans
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env

ROOT = env.ROOT
DATA_DIR = env.folder("DATA_DIR", ROOT / "var")

# --- who is who -------------------------------------------------------------------------------
SHARED_APPS = [
    "django_tenants",
    "frontend",
    "tenants.registry",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "lucide",
    "csp",
    "config",
]
TENANT_APPS = ["tenants.office", "programmes", "grants", "pgtrigger"]
INSTALLED_APPS = SHARED_APPS + TENANT_APPS
TENANT_MODEL = "registry.LocalGovernment"
TENANT_DOMAIN_MODEL = "registry.Domain"
PUBLIC_SCHEMA_URLCONF = "config.urls_public"
ROOT_URLCONF = "config.urls"
# Proven safe with the pool by tests/isolation/test_pool.py; docs/decisions/0003.
TENANT_LIMIT_SET_CALLS = True
# The product's own address: subdomains of it are the towns'.
PLATFORM_HOST = env.text("PLATFORM_HOST", "osnowa.localhost")
TOWN_HOST_SUFFIX = env.text("TOWN_HOST_SUFFIX", "localhost")
PUBLIC_PORT = env.text("PUBLIC_PORT", "")
PUBLIC_SCHEME = env.text("PUBLIC_SCHEME", "http")
AUTH_USER_MODEL = "registry.User"

# django-tenants and pgtrigger each replace `migrate`; nothing else breaks.
SILENCED_SYSTEM_CHECKS = ["commands.E001"]

# --- requests ---------------------------------------------------------------------------------
MIDDLEWARE = [
    "config.requests.RequestIdMiddleware",
    "config.requests.HealthMiddleware",
    "tenants.office.middleware.TownMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tenants.office.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tenants.registry.people.middleware.AccountPagesMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tenants.office.middleware.DoorMiddleware",
    "tenants.office.middleware.RefusalMiddleware",
]
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.shell.shell",
            ],
        },
    },
]
FORM_RENDERER = "frontend.forms.Renderer"
WSGI_APPLICATION = "config.wsgi.application"

# --- database ---------------------------------------------------------------------------------
DATABASES = {
    "default": {
        "ENGINE": "django_tenants.postgresql_backend",
        **env.database("DATABASE_URL", "postgresql:///osnowa"),
        "CONN_MAX_AGE": 0,
        # A connection is tried before it is used: after a restart of the database no request fails for an old one.
        "CONN_HEALTH_CHECKS": True,
        # A backend keeps memory for every table it ever touched: it lives 10 minutes. Nobody waits longer than 5 s
        # for a database that is away.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 10, "max_lifetime": 600, "timeout": 5}},
    },
}
# The owner's connection, for migrations and for opening a town; the application's own role owns nothing.
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL", env.text("DATABASE_URL", "postgresql:///osnowa"))
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "registry_cache",
    },
}

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

# --- accounts ---------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["tenants.registry.people.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tenants.registry.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "tenants.registry.people.forms.SignupForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_DISPLAY = "tenants.registry.people.models.display_name"
ACCOUNT_SESSION_REMEMBER = True
# One address a person: a new one replaces the old when it is confirmed.
ACCOUNT_CHANGE_EMAIL = True
# A letter when a password, an address or a second step changes.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A whole town hall, or a meeting of NGOs, sits behind one address: limits count accounts, never addresses.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/5m/key",
    "signup": None,
    "confirm_email": "1/60s/key",
    "reset_password": "5/5m/key",
    "reset_password_from_key": None,
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [("fonts", Path(fontpkg_public_sans.__file__).parent / "files")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "frontend.statics.Statics"},
}
DOCUMENTS_DIR = env.folder("DOCUMENTS_DIR", DATA_DIR / "documents")
S3 = (
    {
        "bucket": env.text("S3_BUCKET"),
        "endpoint_url": env.text("S3_ENDPOINT_URL", ""),
        "access_key": env.text("S3_ACCESS_KEY"),
        "secret_key": env.text("S3_SECRET_KEY"),
        "region": env.text("S3_REGION", "eu-central-1"),
    }
    if env.text("S3_BUCKET", "")
    else None
)

# Uploads wait for this malware scanner (clamd); without one they are read at once.
CLAMAV_HOST = env.text("CLAMAV_HOST", "")
CLAMAV_PORT = env.number("CLAMAV_PORT", 3310)

# --- mail -------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Osnowa <osnowa@osnowa.localhost>")
EMAIL_TIMEOUT = 20
if env.text("SMTP_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(env.mail(env.text("SMTP_URL")))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env.folder("MAIL_DIR", DATA_DIR / "mail")
# Only the demo shows the kept mail in the browser.
OUTBOX = False

# --- billing ----------------------------------------------------------------------------------
STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET", "")
STRIPE_API_BASE = env.text("STRIPE_API_BASE", "")

# --- public registers -------------------------------------------------------------------------
# Off when empty: people type the facts of their organisation themselves, and can always do so.
KRS_API_URL = env.text("KRS_API_URL", "")
KRS_SECONDS = env.number("KRS_SECONDS", 4)

# --- background work --------------------------------------------------------------------------
PROCRASTINATE_IMPORT_PATHS = [
    "tenants.office.tasks",
    "tenants.registry.tasks",
    "tenants.platform.tasks",
    "programmes.tasks",
    "grants.tasks",
    "grants.applications.tasks",
    "grants.small_grants.tasks",
]

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "config.openapi.Schema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "PAGE_SIZE": 50,
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Osnowa",
    "DESCRIPTION": "What a town's public pages show: programmes, calls, results, agreements.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
}

# --- what the operator sees -------------------------------------------------------------------
SENTRY_DSN = env.text("SENTRY_DSN", "")
LOGGING_CONFIG = None
