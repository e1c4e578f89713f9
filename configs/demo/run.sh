#!/bin/bash
# configs/demo/run.sh [--keep] [--full] [check]
#
# From a bare Debian 12 to Nagios answers: installs what the build needs (named before it is installed), builds only what is
# shown, starts a test BMC that plays four machines, and checks each of them. Later parts of the product add their own word.
#   check    the Nagios/Icinga check of sensors (the default, and so far the only part)
#   --keep   leaves the machines running, and says how to end them
#   --full   shows all performance data
# It can be run again at any time; without --keep it leaves nothing running.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=configs/demo/prepare.sh
. configs/demo/prepare.sh

keep='' full=''
for argument in "$@"; do
    case $argument in
    --keep) keep=1 ;;
    --full) full=1 ;;
    check) ;;
    -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
    *) die "this demo has no part $argument" "$0 [--keep] [--full] [check]" ;;
    esac
done

bin=$PWD/build/release/bin
state=$PWD/build/demo
mkdir -p "$state"
exec 9>"$state/.lock"
flock -n 9 || die "another demo is at work in this checkout" "wait for it, or use a second checkout"

kept=''
finish() { [ -n "$kept" ] || { end_own_processes; rm -f "$state/sim.pid"; }; }
trap finish EXIT
trap 'exit 130' INT TERM HUP

# A BMC kept by an earlier run is ended by the id it left, if that still is our program.
if [ -f "$state/sim.pid" ]; then
    old=$(cat "$state/sim.pid")
    if [ "$(readlink "/proc/$old/exe" 2>/dev/null)" = "$bin/bmcscope-sim" ]; then
        kill "$old" && echo "ended the machines kept by an earlier run (process $old)"
    fi
    rm -f "$state/sim.pid"
fi

# taken PORT: does something listen there (UDP)?
taken() { grep -qiE "^ *[0-9]+: [0-9A-F]{8}:$(printf '%04X' "$1") " /proc/net/udp; }

# free_ports: the first of four neighbouring UDP ports that nobody uses.
free_ports() {
    local port
    for ((port = ${BMCSCOPE_DEMO_PORT:-26230}; port < 26830; port += 4)); do
        if ! taken "$port" && ! taken $((port + 1)) && ! taken $((port + 2)) && ! taken $((port + 3)); then
            echo "$port"
            return
        fi
    done
}

announce 4

step "packages"
need_packages g++ cmake ninja-build pkg-config libboost1.81-dev libssl-dev libfmt-dev libfreeipmi-dev nlohmann-json3-dev \
    libtomlplusplus-dev libcli11-dev

step "build: the check, the command line and the test BMC"
build release bmcscope-sim check_bmc bmcscope 9>&-

step "four machines: one healthy, one warm, one with a CPU too hot, one that never answers"
port=$(free_ports)
[ -n "$port" ] || die "no four free UDP ports from 26230 on" "BMCSCOPE_DEMO_PORT=PORT $0"
credentials=$state/credentials.toml
(umask 077 && printf 'user = "monitor"\npassword = "demo-password"\nprivilege = "user"\n' >"$credentials")
export XDG_CACHE_HOME=$state/cache

# The fourth machine listens and keeps silent, like a BMC that has hung.
setsid "$bin/bmcscope-sim" --user monitor:demo-password:user \
    --bmc "127.0.0.1:$port" --bmc "127.0.0.1:$((port + 1))" --bmc "127.0.0.1:$((port + 2))" \
    --bmc "127.0.0.1:$((port + 3)),silent=*" \
    --tell '{"bmc":"127.0.0.1:'$((port + 1))'","set_reading":{"sensor":"Inlet Temp","value":42}}' \
    --tell '{"bmc":"127.0.0.1:'$((port + 2))'","set_reading":{"sensor":"CPU1 Temp","value":98}}' \
    9>&- >"$state/sim.log" 2>&1 </dev/null &
sim=$!
echo "$sim" >"$state/sim.pid"
for _ in $(seq 100); do taken "$port" && taken $((port + 2)) && break; kill -0 "$sim" 2>/dev/null || break; sleep 0.05; done
if ! taken "$port" || ! taken $((port + 2)); then
    tail -5 "$state/sim.log" >&2
    die "bmcscope-sim did not open ports $port to $((port + 2))" "read $state/sim.log"
fi
echo "bmcscope-sim is process $sim, on UDP ports $port to $((port + 3)) of 127.0.0.1"

state_names=(OK WARNING CRITICAL UNKNOWN)
wrong=0
# show WHO PORT EXPECTED_CODE WHY
show() {
    local who=$1 target=127.0.0.1:$2 expected=$3 why=$4 output code=0 begun ended requests
    local command=(check_bmc_sensors -H "$target" --credentials "${credentials#"$PWD"/}" -t 5)
    printf '\n%s\n  $ %s\n' "$who" "${command[*]}"
    begun=${EPOCHREALTIME/[.,]/}
    output=$("$bin/${command[0]}" "${command[@]:1}" 9>&- 2>&1) || code=$?
    ended=${EPOCHREALTIME/[.,]/}
    requests=$(grep -oE "'?requests'?=[0-9]+" <<<"$output" | head -1 | grep -oE '[0-9]+$') || requests='?'
    printable "$output"
    printf '  exit code %d (%s), %d ms, %s requests: ' "$code" "${state_names[$code]:-?}" $(((ended - begun) / 1000)) "$requests"
    if [ "$code" = "$expected" ]; then
        echo "as expected, $why"
    else
        echo "NOT as expected: $expected (${state_names[$expected]}), $why"
        wrong=$((wrong + 1))
    fi
}

# printable OUTPUT: indented; of the performance data (behind the bar) the first four, unless --full.
printable() {
    local line text data words
    while IFS= read -r line; do
        text=${line%%|*}
        data=''
        case $line in *'|'*) data=${line#*|} ;; esac
        printf '  %s\n' "$text"
        [ -n "$data" ] || continue
        mapfile -t words < <(grep -oE "('[^']*'|[^ '=]+)=[^ ]*" <<<"$data")
        if [ -n "$full" ] || [ ${#words[@]} -le 5 ]; then
            printf '    | %s\n' "${words[@]}"
        else
            printf '    | %s\n' "${words[@]:0:4}"
            printf '    | … and %d more (--full shows them)\n' $((${#words[@]} - 4))
        fi
    done <<<"$1"
}

# show_incumbent PORT: what the well-known Perl plugin says of the same machine, where it is installed.
show_incumbent() {
    local perl=/usr/lib/nagios/plugins/check_ipmi_sensor output code=0
    head -c 2 "$perl" 2>/dev/null | grep -q '#!' || return 0
    (umask 077 && printf 'username monitor\npassword demo-password\nprivilege-level user\n' >"$state/freeipmi.conf")
    printf '\nThe same server, asked by check_ipmi_sensor (Perl), which is installed here\n  $ check_ipmi_sensor -H 127.0.0.1:%d -f freeipmi.conf --nosel\n' "$1"
    output=$(HOME=$state timeout 60 "$perl" -H "127.0.0.1:$1" -f "$state/freeipmi.conf" --nosel 9>&- 2>&1) || code=$?
    printable "$output"
    printf '  exit code %d (%s)\n' "$code" "${state_names[$code]:-?}"
}

step "a check of each"
show "A healthy server" "$port" 0 "nothing is wrong"
show "A server that breathes warm air" $((port + 1)) 1 "a non-critical threshold is crossed"
show_incumbent $((port + 1))
show "A server whose CPU is too hot" $((port + 2)) 2 "a critical threshold is crossed"
show "A server whose BMC never answers" $((port + 3)) 3 "nobody knows, and the text names the stage that failed"

[ "$wrong" -eq 0 ] || die "$wrong of 4 checks did not answer as expected" "read $state/sim.log, and run a command above with -v"

cat <<END

Your own BMC is read the same way. Put its user into a file that only you can read:

  (umask 077; printf 'user = "monitor"\npassword = "…"\n' > my-bmc.toml)
  build/release/bin/check_bmc_sensors -H ADDRESS --credentials my-bmc.toml
  build/release/bin/bmcscope sensors -H ADDRESS --credentials my-bmc.toml
END
if [ -n "$keep" ]; then
    kept=1
    printf '\nThe machines go on running; the next demo ends them, or: kill %d\n' "$sim"
fi
