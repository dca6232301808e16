#!/bin/sh
# Serves the registry with a worker beside it: scripts/serve.sh PYTHON HOST:PORT. When one of the two ends, or this is stopped,
# both end; what the worker was doing is taken up at the next start.
set -u
"$1" -m flask --app app work &
worker=$!
"$1" -m gunicorn --bind "$2" --workers 2 --threads 4 --no-control-socket --log-level warning app:app &
server=$!

stop() {
  trap - HUP INT TERM
  kill -TERM "$worker" "$server" 2>/dev/null
  wait
  exit "$1"
}

trap 'stop 0' HUP INT TERM
while kill -0 "$worker" 2>/dev/null && kill -0 "$server" 2>/dev/null; do sleep 1; done
stop 1
