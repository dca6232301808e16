"""Structured logs on standard error: what happened, never to whom. Names, identity numbers and birth dates stay out."""

import logging
import sys
from typing import Any

import structlog
from flask import Flask, Response, request


def init_app(app: Flask) -> None:
    """One JSON line per request that failed or was refused, and for every unexpected error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    app.logger.setLevel(logging.WARNING)

    @app.after_request
    def note(response: Response) -> Response:
        if response.status_code in {403, 409} or response.status_code >= 500:
            event().warning("request", endpoint=request.endpoint, method=request.method, status=response.status_code)
        return response


def event() -> Any:
    """The logger."""
    return structlog.get_logger()
