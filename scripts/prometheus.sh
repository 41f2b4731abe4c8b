#!/usr/bin/env bash
# Unpacks Debian's Prometheus, Alertmanager and node exporter into .cache/prometheus at first use; nothing is installed.
# Prints the folder of their programs.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/.cache/prometheus
packages="prometheus prometheus-alertmanager prometheus-node-exporter"
if [ ! -e "$folder/complete" ]; then
  mkdir -p "$folder/packages"
  cd "$folder/packages"
  # shellcheck disable=SC2086
  apt-get download -qq $packages >&2 || { apt-get update -qq >&2 && apt-get download -qq $packages >&2; }
  for package in *.deb; do dpkg-deb -x "$package" "$folder"; done
  touch "$folder/complete"
fi
# Debian's Alertmanager reads its templates from a fixed folder below /usr. A path of the same length is the working folder.
if [ ! -e "$folder/usr/bin/alertmanager" ]; then
  sed 's#/usr/share/prometheus/alertmanager#/proc/self/cwd////////////////////#g' \
    "$folder/usr/bin/prometheus-alertmanager" >"$folder/usr/bin/alertmanager.new"
  chmod +x "$folder/usr/bin/alertmanager.new"
  mv "$folder/usr/bin/alertmanager.new" "$folder/usr/bin/alertmanager"
fi
echo "$folder/usr/bin"
