// Field replaceable unit data: what a part is, who made it, its numbers.
// Platform Management FRU Information Storage Definition v1.0 rev 1.3; read by IPMI v2.0 rev 1.1, §34.1 and §34.2.
// Sizes are bytes. Nothing here fails: errors are those of Client::fru; damage is a warning of its FRU or area.
#pragma once

#include <ipmi/sensor.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ipmi {

/// Chassis, board and product §10 to §12, internal use §9, multirecords §17 and §18 of the definition.
struct FruArea {
    enum class Kind : std::uint8_t { chassis, board, product, internal_use, multirecord };
    Kind kind = Kind::chassis;
    std::uint8_t version = 1;
    std::optional<std::uint8_t> language{};
    std::optional<std::chrono::sys_seconds> manufactured{};  ///< board only, UTC minutes (§11); empty: unspecified
    std::vector<std::pair<std::string, std::string>> fields{};  ///< snake_case name and text, in order; custom_1 …
    std::vector<std::uint8_t> raw{};                        ///< internal use, or a multirecord's data
    std::uint8_t record_type = 0;                           ///< multirecord only
    std::string warning{};                                  ///< "board area checksum is wrong": shown, the area is kept
    bool operator==(const FruArea&) const = default;
};

struct Fru {
    std::uint8_t id = 0;
    std::string name{};  ///< from the locator record
    Entity entity{};
    std::uint16_t size_bytes = 0;
    std::vector<FruArea> areas{};
    std::string warning{};  ///< why nothing or not all could be read
    bool operator==(const Fru&) const = default;
};

const char* to_string(FruArea::Kind kind);

struct FruReport {
    std::vector<Fru> frus{};
    std::vector<std::string> warnings{};
    PollStatistics statistics{};
};

}  // namespace ipmi
