#!/bin/bash
# configs/demo/run.sh [--keep] [--full] [--bin FOLDER] [check|engine]
#
# From a bare Debian 12 to Nagios answers: installs what the build needs (named before it is installed), builds only what is
# shown, and starts a test BMC that plays several machines. Later parts of the product add their own word.
#   check    the Nagios/Icinga check of sensors, on four machines (the default)
#   engine   bmcscoped polls a group of machines; one gets too hot: the incident, the check that asks the engine, the clearing
#   --keep   leaves what was started running, and says how to end it
#   --full   shows all performance data
#   --bin    the programs are built, in FOLDER: installs and builds nothing
# It can be run again at any time; without --keep it leaves nothing running.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=configs/demo/prepare.sh
. configs/demo/prepare.sh

keep='' full='' part=check built=''
bin=$PWD/build/release/bin
state=$PWD/build/demo
while [ $# -gt 0 ]; do
    case $1 in
    --keep) keep=1 ;;
    --full) full=1 ;;
    --bin)
        bin=$(cd "${2:-}" 2>/dev/null && pwd) || die "there is no folder '${2:-}'" "$0 --bin FOLDER, with the programs in it"
        state=$(dirname "$bin")/demo built=1
        shift
        ;;
    check | engine) part=$1 ;;
    -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
    *) die "this demo has no part $1" "$0 [--keep] [--full] [--bin FOLDER] [check|engine]" ;;
    esac
    shift
done

mkdir -p "$state"
exec 9>"$state/.lock"
flock -n 9 || die "another demo is at work in this checkout" "wait for it, or use a second checkout"

kept=''
finish() { [ -n "$kept" ] || { end_own_processes; rm -f "$state"/*.pid; }; }
trap finish EXIT
trap 'exit 130' INT TERM HUP

# What an earlier run has kept is ended by the ids it left, if they still are our programs.
for file in "$state"/*.pid; do
    [ -f "$file" ] || continue
    old=$(cat "$file") program=$(basename "$file" .pid)
    if [ "$(readlink "/proc/$old/exe" 2>/dev/null)" = "$bin/$program" ]; then
        kill "$old" && echo "ended $program of an earlier run (process $old)"
    fi
    rm -f "$file"
done

# taken PORT: does something listen there (UDP)?
taken() { grep -qiE "^ *[0-9]+: [0-9A-F]{8}:$(printf '%04X' "$1") " /proc/net/udp; }

# free_ports: the first of eight neighbouring UDP ports that nobody uses.
free_ports() {
    local port i
    for ((port = ${BMCSCOPE_DEMO_PORT:-26230}; port < 26830; port += 8)); do
        for i in 0 1 2 3 4 5 6 7; do ! taken $((port + i)) || continue 2; done
        echo "$port"
        return
    done
    die "no eight free UDP ports from 26230 on" "BMCSCOPE_DEMO_PORT=PORT $0"
}

# start_machines FIRST LAST [words of bmcscope-sim]: on ports that are open when this returns.
start_machines() {
    local first=$1 last=$2
    shift 2
    setsid "$bin/bmcscope-sim" --user monitor:demo-password:user "$@" 9>&- >"$state/sim.log" 2>&1 </dev/null &
    sim=$!
    echo "$sim" >"$state/bmcscope-sim.pid"
    for _ in $(seq 100); do taken "$first" && taken "$last" && break; kill -0 "$sim" 2>/dev/null || break; sleep 0.05; done
    if ! taken "$first" || ! taken "$last"; then
        tail -5 "$state/sim.log" >&2
        die "bmcscope-sim did not open ports $first to $last" "read $state/sim.log"
    fi
    echo "bmcscope-sim is process $sim, on UDP ports $first to $last of 127.0.0.1"
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

state_names=(OK WARNING CRITICAL UNKNOWN)
packages=(g++ cmake ninja-build pkg-config libboost1.81-dev libssl-dev libfmt-dev libfreeipmi-dev nlohmann-json3-dev
    libtomlplusplus-dev libcli11-dev libsqlite3-dev libre2-dev)
# have PROGRAM...: builds them, unless they are built.
have() {
    if [ -z "$built" ]; then build release "$@" 9>&-; return; fi
    local program
    for program in "$@"; do [ -x "$bin/$program" ] || die "$bin holds no $program" "build it, or leave out --bin"; done
    echo "those in $bin"
}
# shellcheck source=configs/demo/check.sh
# shellcheck source=configs/demo/engine.sh
. "configs/demo/$part.sh"

