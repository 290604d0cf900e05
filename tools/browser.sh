#!/bin/sh
# Makes sure that the tests have a browser: one that is there, else Debian's, else Playwright's own.
# usage: sh tools/browser.sh BIN   (the bin folder of the virtual environment)
set -eu
bin=$1

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

if command -v apt-get >/dev/null 2>&1; then
  echo "no Chromium here; installing Debian's" >&2
  if { as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core; } >&2; then
    exit 0
  fi
fi

echo "downloading Playwright's Chromium" >&2
"$bin/playwright" install chromium || {
  echo "No browser could be had. Install Chromium (apt install chromium), then call make again." >&2
  exit 2
}
