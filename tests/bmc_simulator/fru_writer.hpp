// FRU images for the built-in profile. Platform Management FRU Information Storage Definition v1.0, §8 to §13.
#pragma once

#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace ipmi::sim {

/// The fields of each area in the order of the definition; an area without fields is left out.
struct FruText {
    std::vector<std::string_view> chassis{};  ///< part number, serial number
    std::vector<std::string_view> board{};    ///< manufacturer, name, serial number, part number, FRU file id
    std::vector<std::string_view> product{};  ///< manufacturer, name, part number, version, serial, asset tag, file id
};

/// Padded with zeros to `size_bytes`.
Bytes fru_image(const FruText& text, std::size_t size_bytes);

}  // namespace ipmi::sim
