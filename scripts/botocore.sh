#!/usr/bin/env bash
# Installs botocore, which carries AWS' own models of its APIs, from PyPI into .cache/botocore, and prints where the models are.
set -euo pipefail
cd "$(dirname "$0")/.."
version=1.44.8
target=.cache/botocore/$version
if [ ! -d "$target/botocore/data" ]; then
  python3 -m pip install --quiet --disable-pip-version-check --no-deps --target "$target.part" "botocore==$version"
  mv "$target.part" "$target"
fi
echo "$target/botocore/data"
