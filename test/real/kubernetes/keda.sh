#!/usr/bin/env bash
# Builds KEDA's operator and metrics server, of the version that the catalogue pins, and prints the folder they are in. Apart from
# the other servers: it has the most modules of all, and one test needs it.
set -euo pipefail
cd "$(dirname "$0")"
version=v$(node -p "require('../../../catalog/facts/cluster-software.json').charts.keda.version")
cache=../../../.cache/keda/$version
if [ ! -e "$cache/done" ]; then
  mkdir -p "$cache"
  cache=$(cd "$cache" && pwd)
  source=$(go mod download -json "github.com/kedacore/keda/v2@$version" | awk -F '"' '$2 == "Dir" { print $4 }')
  # In its own folder: its go.mod replaces modules, which is heeded nowhere else.
  install -m 644 -D -t "$cache/crds" "$source"/config/crd/bases/eventing.keda.sh_*.yaml
  CGO_ENABLED=0 go build -C "$source" -trimpath -ldflags "-s -w" -o "$cache/" ./cmd/operator ./cmd/adapter >&2
  touch "$cache/done"
fi
cd "$cache" && pwd
