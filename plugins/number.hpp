// How a check writes a number: never an exponent, never a locale's comma.
#pragma once

#include <string>

namespace plugins {

/// Shortest decimal form with at most six significant digits: "12.06", "98".
std::string number(double value);

}  // namespace plugins
