"""Response headers that keep browsers from doing what pages never ask of them."""

from flask import Flask, Response, request

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def init_app(app: Flask) -> None:
    """Set the headers on every response, errors and files included."""

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
        if app.config["SESSION_COOKIE_SECURE"]:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.endpoint == "static" and response.status_code < 400:
            if "v" in request.args:
                response.cache_control.no_cache = None  # Flask's own word for files, which would win
                response.cache_control.max_age = 31_536_000
                response.cache_control.immutable = True
        else:
            # Personal data must not come back with the Back button on a shared machine.
            headers["Cache-Control"] = "no-store"
        return response
