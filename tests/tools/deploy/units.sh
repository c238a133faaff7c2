#!/usr/bin/env bash
# Checks the systemd units and nginx's configuration under deploy/ with the programs that read them, as far as these do without running
# anything: systemd-analyze, systemd-sysusers and `nginx -t`.
#
#   tests/tools/deploy/units.sh [ROOT]     prints what is wrong; exit status 1 if anything is
set -euo pipefail

# The exposure that systemd-analyze may find at most, in tenths: https://www.freedesktop.org/software/systemd/man/systemd-analyze.html
exposure=15

# Lays out the machine that the units are for: they themselves, and the programs that they start, which need not be built for this.
lay_out_machine() {
  local program
  mkdir -p "$machine/etc/systemd/system" "$machine/usr/lib/sysusers.d" "$machine/etc"
  cp "$deploy"/systemd/*.service "$machine/etc/systemd/system"
  cp "$deploy"/systemd/*.sysusers.conf "$machine/usr/lib/sysusers.d"
  for program in /usr/bin/redis-server /usr/local/bin/fudai_campaign_server /usr/local/bin/fudai_admin_server /usr/local/lib/fudai/serving; do
    install -D -m 755 /dev/null "$machine$program"
  done
}

# The units as they are started: of fudai-campaign@.service, fudai-campaign@1.service.
units() { (cd "$machine/etc/systemd/system" && printf '%s\n' *.service | sed 's/@\.service$/@1.service/'); }

# What systemd only warns of, such as a key that it does not know, is as wrong as what it refuses.
check_units() {
  local said unit
  mapfile -t unit < <(units)
  said=$(systemd-analyze verify --root="$machine" --man=no --recursive-errors=no "${unit[@]}" 2>&1) || said=${said:-the units are wrong}
  [[ -z $said ]] || { echo "${said//$machine\/etc\/systemd\/system/deploy/systemd}"; return 1; }
}

check_exposure() {
  local unit
  while read -r unit; do
    systemd-analyze security --offline=true --root="$machine" --threshold="$exposure" --no-pager "$unit" >"$machine/exposure" 2>/dev/null && continue
    tail -n 1 "$machine/exposure"
    return 1
  done < <(cd "$machine/etc/systemd/system" && printf '%s\n' *.service)
}

# Every user and group that a unit names is one that systemd-sysusers makes.
check_users() {
  local name made
  systemd-sysusers --root="$machine" 2>&1 | grep -v '^Creating ' && return 1
  made=$(cut -d: -f1 "$machine/etc/passwd" "$machine/etc/group")
  sed -n 's/^\(User\|Group\|SupplementaryGroups\)=//p' "$machine"/etc/systemd/system/*.service | sort -u | while read -r name; do
    grep -qx "$name" <<<"$made" || { echo "fudai.sysusers.conf does not make '$name', which a unit names"; exit 1; }
  done
}

# Every variable of a unit is in an .env file, and every one there is used.
check_environment() {
  local given used
  given=$(sed -n 's/^\(FUDAI_[A-Z_]*\)=.*/\1/p' "$deploy"/systemd/*.env | sort -u)
  used=$(grep -oh 'FUDAI_[A-Z_]*' "$deploy"/systemd/*.service | sort -u)
  diff <(echo "$given") <(echo "$used") >"$machine/differ" && return
  sed -n 's/^< /an .env file sets what no unit uses: /p; s/^> /a unit uses what no .env file sets: /p' "$machine/differ"
  return 1
}

# nginx reads the configuration as it is, but for what belongs to root or to the machine that it is for: certificates, made here for a day;
# the folders of its files; and ports below 1024.
check_nginx() {
  local name tls=$machine/tls said
  mkdir -p "$tls"
  sed -n 's#.*/etc/nginx/tls/\(.*\)\.crt;#\1#p' "$deploy/nginx/nginx.conf" | sort -u | while read -r name; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj "/CN=$name" -keyout "$tls/$name.key" \
      -out "$tls/$name.crt" 2>/dev/null
  done
  for name in client_body proxy fastcgi uwsgi scgi; do echo "${name}_temp_path $machine/$name;"; done >"$machine/temp_paths.conf"
  sed -E -e "s#/etc/nginx/tls#$tls#; s#/var/log/nginx#$machine#; s#/run/nginx.pid#$machine/nginx.pid#; s#^user .*##" \
    -e 's/^( *listen (\[::\]:)?)(80|443)\b/\110\3/' -e "s#^http \{#& include $machine/temp_paths.conf;#" \
    "$deploy/nginx/nginx.conf" >"$machine/nginx.conf"
  said=$(nginx -t -q -e "$machine/error.log" -p "$machine" -c "$machine/nginx.conf" 2>&1) && [[ -z $said ]] && return
  echo "${said//$machine\/nginx.conf/deploy/nginx/nginx.conf}"
  return 1
}

root=${1-$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)}
deploy=$root/deploy
# Debian's nginx is where only root's PATH leads.
PATH=$PATH:/usr/sbin
for program in nginx openssl systemd-analyze systemd-sysusers; do
  command -v "$program" >/dev/null || { echo "$program is not installed: deploy/setup test"; exit 1; }
done
machine=$(mktemp -d)
trap 'rm -rf "$machine"' EXIT
lay_out_machine
status=0
for part in units exposure users environment nginx; do "check_$part" || status=1; done
exit "$status"
