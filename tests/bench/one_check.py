"""Rows about one check of one BMC, beside the check that is in use today and the program that does its work."""
from contenders import check, dropin, forget_all, forget_sdrs, ipmi_sensors, perl_check
from measure import take_turns
from places import big_bmc
from rows import bar, row

from our_sim import OurSim  # in tests/peers


def beside(ours, theirs, perl):
    return ([bar("wall at most half of ipmi-sensors'", ours.median("wall") / theirs.median("wall"), 0.5),
             bar("CPU at most a third of ipmi-sensors'", ours.median("cpu") / theirs.median("cpu"), 1 / 3)]
            + [bar("wall at most a tenth of check_ipmi_sensor's", ours.median("wall") / other.median("wall"), 0.1) for other in perl]
            + [bar("CPU at most a tenth of check_ipmi_sensor's", ours.median("cpu") / other.median("cpu"), 0.1) for other in perl])


@row("sensors: a direct check, table of sensors known, ipmi_sim, suite 3")
def sensors(runs):
    with big_bmc() as [bmc]:
        ours, same, theirs, perl = check(bmc), dropin(bmc), ipmi_sensors(bmc), perl_check(bmc)
        take_turns([ours, same, theirs, *perl], runs(15, 5), warm=2)
        return [ours, same, theirs, *perl], beside(ours, theirs, perl)


@row("sensors, log and power: check_bmc, and check_ipmi_sensor with its log, bmcscope-sim, suite 3")
def whole_host(runs):
    """check_ipmi_sensor hands no workaround flags to ipmi-sel, which cannot enter ipmi_sim without."""
    with OurSim(suite=3) as bmc:
        bmc.tell(clear_sel=True)  # it counts whatever is in the log
        ours = check(bmc, "check_bmc", mode="check_bmc")
        same = dropin(bmc, "check_ipmi_sensor (ours), with log", less=())
        perl = perl_check(bmc, "check_ipmi_sensor (Perl), with log", less=())
        take_turns([ours, same, *perl], runs(15, 5), warm=2)
        return [ours, same, *perl], [bar("wall at most a tenth of check_ipmi_sensor's", ours.median("wall") / other.median("wall"), 0.1) for other in perl]


@row("sensors: first contact, nothing known, ipmi_sim, suite 3")
def first_contact(runs):
    with big_bmc() as [bmc]:
        ours = check(bmc, before=lambda: forget_all(bmc.scratch / "cache"))
        theirs = ipmi_sensors(bmc, before=lambda: forget_sdrs(bmc))
        take_turns([ours, theirs], runs(9, 3), warm=1)
        return [ours, theirs], [bar("wall at most half of ipmi-sensors'", ours.median("wall") / theirs.median("wall"), 0.5)]


@row("log, power, health: each beside sensors, bmcscope-sim, suite 3")
def other_modes(runs):
    """ipmi_sim has no clock that was ever set."""
    with OurSim(suite=3) as bmc:
        modes = [check(bmc, mode=mode, name=mode, good=lambda sample: sample.code == 0)
                 for mode in ("check_bmc_sensors", "check_bmc_sel", "check_bmc_power", "check_bmc_health")]
        take_turns(modes, runs(15, 5), warm=2)
        return modes, [bar(f"{mode.name}: no slower than 1.5 x the sensors", mode.median("wall") / modes[0].median("wall"), 1.5) for mode in modes[1:]]
