#!/usr/bin/env bash
# Install the packages of hash-locked lists into .venv, made when it is not there: python_packages.sh LIST...
# Takes uv where it is on the path, because it is ten times faster, else pip. Either refuses a package without a known hash.
# The lists are complete, so nothing is resolved anew: pip would look at `coverage[toml]` apart from the pinned `coverage`, and fail
# on the day of a newer release.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed, and '$python' is not that; name another one with: make PYTHON=/path/to/python3" >&2
  exit 1
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  scripts/system_packages.sh venv
  rm -rf .venv
  "$python" -m venv .venv
fi

lists=()
for list in "$@"; do lists+=(-r "$list"); done
if command -v uv >/dev/null; then
  uv pip install --quiet --python .venv/bin/python --no-deps --require-hashes "${lists[@]}"
else
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes "${lists[@]}"
fi
