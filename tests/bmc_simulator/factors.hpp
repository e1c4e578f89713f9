// Raw counts and engineering units of an analog sensor, written apart from core/model so that a value set here and read
// there has been through two pieces of code. IPMI v2.0 rev 1.1, §36.3 and table 43-1.
#pragma once

#include <cstdint>

#include "base/bytes.hpp"

namespace ipmi::sim {

struct Factors {
    enum class Format : std::uint8_t { unsigned_, ones_complement, twos_complement, none };
    Format format = Format::unsigned_;
    std::uint8_t linearization =
        0;  ///< 0 linear, 1 ln … 11 cube root; 70h and more: only by Get Sensor Reading Factors
    std::int16_t m = 1;
    std::int16_t b = 0;
    std::int8_t k1 = 0;  ///< exponent of b
    std::int8_t k2 = 0;  ///< exponent of the result
    std::uint8_t tolerance = 0;
    std::uint16_t accuracy = 0;
    std::uint8_t accuracy_exponent = 0;

    /// From a full record (type 01h), header included.
    static Factors of(ByteView full_record);
    /// The raw byte as the signed or unsigned number it stands for.
    [[nodiscard]] int count(std::uint8_t raw) const;
    [[nodiscard]] double value(std::uint8_t raw) const;
    /// The raw byte whose value is nearest.
    [[nodiscard]] std::uint8_t raw(double value) const;
};

}  // namespace ipmi::sim
