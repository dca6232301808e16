#!/usr/bin/env bash
# Install the packages of package-lock.json into node_modules, with the machine's Node.js 18 or newer, or one from a Python package.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! { command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 18)'; } >/dev/null 2>&1; then
  scripts/python_packages.sh requirements-node.txt
  PATH="$PWD/.venv/bin:$PATH"
fi
npm ci --silent
