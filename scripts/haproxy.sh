#!/usr/bin/env bash
# Unpacks Debian's HAProxy and the Lua library that it needs into .cache/haproxy at first use; nothing is installed.
# Prints the program.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/.cache/haproxy
packages=(haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1)
if [ ! -e "$folder/complete" ]; then
  mkdir -p "$folder/packages"
  cd "$folder/packages"
  apt-get download -qq "${packages[@]}" >&2 || { apt-get update -qq >&2 && apt-get download -qq "${packages[@]}" >&2; }
  for package in *.deb; do dpkg-deb -x "$package" "$folder"; done
  touch "$folder/complete"
fi
echo "$folder/usr/sbin/haproxy"
