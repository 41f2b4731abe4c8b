#!/usr/bin/env bash
# Builds the servers that the tests start, and prints the folder they are in. Kept in .cache/ for as long as the versions here
# and in the go.mod files stand.
set -euo pipefail
cd "$(dirname "$0")"
etcd=3.4
kubernetes=$(awk '$1 == "k8s.io/kubernetes" { print $2 }' servers/go.mod)
cache=../../../.cache/kubernetes/$(cat build.sh ./*/go.mod | sha256sum | cut -c1-12)

if [ ! -e "$cache/done" ]; then
  mkdir -p "$cache/bin" "$cache/crds"
  cache=$(cd "$cache" && pwd)
  version=k8s.io/component-base/version.gitVersion=$kubernetes
  for module in servers jobset kwok; do
    (cd "$module" && go build -trimpath -ldflags "-s -w -X $version" -o "$cache/bin/" tool) >&2
  done
  mv "$cache/bin/cmd" "$cache/bin/lws"
  directory() { (cd "$1" && go list -m -f '{{.Dir}}' "$2"); }
  install -m 644 "$(directory servers sigs.k8s.io/kueue)"/config/components/crd/bases/*.yaml \
    "$(directory jobset sigs.k8s.io/jobset)"/config/components/crd/bases/*.yaml \
    "$(directory jobset sigs.k8s.io/lws)"/config/crd/bases/*.yaml "$cache/crds/"
  install -m 644 "$(directory servers sigs.k8s.io/kueue)/config/components/webhook/manifests.yaml" "$cache/kueue-webhooks.yaml"
  install -m 644 "$(directory jobset sigs.k8s.io/jobset)/config/components/webhook/manifests.yaml" "$cache/jobset-webhooks.yaml"
  deb=$(mktemp -d)
  (cd "$deb" && { apt-get download "etcd-server=$etcd*" || { apt-get update && apt-get download "etcd-server=$etcd*"; }; }) >&2
  dpkg-deb -x "$deb"/etcd-server_*.deb "$deb/etcd"
  mv "$deb/etcd/usr/bin/etcd" "$cache/bin/"
  rm -rf "$deb"
  touch "$cache/done"
fi
cd "$cache" && pwd
