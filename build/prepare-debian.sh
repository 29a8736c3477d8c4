#!/usr/bin/env bash
# Installs what the tests use on Debian or Ubuntu besides node: capture tools, a display, a browser, Electron's libraries.
# Safe to run again: installs only what is missing. Run as root, or as a user who may sudo.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  libpcap-dev tcpdump tshark tcpreplay iproute2 libndpi-bin tlsh-tools
  python3 make g++ zip xz-utils zstd
  procps openssl microsocks tinyproxy mosquitto mosquitto-clients redis-server
  xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libatk-bridge2.0-0
  fonts-noto-cjk
)

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
is_installed() { { dpkg-query -W -f='${Status}\n' "$1" "$1t64" 2>/dev/null || true; } | grep -q '^install ok installed$'; }
# Ubuntu's chromium is a snap; any browser of the family will do.
has_browser() { command -v chromium || command -v google-chrome; }

has_browser >/dev/null || packages+=(chromium)

missing=()
for package in "${packages[@]}"; do is_installed "$package" || missing+=("$package"); done
if [ "${#missing[@]}" -gt 0 ]; then
  as_root apt-get update -q
  # Ubuntu 24.04 and Debian 13 renamed some libraries to names that end in t64.
  for index in "${!missing[@]}"; do
    name="${missing[$index]}"
    if apt-cache show "${name}t64" >/dev/null 2>&1; then missing[index]="${name}t64"; fi
  done
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

node build/fetch-electron-stand-in.mjs
