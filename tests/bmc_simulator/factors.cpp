#include "factors.hpp"

#include <cmath>

namespace ipmi::sim {
namespace {

int sign_extend(unsigned value, unsigned bits) {
    const unsigned sign = 1u << (bits - 1);
    return static_cast<int>(value ^ sign) - static_cast<int>(sign);
}

double linearised(std::uint8_t function, double x) {
    switch (function) {
        case 1: return std::log(x);
        case 2: return std::log10(x);
        case 3: return std::log2(x);
        case 4: return std::exp(x);
        case 5: return std::pow(10.0, x);
        case 6: return std::exp2(x);
        case 7: return x == 0 ? 0 : 1 / x;
        case 8: return x * x;
        case 9: return x * x * x;
        case 10: return std::sqrt(x);
        case 11: return std::cbrt(x);
        default: return x;
    }
}

}  // namespace

Factors Factors::of(ByteView record) {
    Factors f;
    if (record.size() < 30) return f;
    f.format = static_cast<Format>(record[20] >> 6);
    f.linearization = record[23] & 0x7f;
    f.m = static_cast<std::int16_t>(sign_extend(record[24] | (record[25] & 0xc0u) << 2, 10));
    f.tolerance = record[25] & 0x3f;
    f.b = static_cast<std::int16_t>(sign_extend(record[26] | (record[27] & 0xc0u) << 2, 10));
    f.accuracy = static_cast<std::uint16_t>((record[27] & 0x3f) | (record[28] & 0xf0) << 2);
    f.accuracy_exponent = record[28] >> 2 & 3;
    f.k2 = static_cast<std::int8_t>(sign_extend(record[29] >> 4, 4));
    f.k1 = static_cast<std::int8_t>(sign_extend(record[29] & 15u, 4));
    return f;
}

int Factors::count(std::uint8_t raw) const {
    switch (format) {
        case Format::twos_complement: return static_cast<std::int8_t>(raw);
        case Format::ones_complement: return raw & 0x80 ? -static_cast<int>(raw ^ 0xffu) : raw;
        case Format::unsigned_:
        case Format::none: break;
    }
    return raw;
}

double Factors::value(std::uint8_t raw) const {
    return linearised(linearization, (m * count(raw) + b * std::pow(10.0, k1)) * std::pow(10.0, k2));
}

std::uint8_t Factors::raw(double wanted) const {
    std::uint8_t best = 0;
    double distance = INFINITY;
    for (unsigned candidate = 0; candidate < 256; ++candidate) {
        const auto away = std::abs(value(static_cast<std::uint8_t>(candidate)) - wanted);
        if (away < distance) {
            distance = away;
            best = static_cast<std::uint8_t>(candidate);
        }
    }
    return best;
}

}  // namespace ipmi::sim
