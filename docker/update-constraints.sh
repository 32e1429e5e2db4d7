#!/usr/bin/env bash
# Resolves pyproject.toml afresh in a throw-away environment and writes two files: constraints.txt, the versions of every
# package Candid and its tests install, and requirements.lock, the same versions of what `make up` and the containers
# install, with the digests that the package index publishes for each release's files. With the word `lock` the versions
# stay and only requirements.lock is made anew.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
pip=("$work/venv/bin/pip" --disable-pip-version-check -q)

constraints() {
  "${pip[@]}" install -e '.[discord,slack,dev]'
  echo "# Every package Candid and its tests install, pinned. Made by: make constraints"
  {
    "${pip[@]}" freeze --exclude-editable --exclude setuptools --exclude pip
    # The packages of the generative engine, of the bench's peer and of the scanners are resolved, not installed. torch brings its own
    # NVIDIA packages, pinned by it.
    "${pip[@]}" install --dry-run --report - -e '.[diffusion,bench,scan,training]' |
      "$work/venv/bin/python" -c '
import json, sys
for found in json.load(sys.stdin)["install"]:
    said = found["metadata"]
    name, version = said["name"], said["version"].split("+")[0]
    if name != "candid" and not name.startswith(("nvidia-", "cuda-", "triton")):
        print(f"{name}=={version}")'
  } | sort -f
}

# uv resolves for every Python and system at once and takes the digests from the index's own pages. No settings of this
# machine (mirrors, folders of files) reach it. Wheels only: building a package would fetch tools that no digest covers.
lock() {
  "${pip[@]}" install uv
  "$work/venv/bin/python" -c '
import tomllib
print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' > "$work/build.in"
  echo "# What make up and the containers install, with the digests of the package index. Made by: make constraints"
  env -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
    "$work/venv/bin/uv" --no-config pip compile pyproject.toml "$work/build.in" --extra discord --extra slack \
    -c constraints.txt --universal --python-version 3.11 --generate-hashes --only-binary :all: --emit-build-options \
    --no-header --no-annotate -q -o "$work/pins" > /dev/null  # pins that are there already stay where they can
  cat "$work/pins"
}

# Every file is there for these, by the lock alone.
tried() {
  for python in 3.11 3.12 3.13 3.14; do
    for system in x86_64-manylinux_2_28 aarch64-manylinux_2_28 aarch64-apple-darwin; do
      "$work/venv/bin/uv" --no-config pip install -q --dry-run --target "$work/none" --python-version "$python" \
        --python-platform "$system" --only-binary :all: --require-hashes -r "$1" ||
        { echo "The lock cannot be installed on Python $python, $system." >&2; exit 1; }
    done
  done
}

if [ "${1-}" = lock ]; then
  cp requirements.lock "$work/pins"
else
  constraints > "$work/constraints.txt"
  cp "$work/constraints.txt" constraints.txt
fi
lock > "$work/requirements.lock"
tried "$work/requirements.lock"
cp "$work/requirements.lock" requirements.lock
echo "constraints.txt: $(grep -c == constraints.txt) packages; requirements.lock: $(grep -c == requirements.lock)"
