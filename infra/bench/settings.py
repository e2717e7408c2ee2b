"""Production's settings, with the bare view beside the product's pages and a counter of queries in front."""

from config.settings.prod import *

ROOT_URLCONF = "infra.bench.urls"
MIDDLEWARE = ["infra.bench.bare.CountingMiddleware", *MIDDLEWARE]
