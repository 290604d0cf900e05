#!/bin/sh
# Says whether there is a Java for Spark; on Debian it is installed where that is allowed.
# usage: sh tools/java.sh
set -eu

if [ -n "${JAVA_HOME:-}" ] || command -v java >/dev/null 2>&1; then exit 0; fi

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

if command -v apt-get >/dev/null 2>&1; then
  echo "Spark needs Java; installing Debian's" >&2
  { as_root apt-get update -q && as_root apt-get install -y -q default-jre-headless; } >&2 || true
fi
command -v java >/dev/null 2>&1 || {
  echo "Spark needs Java 17 or newer. Install it (apt install default-jre-headless), then call make again." >&2
  exit 2
}
