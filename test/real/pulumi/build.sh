#!/usr/bin/env bash
# Builds the Pulumi CLI that the tests run, and prints the folder it is in. Kept in .cache/ for as long as the version stands.
set -euo pipefail
cd "$(dirname "$0")"
cache=../../../.cache/pulumi/$(cat build.sh go.mod | sha256sum | cut -c1-12)
if [ ! -x "$cache/pulumi" ]; then
  mkdir -p "$cache"
  version=$(awk '$1 == "github.com/pulumi/pulumi/pkg/v3" { print $2 }' go.mod)
  flag=github.com/pulumi/pulumi/sdk/v3/go/common/version.Version
  go build -ldflags "-s -w -X $flag=$version" -o "$cache/" tool >&2
fi
cd "$cache" && pwd
