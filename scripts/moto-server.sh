#!/usr/bin/env bash
# Starts moto's AWS server on the loopback port given, installing it from PyPI into .cache/moto at first use.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=.cache/moto
if [ ! -x "$venv/bin/moto_server" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check 'moto[server]==5.2.5'
fi
exec "$venv/bin/moto_server" -H 127.0.0.1 -p "$1"
