// What an order says in its body, checked.
#pragma once

#include <ipmi/client.hpp>

#include <expected>
#include <optional>
#include <string>

namespace ipmi::api {

struct PowerBody {
    PowerRequest request{};
    std::string set{};
    std::optional<std::uint64_t> count{};
    std::size_t at_once = 64;
    std::optional<std::chrono::milliseconds> stagger{};
};

/// Errors of both: in words.
std::expected<PowerBody, std::string> parse_power_body(const std::string& body);
std::expected<IdentifyRequest, std::string> parse_identify_body(const std::string& body);

/// "power off"
std::string name_of(const PowerRequest& request);
/// "identify 15 s"
std::string name_of(const IdentifyRequest& request);

/// More hosts need the number of them said beside; the limits of the command line.
std::size_t most_uncounted(PowerAction action);
/// Between two starts where nothing else was said: inrush currents do not add up then.
std::chrono::milliseconds usual_stagger(PowerAction action);

}  // namespace ipmi::api
