#!/bin/sh
# What the program needs from a Linux system, checked for real and installed where that is allowed.
#
#   system-packages.sh python PYTHON   a Python that can make virtual environments
#   system-packages.sh qt VENV         the libraries that Qt loads here, and a font with Japanese characters
#   system-packages.sh bundle VENV     what the portable build takes along, and the tools that make it
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

# Names all that is missing at once, after it was installed if that is allowed.
need_qt() {
    platforms=offscreen
    # Of the platform plugins only those of this session have to work.
    [ -z "${DISPLAY:-}" ] || platforms="$platforms xcb"
    [ -z "${WAYLAND_DISPLAY:-}" ] || platforms="$platforms wayland"
    # Large, with real bold, for a screen that is looked at; small elsewhere.
    font=fonts-vlgothic
    [ "$platforms" = offscreen ] || font=fonts-noto-cjk
    fonts=
    command -v fc-list >/dev/null || fonts=fontconfig
    [ -n "$(fc-list :lang=ja family 2>/dev/null)" ] || fonts="$fonts $font"
    need_packages "$1" "$platforms" "$fonts" ''
}

need_bundle() {
    tools=
    command -v objdump >/dev/null && command -v strip >/dev/null || tools=binutils
    "$1/bin/python" -c 'from PyInstaller.depend.bindepend import get_python_library_path; get_python_library_path()' \
        >/dev/null 2>&1 ||
        tools="$tools $("$1/bin/python" -c 'import sys; print("libpython{}.{}".format(*sys.version_info))')"
    need_packages "$1" "offscreen xcb wayland" '' "$tools"
}

# need_packages VENV PLATFORMS WISHED NEEDED: the libraries of these Qt platforms, and packages; fails without NEEDED ones.
need_packages() {
    qt=$(echo "$1"/lib/python3*/site-packages/PySide6/Qt)
    plugins=$(for platform in $2; do echo "$qt/plugins/platforms/libq$platform.so"; done)
    wished=$3 needed=$4
    set -- "$qt/lib/libQt6Widgets.so.6" "$qt/lib/libQt6Svg.so.6" $plugins
    libraries=$(missing_libraries "$@" | package_of)
    missing=$(echo $libraries $wished $needed)
    [ -n "$missing" ] || return 0
    if may_install && install $missing; then
        libraries=$(missing_libraries "$@" | package_of)
        missing=$libraries needed=
    fi
    [ -z "$missing" ] || echo "Missing from this system (Debian's names):" $missing >&2
    [ -z "$libraries$needed" ]
}

[ "$(uname)" = Linux ] || [ "$1" = python ] || exit 0
case $1 in
    python) need_python "$2" ;;
    qt) need_qt "$2" ;;
    bundle) need_bundle "$2" ;;
    *) echo "usage: $0 python PYTHON | qt VENV | bundle VENV" >&2; exit 2 ;;
esac
