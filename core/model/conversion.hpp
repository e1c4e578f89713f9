// From the raw byte of a reading to a value in the sensor's unit, in our own arithmetic: a warm check needs no library.
#pragma once

#include <ipmi/sensor.hpp>

#include <cstdint>
#include <optional>

namespace ipmi::model {

/// y = L((M x raw + B x 10^K1) x 10^K2). IPMI v2.0 rev 1.1, §36.3. Empty where there is no analog reading, the
/// linearisation is reserved or non-linear (with_factors first), or the result is no finite number (1/0, ln 0).
std::optional<double> to_value(const Conversion& conversion, std::uint8_t raw);

/// A hysteresis is a distance, so B does not count; sensors that are not linear have none we could name.
std::optional<double> to_distance(const Conversion& conversion, std::uint8_t raw);

/// 0x70-0x7f: each reading has its own M, B and exponents.
constexpr bool is_non_linear(const Conversion& conversion) {
    return conversion.linearization >= 0x70 && conversion.linearization <= 0x7f;
}

/// The six factor bytes as a full sensor record (bytes 25-30) and Get Sensor Reading Factors (§35.5, bytes 3-8) hold
/// them: M, M and tolerance, B, B and accuracy, accuracy and exponent, R and B exponents.
struct FactorBytes {
    std::uint8_t m = 0;
    std::uint8_t m_tolerance = 0;
    std::uint8_t b = 0;
    std::uint8_t b_accuracy = 0;
    std::uint8_t accuracy = 0;
    std::uint8_t exponents = 0;
};
void set_factors(Conversion& conversion, const FactorBytes& bytes);

/// The conversion of one reading of a non-linear sensor: linear around that reading.
Conversion with_factors(Conversion conversion, const FactorBytes& bytes);

}  // namespace ipmi::model
