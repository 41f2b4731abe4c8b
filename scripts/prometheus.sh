#!/usr/bin/env bash
# Unpacks Debian's Prometheus, Alertmanager and node exporter into .cache/prometheus at first use; nothing is installed.
# Prints the folder of their programs.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/.cache/prometheus
if [ ! -e "$folder/complete" ]; then
  mkdir -p "$folder/packages"
  cd "$folder/packages"
  apt-get download -qq prometheus prometheus-alertmanager prometheus-node-exporter >&2 ||
    { apt-get update -qq >&2 && apt-get download -qq prometheus prometheus-alertmanager prometheus-node-exporter >&2; }
  for package in *.deb; do dpkg-deb -x "$package" "$folder"; done
  touch "$folder/complete"
fi
echo "$folder/usr/bin"
