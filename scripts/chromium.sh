#!/usr/bin/env bash
# Prints the path of Chromium, installing Debian's where there is none.
set -euo pipefail
if ! command -v chromium >/dev/null; then
  as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
  install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2; }
  install || { as_root apt-get update -qq >&2 && install; }
fi
command -v chromium
