"""How the web server runs, in the demo, in the container and anywhere else.

`gunicorn -c infra/container/gunicorn.conf.py config.wsgi`; the environment says what differs.
"""

import os
from pathlib import Path

import structlog

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
timeout = 60
graceful_timeout = 20
keepalive = 5

# a process that has seen many schemas holds much memory: a fresh one takes its place
max_requests = 2000
max_requests_jitter = 200

# its default path is one for all instances on the machine
control_socket_disable = True

# a heartbeat on a slow disk looks like a hanging worker
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
chdir = str(Path(__file__).resolve().parents[2])

# requests are logged by the product, with tenant and request id
accesslog = None
errorlog = "-"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        },
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
    "root": {"level": "INFO", "handlers": ["out"]},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["out"], "propagate": False}},
}
