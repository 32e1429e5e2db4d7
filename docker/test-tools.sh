#!/usr/bin/env bash
# Brings what tests need beyond Python: pinned Node packages (Discord's schema, a Slack emulator), Chromium for the browser
# journeys, exiftool as an independent XMP reader, docker-compose to read the compose file. With the word `long` also a
# PostgreSQL server for the grown installation.
set -euo pipefail
node="$(dirname "$0")/../tests/node"
if [ "$node/package-lock.json" -nt "$node/node_modules/.package-lock.json" ]; then
  echo "Installing the pinned Node packages of the tests ..."
  npm="$(cd "$(dirname "$0")/.." && pwd)/.venv/bin/npm"
  (cd "$node" && PATH="$(dirname "$npm"):$PATH" "$npm" ci --no-audit --no-fund --loglevel=error)
fi
missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
command -v exiftool >/dev/null || missing+=(libimage-exiftool-perl)
command -v docker-compose >/dev/null || docker compose version >/dev/null 2>&1 || missing+=(docker-compose)
if [ "${1-}" = long ]; then
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
fi
[ ${#missing[@]} -eq 0 ] && exit 0
install="apt-get install -y --no-install-recommends ${missing[*]}"
if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then as=(); elif sudo -n true 2>/dev/null; then as=(sudo); else as=(no); fi
  if [ "${as[*]-}" != no ]; then
    echo "Installing ${missing[*]} ..."
    export DEBIAN_FRONTEND=noninteractive
    "${as[@]}" apt-get update -qq && "${as[@]}" $install -qq >/dev/null && exit 0
  fi
  echo "The tests need ${missing[*]}. Please run: sudo $install" >&2
else
  echo "The tests need ${missing[*]} (Debian names). Please install them with your package manager." >&2
fi
exit 1
