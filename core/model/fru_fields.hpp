// The pieces that FRU areas are made of: type/length fields and the minutes of a manufacturing date.
#pragma once

#include <ipmi/fru.hpp>

#include <initializer_list>
#include <string_view>

#include "wire/reader.hpp"

namespace ipmi::model {

/// English, or not said: text is then ASCII and Latin 1, else it may be Unicode. §15, language codes 0 and 25.
constexpr bool is_english(std::uint8_t language) {
    return language == 0 || language == 25;
}

/// Reads the fields that the area must have, then custom_1 …, up to the end mark (C1h). Empty fields are left out,
/// numbers of custom fields count them. A field that runs past the area is cut and named in FruArea::warning.
void read_fields(wire::Reader& in, FruArea& area, std::initializer_list<std::string_view> names);

/// §11: minutes since 1996-01-01 00:00 UTC, 0 is unspecified. The counter ends in 2027; what would lie before 2006,
/// older than IPMI 2.0, is of its second round.
std::optional<std::chrono::sys_seconds> manufacturing_date(std::uint32_t minutes);

void warn(std::string& warning, std::string_view text);

}  // namespace ipmi::model
