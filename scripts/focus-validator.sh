#!/usr/bin/env bash
# Runs the FinOps Foundation's FOCUS validator, installing it from PyPI into .cache/focus at first use.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$PWD/.cache/focus
if [ ! -f "$venv/complete" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv" >&2
  # Its pandera needs what later versions of multimethod have no more.
  "$venv/bin/pip" install --quiet --disable-pip-version-check 'focus-validator==1.0.0' 'multimethod==1.11.2' >&2
  touch "$venv/complete"
fi
# It looks for its table of currencies below the folder that it runs in.
cd "$venv"/lib/python3*/site-packages
exec "$venv/bin/focus-validator" "$@"
