// Manual pages, from the table of options.
#pragma once

#include <string>

#include "mode.hpp"

namespace plugins {

/// man(7) source of section 1.
std::string manual_page(Mode mode);

}  // namespace plugins
