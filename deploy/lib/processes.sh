# Starts, awaits and stops the processes of one run, by name. For bash scripts, which set log_dir first: process NAME writes its standard
# output to $log_dir/NAME.out, afresh at each start, and appends its standard error to $log_dir/NAME.log.
# shellcheck shell=bash
log_dir=
declare -A pids=()

# start NAME COMMAND...: runs the command in the background, in a session of its own so that the terminal's Ctrl-C does not reach it
# before its turn comes.
start() {
  local name=$1
  shift
  setsid "$@" >"$log_dir/$name.out" 2>>"$log_dir/$name.log" </dev/null &
  pids[$name]=$!
}

# wait_until SECONDS NAME COMMAND...: repeats the command until it succeeds; ends the script when process NAME ends first, or when the
# time is up.
wait_until() {
  local deadline=$((SECONDS + $1)) name=$2
  shift 2
  until "$@"; do
    kill -0 "${pids[$name]}" 2>/dev/null || fail "$name" "ended"
    ((SECONDS < deadline)) || fail "$name" "was not ready in time"
    sleep 0.05
  done
}

# watch: waits for as long as every process runs; ends the script when one ends.
watch() {
  local ended name
  wait -n -p ended || true
  for name in "${!pids[@]}"; do
    [[ ${pids[$name]} != "${ended-}" ]] || fail "$name" "ended by itself"
  done
}

# fail NAME MESSAGE: ends the script with the process's last lines.
fail() {
  echo "$1 $2; its last lines:" >&2
  cat "$log_dir/$1.out" "$log_dir/$1.log" | tail -n 5 | sed 's/^/  /' >&2
  exit 1
}

# stop NAME: asks the process to end and waits; kills it after 30 seconds.
stop() {
  local pid=${pids[$1]-} deadline=$((SECONDS + 30))
  [[ $pid ]] || return 0
  unset "pids[$1]"
  kill -TERM "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null; do
    ((SECONDS < deadline)) || { echo "$1 did not end within 30 s: killed" >&2; kill -KILL "$pid" 2>/dev/null; break; }
    sleep 0.05
  done
  wait "$pid" 2>/dev/null || true
}
