// Numbers with a meaning of their own in a SEL. IPMI v2.0 rev 1.1, §31.5 and §37.1.
#pragma once

#include <cstdint>

#include "model/freeipmi_sel.hpp"

namespace ipmi::model {

inline constexpr std::uint16_t first_record = 0x0000;
inline constexpr std::uint16_t last_record = 0xffff;  ///< as a next id: there is none
inline constexpr std::uint32_t unspecified_time = 0xffffffff;
inline constexpr std::uint32_t year_2000 = 946684800;  ///< in seconds since 1970; a clock before it was never set
inline constexpr std::size_t record_size = RawSelRecord{}.size();

}  // namespace ipmi::model
