// Incidents and events, as lines for people.
#pragma once

#include <ipmi/event.hpp>

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

/// A table; empty: "no open incidents" stands with whoever asked.
std::string show_incidents(const std::vector<Incident>& incidents, const Style& style, WallTime now);

/// "\nacknowledged by alice 02:15:00, until 04:15:00: fan ordered", or nothing.
std::string acknowledgement_text(const Incident& incident, WallTime now);

/// One line of the journal with its line end; hosts stand in a column that is `host_width` wide.
std::string show_event(const Event& event, const Style& style, std::size_t host_width);

}  // namespace ipmi::cli
