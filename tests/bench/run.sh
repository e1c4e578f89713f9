#!/bin/bash
# tests/bench/run.sh [--json] [--quick] [PART]      PART: engine (the default), plugins, engine-service
#
# Prints the table of figures of a part, beside the peers measured in the same run, with each bar and its verdict.
#   --json    for programs      --quick    fewer runs: for a look, not for a claim
#   --only WORD                 only the rows whose name holds WORD
# Long rows say on standard error how far they are; the engine's table takes about a quarter of an hour, the plugins' five minutes,
# the service's half an hour.
# check_ipmi_sensor stands in the table where it is installed (nagios-plugins-contrib, libipc-run-perl).
# The peers' BMC and the floor probe come from the folder that BMCSCOPE_BENCH names; rows that need it say so without.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=configs/demo/prepare.sh
. configs/demo/prepare.sh

part=engine options=()
while [ $# -gt 0 ]; do
    case $1 in
    --json | --quick) options+=("$1") ;;
    --only) options+=("$1" "${2:?--only needs a word}"); shift ;;
    -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
    -*) die "unknown option $1" "see $0 --help" ;;
    *) part=$1 ;;
    esac
    shift
done
case $part in engine | plugins | engine-service) ;; *) die "there is no part $part" "parts: engine plugins engine-service" ;; esac

trap 'end_own_processes' EXIT
trap 'exit 130' INT TERM HUP
{
    need_packages g++ cmake ninja-build pkg-config python3 libboost1.81-dev libssl-dev libfmt-dev libfreeipmi-dev \
        nlohmann-json3-dev libtomlplusplus-dev libcli11-dev libsqlite3-dev libre2-dev ipmitool freeipmi-tools openipmi iproute2
    build release
    [ "$part" != engine-service ] || build release bmcscope-api-load
    mkdir -p build/bench
    if [ -n "${BMCSCOPE_BENCH:-}" ]; then
        for probe in limit udp_delay; do
            [ "build/bench/$probe" -nt "$BMCSCOPE_BENCH/$probe.cpp" ] ||
                g++ -O2 -std=c++17 -w "$BMCSCOPE_BENCH/$probe.cpp" -o "build/bench/$probe" -lcrypto
        done
    fi
} >&2
BMCSCOPE_BIN=$PWD/build/release/bin python3 "tests/bench/${part//-/_}.py" "${options[@]}"
