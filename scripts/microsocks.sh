#!/usr/bin/env bash
# Unpacks Debian's MicroSocks into .cache/microsocks at first use; nothing is installed. Prints the program.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/.cache/microsocks
if [ ! -e "$folder/complete" ]; then
  mkdir -p "$folder"
  cd "$folder"
  apt-get download -qq microsocks >&2 || { apt-get update -qq >&2 && apt-get download -qq microsocks >&2; }
  dpkg-deb -x microsocks_*.deb .
  touch complete
fi
echo "$folder/usr/bin/microsocks"
