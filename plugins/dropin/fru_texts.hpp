// What --fru, --assettag and --board show, picked from the inventories of a machine.
#pragma once

#include <ipmi/fru.hpp>

#include <optional>
#include <string>

namespace plugins::dropin {

struct FruTexts {
    std::optional<std::string> serial{};  ///< of the first product that has one
    std::optional<std::string> asset_tag{};
    std::optional<std::string> board_manufacturer{};
    std::optional<std::string> board_product{};
    std::optional<std::string> board_serial{};
};

FruTexts pick_fru_texts(const ipmi::FruReport& report);

}  // namespace plugins::dropin
