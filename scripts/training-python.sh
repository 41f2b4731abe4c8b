#!/usr/bin/env bash
# Makes .cache/training, a virtual environment with what training and serving import, at first use. Prints its Python.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$PWD/.cache/training
wanted=$(cat workloads/requirements*.txt | sha256sum)
if [ "$(cat "$venv/complete" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv" >&2
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement workloads/requirements-cpu.txt >&2
  echo "$wanted" >"$venv/complete"
fi
echo "$venv/bin/python"
