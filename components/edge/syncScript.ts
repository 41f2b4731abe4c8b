/**
 * Keeps the newest whole version of a bucket's folder on a node. `current` is a link to it: a version that is only half there, or
 * that the network broke off, is never seen. The version before stays, since pods that started with it still read it; what both
 * have in common is stored once. For bash, with the AWS CLI 2.
 *
 * Environment: `FROM`, an S3 URI; `FOLDER`, an absolute path of the node's disk; `EVERY`, seconds between looks, 0 for a single one.
 */
export const modelSyncScript = `set -u
mkdir -p "$FOLDER/versions" && cd "$FOLDER" || exit 1
while :; do
  rm -rf next
  if [ -e current ]; then cp -al current/ next; else mkdir next; fi
  if changes=$(aws s3 sync "$FROM" next --delete --exact-timestamps --no-progress); then
    if [ -n "$changes" ] || [ ! -e current ]; then
      version=$(date -u +%Y%m%dT%H%M%S.%NZ)
      previous=$(readlink current || true)
      chmod -R a+rX next
      mv next "versions/$version"
      ln -sfn "versions/$version" current.new && mv -T current.new current
      for old in versions/*; do
        case $old in "versions/$version" | "$previous") ;; *) rm -rf "$old" ;; esac
      done
      echo "serves version $version of $FROM"
    fi
  else
    echo "could not read $FROM: the version that is here stays" >&2
  fi
  [ "$EVERY" = 0 ] && break
  sleep "$EVERY"
done
`;
