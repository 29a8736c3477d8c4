#!/usr/bin/env bash
# Installs what `npm run lab` uses on Debian: small servers of all kinds with their clients. None of them is started.
# Safe to run again. Run as root, or as a user who may sudo. What is missing is left out of a run, with a sentence.
set -euo pipefail

packages=(
  iproute2 procps perl-base tcpdump openssl microsocks tinyproxy
  mosquitto mosquitto-clients dovecot-imapd fetchmail openssh-server openssh-client dropbear-bin
  nginx-light curl wget redis-server postgresql prosody ngircd
  nats-server beanstalkd memcached etcd-server etcd-client prometheus-node-exporter nut-server rsyslog
  slapd ldap-utils bird2 mariadb-server-core mariadb-client-core mariadb-client openvswitch-common
  gpsd coturn mumble-server rabbitmq-server amqp-tools erlang-base erlang-ssl gearman-job-server gearman-tools icecc
  mpd snapserver lcdproc libhamlib-utils indi-bin yggdrasil
  rsync git samba smbclient tigervnc-standalone-server x11-apps
  freerdp2-shadow-x11 freerdp2-x11 openvpn iputils-ping tor chromium
)

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Debian asks this script before it starts a service that it has just installed; an answer that is there already stays.
answer=/usr/sbin/policy-rc.d
if [ ! -e "$answer" ]; then
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$answer" >/dev/null
  as_root chmod 755 "$answer"
  trap 'as_root rm -f "$answer"' EXIT
fi
as_root apt-get update -q
# Releases differ in what they have: a package that is not there leaves one service out, not all.
known=()
for package in "${packages[@]}"; do
  if apt-cache show "$package" >/dev/null 2>&1; then known+=("$package"); else echo "Not in this release: $package"; fi
done
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${known[@]}"
