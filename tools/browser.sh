#!/bin/sh
# Makes sure that the tests have a browser: one that is there, else Debian's, else Playwright's own.
# usage: sh tools/browser.sh BIN   (the bin folder of the virtual environment)
set -eu
bin=$1

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

install() {
  command -v apt-get >/dev/null 2>&1 \
    && { as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends "$@"; } >&2
}

# Playwright drives the browser by a program of its own, which needs a library that a small Debian lacks.
"$bin/playwright" --version >/dev/null 2>&1 || install libatomic1 || true
"$bin/playwright" --version >/dev/null || {
  echo "Playwright does not run here. Install libatomic1 (apt install libatomic1), then call make again." >&2
  exit 2
}

for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

# The headless shell draws pages and nothing around them: the tests take less than half the work of a whole browser.
echo "no Chromium here; installing one" >&2
install chromium-headless-shell fonts-dejavu-core && exit 0
install chromium fonts-dejavu-core && exit 0

"$bin/playwright" install --only-shell chromium || {
  echo "No browser could be had. Install one (apt install chromium-headless-shell), then call make again." >&2
  exit 2
}
