#include "model/conversion.hpp"

#include <algorithm>
#include <cmath>

namespace ipmi::model {
namespace {

// Dividing by a power of ten rounds once; multiplying by 0.001 would round twice and show 1.2320000000000002.
double scaled(double value, int exponent) {
    static constexpr double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23};
    return exponent >= 0 ? value * power[exponent] : value / power[-exponent];
}

int nibble(int exponent) {
    return std::clamp(exponent, -8, 7);
}

double signed_raw(Conversion::Format format, std::uint8_t raw) {
    if (raw < 0x80 || format == Conversion::Format::unsigned_) return raw;
    return format == Conversion::Format::twos_complement ? raw - 256 : raw - 255;
}

std::optional<double> linearized(std::uint8_t linearization, double x) {
    switch (linearization) {  // table 43-1, byte 24
        case 0: return x;
        case 1: return std::log(x);
        case 2: return std::log10(x);
        case 3: return std::log2(x);
        case 4: return std::exp(x);
        case 5: return std::pow(10.0, x);
        case 6: return std::exp2(x);
        case 7: return 1.0 / x;
        case 8: return x * x;
        case 9: return x * x * x;
        case 10: return std::sqrt(x);
        case 11: return std::cbrt(x);
        default: return std::nullopt;
    }
}

constexpr int sign_extended(unsigned value, unsigned bits) {
    const unsigned sign = 1u << (bits - 1);
    return static_cast<int>(value ^ sign) - static_cast<int>(sign);
}

}  // namespace

std::optional<double> to_value(const Conversion& conversion, std::uint8_t raw) {
    if (conversion.format == Conversion::Format::none) return std::nullopt;
    const double x = signed_raw(conversion.format, raw);
    const int m_exponent = nibble(conversion.r_exponent);
    const int b_exponent = nibble(conversion.b_exponent) + m_exponent;
    // Both terms as whole numbers over one power of ten, so that 12.1 comes out as 12.1.
    const int common = std::min({m_exponent, b_exponent, 0});
    const double sum = scaled(conversion.m * x, m_exponent - common) + scaled(conversion.b, b_exponent - common);
    const double linear = scaled(sum, common);
    const auto value = linearized(conversion.linearization, linear);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return *value;
}

std::optional<double> to_distance(const Conversion& conversion, std::uint8_t raw) {
    if (conversion.format == Conversion::Format::none || conversion.linearization != 0) return std::nullopt;
    return scaled(std::abs(conversion.m * static_cast<double>(raw)), nibble(conversion.r_exponent));
}

void set_factors(Conversion& conversion, const FactorBytes& bytes) {
    const auto ten_bits = [](std::uint8_t low, std::uint8_t high) {
        return static_cast<std::int16_t>(sign_extended(low | (high & 0xc0u) << 2, 10));
    };
    conversion.m = ten_bits(bytes.m, bytes.m_tolerance);
    conversion.b = ten_bits(bytes.b, bytes.b_accuracy);
    conversion.r_exponent = static_cast<std::int8_t>(sign_extended(bytes.exponents >> 4, 4));
    conversion.b_exponent = static_cast<std::int8_t>(sign_extended(bytes.exponents & 0x0fu, 4));
}

Conversion with_factors(Conversion conversion, const FactorBytes& bytes) {
    set_factors(conversion, bytes);
    conversion.linearization = 0;
    return conversion;
}

}  // namespace ipmi::model
