// check_bmc generate …: what an operator would otherwise write by hand, made from the option table, the inventory and
// what each BMC really has.
#pragma once

namespace plugins {

/// `argv[0]` is "generate". Prints to standard output; returns 0, 1 where a host could not be asked, 2 for a usage
/// error.
int generate(int argc, char** argv);

}  // namespace plugins
