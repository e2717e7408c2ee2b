"""A PostgreSQL for the tests, started before Django reads its settings. `-p tests.server` loads this first."""

import atexit
import os

from infra.postgres.embedded import start_temporary

if not os.environ.get("DATABASE_URL"):
    _server = start_temporary()
    atexit.register(_server.stop)
    _server.create_database("osnowa")
    os.environ["DATABASE_URL"] = _server.url("osnowa")
    os.environ["DATABASE_OWNER_URL"] = _server.owner_url("osnowa")
