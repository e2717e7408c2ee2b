"""What `make demo` runs: production's settings but for TLS, with the mail readable in the browser."""

from config import env
from config.settings.base import *

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", ".localhost", f".{TOWN_HOST_SUFFIX}", PLATFORM_HOST]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
OUTBOX = not env.text("SMTP_URL", "")
# Checkout of the local Stripe double is on this machine, on another port.
DEMO = True
