#!/bin/sh
# Put Yomikaki into the menu of this account, for .md files and yomikaki:// links; with --remove, take it out again.
# Run it again after the folder was moved.
set -eu

id=io.github.yomikaki.Yomikaki
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}

rm -f "$share/applications/$id.desktop" "$share/mime/packages/$id.xml" "$share/icons/hicolor/scalable/apps/$id.svg"
if [ "${1:-}" != --remove ]; then
    mkdir -p "$share/applications" "$share/mime/packages" "$share/icons/hicolor/scalable/apps"
    # The Exec key quotes a path with spaces; in it, these four signs need a backslash, written twice in a desktop file.
    program=$(printf '%s' "${here%/*}/yomikaki" | sed 's/["`$\\]/\\\\&/g; s/%/%%/g')
    awk -v line="Exec=\"$(printf '%s' "$program" | sed 's/\\/\\\\/g')\" %u" '/^Exec=/ { print line; next } { print }' \
        "$here/$id.desktop" >"$share/applications/$id.desktop"
    cp "$here/$id.xml" "$share/mime/packages/"
    cp "$here/yomikaki.svg" "$share/icons/hicolor/scalable/apps/$id.svg"
fi
for update in "update-desktop-database $share/applications" "update-mime-database $share/mime"; do
    ! command -v "${update%% *}" >/dev/null || "${update%% *}" "${update#* }"
done
