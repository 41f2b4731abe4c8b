#!/usr/bin/env bash
# Prints the class path of a pom's dependencies, taken from Maven Central into .cache/jars/ at first use and after its changes.
# usage: scripts/maven-jars.sh POM NAME
set -euo pipefail
cd "$(dirname "$0")/.."
jars=$PWD/.cache/jars/$2-$(sha256sum "$1" | cut -c1-12)
version=3.9.16

if [ ! -d "$jars" ]; then
  mvn=$(command -v mvn || echo ".cache/apache-maven-$version/bin/mvn")
  if [ ! -x "$mvn" ]; then
    mkdir -p .cache
    curl -fsSL "https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$version/apache-maven-$version-bin.tar.gz" | tar -xz -C .cache
  fi
  java=$(scripts/java.sh)
  export JAVA_HOME=${java%/bin/java}
  mkdir -p .cache/jars
  fresh=$(mktemp -d "$jars.XXXXXX")
  "$mvn" -B -q -f "$1" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$fresh" >&2
  mv "$fresh" "$jars"
fi
echo "$jars/*"
