#!/bin/sh
# Makes the virtual environment that “make site” and “make test” use, on a machine that has only Python and make.
# usage: sh tools/setup.sh FOLDER [FILE OF REQUIREMENTS]
set -eu
venv=$1
requirements=${2:-requirements.txt}
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  say "kbgen needs Python 3.11 or newer, and “$python” is not that. Name another one: make PYTHON=python3.12 …"
  exit 2
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

make_venv() {
  "$python" -m venv --clear "$venv" >/dev/null 2>&1 && [ -x "$venv/bin/pip" ]
}

# Debian keeps venv in a package of its own.
if ! make_venv; then
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  say "Python's venv module is missing; installing Debian's package for it"
  { as_root apt-get update -q && as_root apt-get install -y -q "python$version-venv"; } >&2 \
    || as_root apt-get install -y -q python3-venv >&2 || true
  make_venv || {
    say "A virtual environment could not be made. Install python$version-venv (apt install python$version-venv), then call make again."
    exit 2
  }
fi

"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
