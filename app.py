"""The application, for `flask --app app` and for the server."""

from registry.factory import create_app
from seeds import commands

app = create_app()
commands.init_app(app)
