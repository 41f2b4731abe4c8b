#!/usr/bin/env bash
# Builds the servers that the tests start, and prints the folder they are in. Kept in .cache/ for as long as the versions here
# and in the go.mod files stand.
set -euo pipefail
cd "$(dirname "$0")"
kubernetes=$(awk '$1 == "k8s.io/kubernetes" { print $2 }' servers/go.mod)
pinned() { node -p "'v' + require('../../../catalog/facts/$1.json').charts.$2.version"; }
karpenter=$(pinned node-software karpenter)
keda=$(pinned cluster-software keda)
cache=../../../.cache/kubernetes/$(echo "$karpenter $keda" | cat - build.sh ./*/go.mod | sha256sum | cut -c1-12)

if [ ! -e "$cache/done" ]; then
  mkdir -p "$cache/bin" "$cache/crds"
  cache=$(cd "$cache" && pwd)
  version=k8s.io/component-base/version.gitVersion=$kubernetes
  for module in servers jobset kwok; do
    (cd "$module" && go build -trimpath -ldflags "-s -w -X $version" -o "$cache/bin/" tool) >&2
  done
  mv "$cache/bin/cmd" "$cache/bin/lws"
  mv "$cache/bin/server" "$cache/bin/etcd"
  directory() { (cd "$1" && go list -m -f '{{.Dir}}' "$2"); }
  download() { go mod download -json "$1" | awk -F '"' '$2 == "Dir" { print $4 }'; }
  install -m 644 "$(directory servers sigs.k8s.io/kueue)"/config/components/crd/bases/*.yaml \
    "$(directory jobset sigs.k8s.io/jobset)"/config/components/crd/bases/*.yaml \
    "$(directory jobset sigs.k8s.io/lws)"/config/crd/bases/*.yaml \
    "$(directory servers github.com/kubeflow/trainer/v2)"/manifests/base/crds/trainer.*.yaml \
    "$(download "github.com/aws/karpenter-provider-aws@$karpenter")"/pkg/apis/crds/karpenter.*.yaml \
    "$(download "github.com/kedacore/keda/v2@$keda")"/config/crd/bases/keda.sh_*.yaml "$cache/crds/"
  install -m 644 "$(directory servers sigs.k8s.io/kueue)/config/components/webhook/manifests.yaml" "$cache/kueue-webhooks.yaml"
  install -m 644 "$(directory jobset sigs.k8s.io/jobset)/config/components/webhook/manifests.yaml" "$cache/jobset-webhooks.yaml"
  install -m 644 "$(directory servers github.com/kubeflow/trainer/v2)/manifests/base/webhook/manifests.yaml" \
    "$cache/trainer-webhooks.yaml"
  touch "$cache/done"
fi
cd "$cache" && pwd
