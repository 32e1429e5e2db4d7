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
  "$work/venv/bin/pip" --disable-pip-version-check freeze --exclude-editable --exclude setuptools --exclude pip
} > constraints.txt
echo "constraints.txt: $(grep -c == constraints.txt) packages"
