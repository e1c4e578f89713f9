# Sourced by configs/demo/run.sh and tests/run.sh: Debian packages, numbered steps, and an end that leaves nothing running.
# shellcheck shell=bash

started=$SECONDS
steps=0 step_now=0

# announce N: how many steps follow.
announce() { steps=$1; }

step() {
    step_now=$((step_now + 1))
    printf '\n[%d/%d] %s  (%d s so far)\n' "$step_now" "$steps" "$*" "$((SECONDS - started))"
}

# die REASON REMEDY
die() {
    printf '\n%s: stopped: %s\n%s: remedy: %s\n' "$0" "$1" "$0" "$2" >&2
    exit 1
}

# need_packages PACKAGE...: says what is missing, then installs it; does nothing where all are there.
need_packages() {
    local missing=() package
    command -v dpkg-query >/dev/null ||
        die "this script installs Debian packages and there is no dpkg here" "install the equivalents yourself: $*"
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        echo "all $# Debian packages are there"
        return
    fi
    echo "installs ${#missing[@]} Debian packages (of $# needed):"
    printf '%s\n' "${missing[@]}" | fold_words
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            die "installing needs root, and there is no sudo" "as root: apt-get install ${missing[*]}"
        root=(sudo)
        echo "(asks for your password by sudo)"
    fi
    local log
    log=$(mktemp)
    if ! "${root[@]}" apt-get -q update >"$log" 2>&1; then
        tail -5 "$log" >&2
        rm -f "$log"
        die "apt-get update failed" "see that this machine reaches its Debian mirror, then run this again"
    fi
    if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 install \
        --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
        tail -15 "$log" >&2
        rm -f "$log"
        die "apt-get install failed" "by hand: apt-get install ${missing[*]}"
    fi
    rm -f "$log"
    echo "installed"
}

fold_words() { tr '\n' ' ' | fold -s -w 100 | sed 's/^/    /; s/ *$//'; echo; }

# Every process started from here carries this word in its environment; that is how the end finds them, and only them.
export BMCSCOPE_RUN="run-$$-$RANDOM$RANDOM"

# own_processes: the ids of what this run started and is still there.
own_processes() {
    local file pid
    for file in /proc/[0-9]*/environ; do
        pid=${file#/proc/}
        pid=${pid%/environ}
        if [ "$pid" = $$ ] || [ "$pid" = "$BASHPID" ]; then continue; fi
        { tr '\0' '\n' <"$file"; } 2>/dev/null | grep -qx "BMCSCOPE_RUN=$BMCSCOPE_RUN" && echo "$pid"
    done
    return 0
}

# end_own_processes: ends them by id, the stubborn ones by force after two seconds.
end_own_processes() {
    local pids pid
    pids=$(own_processes)
    [ -n "$pids" ] || return 0
    for pid in $pids; do kill "$pid" 2>/dev/null; done
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        [ -n "$(own_processes)" ] || return 0
        sleep 0.2
    done
    for pid in $(own_processes); do kill -9 "$pid" 2>/dev/null; done
    return 0
}

# build PRESET [TARGET...]: configures where needed, builds, shows the compiler's words only when it fails.
build() {
    local preset=$1 log begun=$SECONDS jobs
    shift
    jobs=$(nproc)
    mkdir -p build
    log=build/$preset.log
    if ! cmake --preset "$preset" >"$log" 2>&1; then
        tail -20 "$log" >&2
        die "cmake --preset $preset failed" "read $log; a stale cache goes away with: rm -r build/$preset"
    fi
    local targets=()
    [ $# -eq 0 ] || targets=(--target "$@")
    local status=0
    if [ -t 1 ]; then
        cmake --build --preset "$preset" -j "$jobs" "${targets[@]}" 2>&1 | tee -a "$log" |
            while IFS= read -r line; do case $line in "["*/*"]"*) printf '\r\033[K%.100s' "$line" ;; esac; done
        status=${PIPESTATUS[0]}
        printf '\r\033[K'
    else
        cmake --build --preset "$preset" -j "$jobs" "${targets[@]}" >>"$log" 2>&1 || status=$?
    fi
    if [ "$status" -ne 0 ]; then
        grep -E -A 12 'error:|FAILED' "$log" | head -60 >&2
        die "building preset $preset failed" "read $log"
    fi
    echo "built $preset in $((SECONDS - begun)) s"
}
