#!/bin/bash
# tests/run.sh [--long] [LABEL...]
#
# Installs what the chosen tests need (Debian packages only, named before they are installed), builds the presets dev and
# asan, runs every test in both (real Icinga and Nagios in dev alone), fuzzes every decoder for 20 seconds, and ends with ctest's summary.
#   LABEL    only these parts: unit flow peers icinga nagios fault fuzz … (fuzz alone builds only the fuzz targets)
#   --long   adds the soaks, longer fuzzing, and the session and engine tests under the thread sanitizer
# It can be run again at any time and leaves nothing running.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=configs/demo/prepare.sh
. configs/demo/prepare.sh

long=''
labels=()
for argument in "$@"; do
    case $argument in
    --long) long=1 ;;
    -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
    -*) die "unknown option $argument" "see $0 --help" ;;
    *) labels+=("$argument") ;;
    esac
done

# chosen LABEL...: is one of these to run?
chosen() {
    local wanted label
    [ ${#labels[@]} -gt 0 ] || return 0
    for wanted in "$@"; do for label in "${labels[@]}"; do [ "$wanted" != "$label" ] || return 0; done; done
    return 1
}
only_fuzz() { [ "${labels[*]-}" = fuzz ]; }
# Icinga's part runs in dev alone.
asan=1
if [ "${labels[*]-}" = icinga ]; then asan=; fi

packages=(g++ cmake ninja-build ccache pkg-config python3
    libboost1.81-dev libssl-dev libfmt-dev libfreeipmi-dev nlohmann-json3-dev libtomlplusplus-dev libcli11-dev libsqlite3-dev libre2-dev)
only_fuzz || packages+=(libgtest-dev)
if chosen peers flow fault soak icinga nagios engine; then packages+=(ipmitool freeipmi-tools openipmi iproute2); fi
if chosen engine fault; then packages+=(curl); fi
if chosen engine; then packages+=(python3-cbor2 python3-jsonschema dnsmasq-base); fi
if chosen fault; then packages+=(faketime); fi
if chosen nagios; then packages+=(groff-base); fi
if chosen peers; then packages+=(nagios-plugins-contrib libipc-run-perl perl); fi  # the check whose place we take
if chosen unit; then packages+=(clustershell freeipmi-tools); fi
daemons=()
if chosen engine; then daemons+=(prometheus prometheus-ipmi-exporter); fi  # promtool, and whose metric names ours are
if chosen icinga nagios; then
    daemons+=(icinga2-bin icinga2-common nagios4-core nagios4-common monitoring-plugins-basic nagios-plugins-contrib libipc-run-perl)
fi
if chosen fuzz; then packages+=(clang-19 libclang-rt-19-dev); fi
mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)

mkdir -p build
exec 9>build/.tests-run.lock
flock -n 9 || die "another tests/run.sh is at work in this checkout" "wait for it, or use a second checkout"

# Leaves nothing running, whichever way it ends; what a test forgot is named.
trap 'restore_policy; end_own_processes' EXIT
trap 'exit 130' INT TERM HUP

# need_daemons PACKAGE...: like need_packages, but what comes with a package is not started: the tests start their own.
# Debian asks /usr/sbin/policy-rc.d about that; the one that was there, or none, is put back.
policy=/usr/sbin/policy-rc.d policy_kept=
need_daemons() {
    if dpkg-query -W -f='${db:Status-Status}\n' "$@" 2>/dev/null | grep -cx installed | grep -qx $#; then
        echo "all $# packages with services are there"
        return
    fi
    policy_kept=$(mktemp -d)
    if [ -e "$policy" ]; then cp -a "$policy" "$policy_kept/former"; fi
    printf '#!/bin/sh\nexit 101\n' >"$policy_kept/quiet"
    as_root install -m 0755 "$policy_kept/quiet" "$policy"
    need_packages "$@"
    restore_policy
}
restore_policy() {
    [ -n "$policy_kept" ] || return 0
    if [ -e "$policy_kept/former" ]; then as_root cp -a "$policy_kept/former" "$policy"; else as_root rm -f "$policy"; fi
    rm -rf "$policy_kept"
    policy_kept=
}
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# last_words LOG: the end of what each failed test said; the log holds all of it, thousands of lines before ctest's summary.
last_words() {
    awk -v most=40 '
        function tell(  i) { for (i = (n > most ? n - most : 0); i < n; i++) print said[i]; n = 0 }
        /^ *[0-9]+\/[0-9]+ Test +#|^ +Start +[0-9]+:|^[0-9]+% tests passed/ { tell(); within = 0 }
        /\*\*\*/ && !/\*\*\*(Skipped|Not Run)/ && /^ *[0-9]+\/[0-9]+ Test +#/ { print "\n" $0; within = 1; next }
        within { said[n++] = $0 }
        END { tell() }' "$1"
}

failed=()
# run_ctest PRESET [ctest options]
run_ctest() {
    local preset=$1 log=build/ctest-$1.log options=(--no-label-summary --no-tests=error)
    shift
    if [ ${#labels[@]} -gt 0 ]; then options+=(-L "^($(IFS='|'; echo "${labels[*]}"))\$"); fi
    [ -n "$long" ] || options+=(-LE soak)
    ctest --preset "$preset" "${options[@]}" "$@" 9>&- 2>&1 | tee "$log"
    # A skipped test is not a failed one; ctest says so in its own summary, and so does its exit status.
    if [ "${PIPESTATUS[0]}" -ne 0 ]; then failed+=("$log"); fi
}

fuzzing=
if chosen fuzz && [ -x tests/fuzz/run.sh ]; then fuzzing=1; fi
if only_fuzz && [ -z "$fuzzing" ]; then die "tests/fuzz/run.sh is missing" "git checkout tests/fuzz"; fi
threads=
if [ -n "$long" ] && chosen unit flow engine fault; then threads=1; fi

if only_fuzz; then announce 2; else announce $((3 + (${asan:-0} ? 1 : 0) + (${fuzzing:-0} ? 1 : 0) + (${threads:-0} ? 1 : 0))); fi

step "packages"
need_packages "${packages[@]}"
if [ ${#daemons[@]} -gt 0 ]; then need_daemons "${daemons[@]}"; fi

if [ -n "$fuzzing" ]; then
    if [ -n "$long" ]; then seconds=600; else seconds=20; fi
    step "fuzz: every decoder, $seconds s each, side by side"
    tests/fuzz/run.sh "$seconds" 9>&- 2>&1 | tee build/fuzz-said.log
    if [ "${PIPESTATUS[0]}" -ne 0 ]; then failed+=(fuzz); fi
fi

if ! only_fuzz; then
    step "build: presets dev${asan:+ and asan}"
    build dev 9>&-
    [ -z "$asan" ] || build asan 9>&-
    if [ -n "$threads" ]; then
        step "tests under the thread sanitizer"
        build tsan 9>&-
        # Only the parts where threads and conversations are; the tests of session/ carry the label unit.
        (failed=() labels=(unit flow engine fault); run_ctest tsan; [ ${#failed[@]} -eq 0 ]) || failed+=(build/ctest-tsan.log)
    fi
    if [ -n "$asan" ]; then
        step "tests under the address and undefined behaviour sanitizers"
        run_ctest asan
    fi
    step "tests"
    run_ctest dev
fi

left=$(own_processes)
if [ -n "$left" ]; then
    echo
    echo "left running by a test:"
    for pid in $left; do printf '    %s %s\n' "$pid" "$(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)"; done
    failed+=(left)
fi

# The last word is ctest's: of the first preset that failed, or of dev.
if [ ${#failed[@]} -gt 0 ]; then
    echo
    for what in "${failed[@]}"; do
        case $what in
        fuzz)
            # Said again here: thousands of lines of tests stand between.
            sed -n '/FAILED/,$p' build/fuzz-said.log | head -n 60
            echo "FAILED: fuzzing; an input named above belongs into a test of that decoder"
            ;;
        left) echo "FAILED: a test left the processes above running; they are ended now" ;;
        *) echo "FAILED: $what" ;;
        esac
    done
    for what in "${failed[@]}"; do
        if [ -f "$what" ]; then
            last_words "$what"
            sed -n '/tests passed, .* tests failed/,$p' "$what"
            break
        fi
    done
    exit 1
fi
only_fuzz && echo "fuzzing found nothing"
exit 0
