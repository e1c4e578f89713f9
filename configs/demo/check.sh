# Sourced by run.sh: four machines, and a check of each.
# shellcheck shell=bash disable=SC2154  # set there

announce 4

step "packages"
[ -n "$built" ] || need_packages "${packages[@]}"

step "build: the check, the command line and the test BMC"
have bmcscope-sim check_bmc bmcscope

step "four machines: one healthy, one warm, one with a CPU too hot, one that never answers"
port=$(free_ports)
credentials=$state/credentials.toml
(umask 077 && printf 'user = "monitor"\npassword = "demo-password"\nprivilege = "user"\n' >"$credentials")
export XDG_CACHE_HOME=$state/cache

# The fourth machine listens and keeps silent, like a BMC that has hung.
start_machines "$port" $((port + 2)) \
    --bmc "127.0.0.1:$port" --bmc "127.0.0.1:$((port + 1))" --bmc "127.0.0.1:$((port + 2))" \
    --bmc "127.0.0.1:$((port + 3)),silent=*" \
    --tell '{"bmc":"127.0.0.1:'$((port + 1))'","set_reading":{"sensor":"Inlet Temp","value":42}}' \
    --tell '{"bmc":"127.0.0.1:'$((port + 2))'","set_reading":{"sensor":"CPU1 Temp","value":98}}'

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
