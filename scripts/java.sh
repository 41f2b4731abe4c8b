#!/usr/bin/env bash
# Prints the path of a Java 17 or newer: the machine's, else Debian's or Ubuntu's, unpacked into .cache/java at first use.
set -euo pipefail
cd "$(dirname "$0")/.."

for java in "${JAVA_HOME_17_X64:-}/bin/java" "${JAVA_HOME:-}/bin/java" "$(command -v java || true)"; do
  [ -x "$java" ] || continue
  major=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n1)
  if [ "${major:-0}" -ge 17 ]; then echo "$java" && exit; fi
done

if [ ! -d .cache/java ]; then
  unpacked=$(mktemp -d .cache/java.XXXXXX)
  (cd "$unpacked" && apt-get download openjdk-17-jre-headless ca-certificates-java >&2)
  for package in "$unpacked"/*.deb; do dpkg-deb -x "$package" "$unpacked"; done
  mv "$unpacked" .cache/java
fi
echo "$PWD/.cache/java/usr/lib/jvm/java-17-openjdk-$(dpkg --print-architecture)/bin/java"
