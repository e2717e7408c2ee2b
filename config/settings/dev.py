"""For a developer's own machine."""

from config import env
from config.settings.base import *

DEBUG = True
SECRET_KEY = env.text("SECRET_KEY", "only-for-development")
ALLOWED_HOSTS = ["*"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
OUTBOX = not env.text("SMTP_URL", "")
