// What -h, -V and a wrong word get to read; made from the option table.
#pragma once

#include <string>

namespace plugins::dropin {

std::string version_text();
std::string usage_text();
std::string help_text();

}  // namespace plugins::dropin
