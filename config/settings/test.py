"""What the tests run: the demo's product with a fast password hash and mail in memory."""

from config import env
from config.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": {
        **DATABASES["default"],
        "TEST": {"NAME": env.text("TEST_DB", "osnowa_test")},
    },
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DOCUMENTS_DIR = env.folder("DOCUMENTS_DIR", DATA_DIR / "test-documents")
STRIPE_SECRET_KEY = "sk_test_osnowa"
STRIPE_WEBHOOK_SECRET = "whsec_test_osnowa"
WHITENOISE_AUTOREFRESH = True
OUTBOX = False
PUBLIC_PORT = ""
STRIPE_API_BASE = ""
CLAMAV_HOST = ""
