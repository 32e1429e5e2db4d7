#!/usr/bin/env bash
# Resolves pyproject.toml afresh in a throw-away environment and writes the result to constraints.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" --disable-pip-version-check -q install -e '.[discord,slack,dev]'
{
  echo "# Every package Candid and its tests install, pinned. Made by: make constraints"
  {
    "$work/venv/bin/pip" --disable-pip-version-check freeze --exclude-editable --exclude setuptools --exclude pip
    # The packages of the generative engine and of the bench's peer are resolved, not installed. torch brings its own
    # NVIDIA packages, pinned by it.
    "$work/venv/bin/pip" --disable-pip-version-check -q install --dry-run --report - -e '.[diffusion,bench]' |
      "$work/venv/bin/python" -c '
import json, sys
for found in json.load(sys.stdin)["install"]:
    said = found["metadata"]
    name, version = said["name"], said["version"].split("+")[0]
    if name != "candid" and not name.startswith(("nvidia-", "cuda-", "triton")):
        print(f"{name}=={version}")'
  } | sort -f
} > constraints.txt
echo "constraints.txt: $(grep -c == constraints.txt) packages"
