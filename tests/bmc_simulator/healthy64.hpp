// The built-in machine: a healthy two-socket server with 64 sensors, three FRUs and a short log.
#pragma once

#include "profile.hpp"

namespace ipmi::sim {

Profile healthy64();

}  // namespace ipmi::sim
