"""Structured logs with tenant and request id, and Sentry when it is configured."""

import logging
from typing import Any

import sentry_sdk
import structlog
from django.conf import settings
from django.db import connection


def start() -> None:
    logs()
    if settings.SENTRY_DSN:
        sentry_sdk.init(
            dsn=settings.SENTRY_DSN,
            send_default_pii=False,
            # Locals carry people's data.
            include_local_variables=False,
            max_request_body_size="never",
            before_send=_with_tenant,
        )


def _with_tenant(event: Any, hint: Any) -> Any:
    """Name the town; drop who asked, their cookies and headers."""
    event.setdefault("tags", {})["tenant"] = connection.schema_name or "-"
    event.pop("user", None)
    request = event.get("request")
    if request:
        event["request"] = {"method": request.get("method"), "url": request.get("url", "").split("?")[0]}
    return event


def logs() -> None:
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for noisy in ("procrastinate", "django.request", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # They write down the names in people's certificates.
    for talkative in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)
