#!/usr/bin/env bash
# Builds the Pulumi CLI that the tests run, and the one language host that is a module of its own, and prints the folder they are in.
# Kept in .cache/ for as long as the versions stand.
set -euo pipefail
cd "$(dirname "$0")"
cache=../../../.cache/pulumi/$(cat build.sh go.mod | sha256sum | cut -c1-12)
if [ ! -x "$cache/pulumi" ]; then
  mkdir -p "$cache"
  cache=$(cd "$cache" && pwd)
  # The newest that the module proxy serves. It is older than the CLI, and cannot be built with its packages.
  GOBIN=$cache go install -ldflags "-s -w" github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml@v1.25.0 >&2
  version=$(awk '$1 == "github.com/pulumi/pulumi/pkg/v3" { print $2 }' go.mod)
  flag=github.com/pulumi/pulumi/sdk/v3/go/common/version.Version
  go build -ldflags "-s -w -X $flag=$version" -o "$cache/" tool >&2
fi
cd "$cache" && pwd
