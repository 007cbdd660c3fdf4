#!/bin/sh
# Finds a Python that can run the installer; what is given here is given on to install.py.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 2
for python in "${PILOT_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    [ -n "$python" ] || continue
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" "$here/install.py" "$@"
    fi
done
cat "$here/python.txt" >&2
exit 2
