#!/bin/sh
# What the program needs from a Linux system, checked for real and installed where that is allowed.
#
#   system-packages.sh python PYTHON   a Python that can make virtual environments
#   system-packages.sh qt VENV         the libraries that Qt loads here, and a font with Japanese characters
#
# Nothing is run when nothing is missing. As root, or with sudo that asks no password, the missing packages are
# installed with apt-get; otherwise one line names them. Exit code 1: the program cannot start without them.
set -eu

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# install PACKAGE…: quiet unless it fails.
install() {
    echo "Installing with apt-get: $*"
    sudo=
    [ "$(id -u)" = 0 ] || sudo='sudo -n'
    # A broken third-party source fails the update and need not stop us.
    $sudo apt-get update -qq >/dev/null 2>&1 || true
    output=$($sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq --yes --no-install-recommends "$@" 2>&1) || { echo "$output" >&2; return 1; }
}

# missing_libraries FILE…: the names of shared libraries that they, or what they load, ask for in vain.
missing_libraries() {
    ldd "$@" 2>/dev/null | sed -n 's/^[[:space:]]*\(lib[^ ]*\) => not found$/\1/p' | sort -u
}

# Debian's rule for library packages: libfoo.so.2 is in libfoo2, libfoo-1.so.2 in libfoo-1-2, in lower case.
package_of() {
    sed -E \
        -e 's/^lib(glib|gobject|gthread|gio|gmodule)-2\.0\.so\.0$/libglib2.0-0/' \
        -e 's/^(.*[0-9])\.so\.([0-9]+)$/\1-\2/' \
        -e 's/^(.*)\.so\.([0-9]+)$/\1\2/' \
        -e 's/_/-/g' | tr '[:upper:]' '[:lower:]' | sort -u
}

need_python() {
    python=$1
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "Yomikaki needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3 …" >&2
        return 1
    fi
    ! "$python" -c 'import ensurepip, venv' 2>/dev/null || return 0
    package=$("$python" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))')
    if may_install && install "$package" && "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        return 0
    fi
    echo "Python cannot make virtual environments here; install the package $package, then try again." >&2
    return 1
}

need_qt() {
    qt=$(echo "$1"/lib/python3*/site-packages/PySide6/Qt)
    platforms=$qt/plugins/platforms
    set -- "$qt/lib/libQt6Widgets.so.6" "$qt/lib/libQt6Svg.so.6" "$platforms/libqoffscreen.so"
    [ -z "${DISPLAY:-}" ] || set -- "$@" "$platforms/libqxcb.so"
    [ -z "${WAYLAND_DISPLAY:-}" ] || set -- "$@" "$platforms/libqwayland.so"
    # Large, with real bold, for a screen that is looked at; small elsewhere.
    font=fonts-vlgothic
    [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || font=fonts-noto-cjk
    libraries=$(missing_libraries "$@" | package_of)
    fonts=
    command -v fc-list >/dev/null || fonts=fontconfig
    [ -n "$(fc-list :lang=ja family 2>/dev/null)" ] || fonts="$fonts $font"
    missing=$(echo $libraries $fonts)
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086  # a list of package names
    if may_install && install $missing; then
        missing=$(missing_libraries "$@" | package_of)
        libraries=$missing
    fi
    [ -z "$missing" ] || echo "Missing from this system (Debian's names):" $missing >&2
    [ -z "$libraries" ]
}

[ "$(uname)" = Linux ] || [ "$1" = python ] || exit 0
case $1 in
    python) need_python "$2" ;;
    qt) need_qt "$2" ;;
    *) echo "usage: $0 python PYTHON | qt VENV" >&2; exit 2 ;;
esac
