#!/bin/sh
# Put Yomikaki into the menu of this account, for .md files and yomikaki:// links; with --remove, take it out again.
# Run it again after the folder was moved.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}

icons=$share/icons/hicolor/scalable/apps

rm -f "$share/applications/yomikaki.desktop" "$share/mime/packages/yomikaki.xml" "$icons/yomikaki.svg"
if [ "${1:-}" != --remove ]; then
    mkdir -p "$share/applications" "$share/mime/packages" "$icons"
    # The Exec key quotes a path; in it, these four signs need a backslash, which a desktop file writes twice.
    program=$(printf '%s' "${here%/*}/yomikaki" | sed 's/\\/\\\\\\\\/g; s/["`$]/\\\\&/g; s/%/%%/g')
    EXEC="Exec=\"$program\" %u" awk '/^Exec=/ { print ENVIRON["EXEC"]; next } { print }' \
        "$here/yomikaki.desktop" >"$share/applications/yomikaki.desktop"
    cp "$here/yomikaki.xml" "$share/mime/packages/"
    cp "$here/yomikaki.svg" "$icons/"
fi
for update in "update-desktop-database $share/applications" "update-mime-database $share/mime"; do
    ! command -v "${update%% *}" >/dev/null || "${update%% *}" "${update#* }"
done
