#!/usr/bin/env bash
# Make sure that Debian packages the project leans on are there: `venv` for setting up, `test` for the test suite.
# Installs what is missing where it may (root or passwordless sudo); else says in one sentence what to install and fails.
set -euo pipefail

missing=()
need() { # need PACKAGE COMMAND...: the package is missing unless the command succeeds
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

case "${1:-}" in
  venv)
    need python3-venv "${PYTHON:-python3}" -c 'import ensurepip, venv'
    ;;
  test)
    need libatomic1 compgen -G '/usr/lib/*/libatomic.so.1' # Playwright's driver is linked with it
    need chromium test -x /usr/bin/chromium
    need poppler-utils command -v pdftoppm
    need postgresql compgen -G '/usr/lib/postgresql/*/bin/initdb'
    ;;
  *)
    echo "usage: $0 venv|test" >&2
    exit 2
    ;;
esac

[ ${#missing[@]} -eq 0 ] && exit 0

refuse() {
  echo "Missing system packages, and no right to install them here. Please run: sudo apt-get install ${missing[*]}" >&2
  exit 1
}
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || refuse
  as_root=(sudo -n)
fi
command -v apt-get >/dev/null || refuse

echo "Installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
