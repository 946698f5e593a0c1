#!/bin/sh
# usage: ensure_venv.sh FOLDER REQUIREMENTS — a virtual environment with Python 3.11 or newer and these packages in it.
# PYTHON names an interpreter to use; otherwise the first suitable one on PATH is taken. Installs only what changed.
set -eu
venv=$1
requirements=$2
recent='import sys; sys.exit(sys.version_info < (3, 11))'

is_whole() {
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "$recent" 2>/dev/null &&
        "$venv/bin/python" -m pip --version >/dev/null 2>&1
}

create() {
    rm -rf "$venv"
    without_venv=
    for python in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
        "$python" -c "$recent" 2>/dev/null || continue
        if "$python" -c 'import venv, ensurepip' 2>/dev/null; then
            echo "Creating $venv with $("$python" --version)"
            "$python" -m venv "$venv"
            return
        fi
        without_venv=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    done
    if [ -n "$without_venv" ]; then
        echo "Python $without_venv has no venv module. On Debian and Ubuntu: apt install python$without_venv-venv" >&2
    else
        echo "No Python 3.11 or newer found${PYTHON:+ at $PYTHON}. Install one, or: make PYTHON=/path/to/python3 …" >&2
    fi
    exit 1
}

is_whole || create

# The stamp holds what was installed, so that a changed list, a new environment and an interrupted run all install again.
stamp=$venv/$requirements.installed
wanted=$(cat requirements.txt "$requirements")
if [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    echo "Installing $requirements"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
    printf '%s\n' "$wanted" >"$stamp"
fi
