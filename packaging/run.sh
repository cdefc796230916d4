#!/bin/sh
# run.sh VENV [LIBRARY]: opens the window on the library; without a display, the self-check and a screenshot.
set -eu

venv=$1
library=${2:-resources/sample}

if [ "$(uname)" != Linux ]; then
    display=native
else
    display=${WAYLAND_DISPLAY:-}${DISPLAY:-}
fi
case ${QT_QPA_PLATFORM:-} in offscreen* | minimal*) display= ;; esac

if [ -n "$display" ]; then
    exec "$venv/bin/yomikaki" "$library"
fi

echo "There is no display here: instead of the window, Yomikaki checks itself offscreen on “$library”."
screenshot=$PWD/build/yomikaki.png
mkdir -p build
rm -f "$screenshot"
QT_QPA_PLATFORM=offscreen "$venv/bin/yomikaki" --self-check "$library" --screenshot "$screenshot"
echo "The window would look like this: $screenshot"
