#!/usr/bin/env bash
# Makes .cache/cleaning, a virtual environment with Spark and what the cleaning job imports, at first use. Prints its Python.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$PWD/.cache/cleaning
wanted=$(cat workloads/cleaning/requirements*.txt | sha256sum)
if [ "$(cat "$venv/complete" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv" >&2
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement workloads/cleaning/requirements-local.txt >&2
  echo "$wanted" >"$venv/complete"
fi
echo "$venv/bin/python"
