# Sourced by run.sh: bmcscoped polls a group of machines; one gets too hot, and is well again.
# shellcheck shell=bash disable=SC2154  # set there

announce 5

step "packages"
[ -n "$built" ] || need_packages "${packages[@]}"

step "build: the engine, the command line, the check and the test BMC"
have bmcscope-sim check_bmc bmcscope bmcscoped
after_build=$SECONDS

step "six machines, and an engine that polls them"
port=$(free_ports)
control=$state/sim.control socket=$state/engine.sock inventory=$state/inventory.toml
rm -f "$control"
(umask 077 && echo demo-password >"$state/monitor.password")
{
    printf '[credential.monitor]\nuser = "monitor"\npassword_file = "monitor.password"\nprivilege = "user"\n'
    for i in 1 2 3 4 5 6; do
        printf '\n[host.web%02d]\naddress = "127.0.0.1:%d"\ncredential = "monitor"\ngroups = ["demo"]\n' "$i" $((port + i - 1))
    done
} >"$inventory"
start_machines "$port" $((port + 5)) --listen "127.0.0.1:$port" --ports 6 --control "$control"
rm -rf "$state/engine"
setsid "$bin/bmcscoped" --inventory "$inventory" --state "$state/engine" --socket "$socket" --sensors-every 2 --power-every 2 --sel-every 2 \
    9>&- >"$state/engine.log" 2>&1 </dev/null &
engine=$!
echo "$engine" >"$state/bmcscoped.pid"

# eventually SECONDS WHAT COMMAND...: until it succeeds.
eventually() {
    local patience=$1 what=$2 end
    end=$((SECONDS + patience))
    shift 2
    until "$@" 9>&- >"$state/last" 2>&1; do
        kill -0 "$engine" 2>/dev/null || die "the engine has ended: $(tail -1 "$state/engine.log")" "read $state/engine.log"
        [ $SECONDS -lt $end ] || die "$what did not come in $patience s: $(tail -1 "$state/last")" "read $state/engine.log"
        sleep 0.2
    done
}
scope() { "$bin/bmcscope" "$@" --engine "$socket"; }
# tell LINE: to the machines, by their control socket.
tell() {
    perl -MIO::Socket::UNIX -e 'my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "$ARGV[0]: $!\n"; print $s "$ARGV[1]\n"; $s->flush;
        my $answer = <$s>; die "refused: $answer" unless $answer =~ /"ok": ?true/;' "$control" "$1"
}
# shown COMMAND [words]: as somebody would type it; its exit code is kept in `code`.
shown() {
    local output
    code=0
    printf '\n  $ %s\n' "$*"
    case $1 in
    bmcscope) output=$("$bin/$1" "${@:2}" --engine "$socket" 9>&- 2>&1) || code=$? ;;
    *) output=$("$bin/$1" "${@:2}" "--engine=$socket" 9>&- 2>&1) || code=$? ;;
    esac
    printable "$output"
}
check_says() {
    local code=0
    "$bin/check_bmc_sensors" -H web03 "--engine=$socket" || code=$?
    [ "$code" = "$1" ]
}
no_open_incident() { ! scope incidents @demo | grep -q web; }
everybody_answers() { [ "$(scope hosts @demo --json | grep -c '"reach":"answers"')" = 6 ]; }

eventually 20 "the first answers of all six" everybody_answers
echo "bmcscoped is process $engine; it has asked all six"
shown bmcscope status @demo

step "web03 gets too hot: its first CPU goes to 98 C, over its critical limit"
tell '{"bmc":2,"set_reading":{"sensor":"CPU1 Temp","value":98}}'
# The log may tell of it before the sensor is read, and in other words.
eventually 20 "the incident" sh -c "'$bin/bmcscope' incidents @demo --engine '$socket' | grep -q 'web03.*98 C'"
eventually 20 "a check that is CRITICAL" check_says 2
shown bmcscope incidents @demo
shown bmcscope status @demo
shown check_bmc_sensors -H web03
[ "$code" = 2 ] || die "the check said $code, not 2 (CRITICAL)" "read $state/engine.log"
echo "  exit code 2 (CRITICAL), taken from the engine: the BMC was not asked again"

step "it cools down"
tell '{"bmc":2,"set_reading":{"sensor":"CPU1 Temp","value":52}}'
eventually 20 "the clearing" no_open_incident
eventually 20 "a check that is OK again" check_says 0
shown bmcscope incidents @demo --all
shown bmcscope events @demo
shown check_bmc_sensors -H web03
[ "$code" = 0 ] || die "the check said $code, not 0 (OK)" "read $state/engine.log"
echo "  exit code 0 (OK)"
printf '\nAll as expected, %d s after the build.\n' $((SECONDS - after_build))

cat <<END

Your own machines: list them in an inventory (configs/inventory.example.toml shows how), then

  build/release/bin/bmcscoped --inventory FILE --state FOLDER --socket FOLDER/engine.sock &
  build/release/bin/bmcscope status '@*' --engine FOLDER/engine.sock
  build/release/bin/bmcscope events --follow --engine FOLDER/engine.sock
END
if [ -n "$keep" ]; then
    kept=1
    printf '\nMachines and engine go on running; the next demo ends them, or: kill %d %d\n' "$engine" "$sim"
fi
