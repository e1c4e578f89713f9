#include "crypto/cipher_suite.hpp"

#include <array>

namespace ipmi::crypto {
namespace {

constexpr std::array<CipherSuite, 2> table{{
    {17, 3, 4, 1, Hash::sha256, 16, 16},
    {3, 1, 1, 1, Hash::sha1, 12, 12},
}};

}  // namespace

std::span<const CipherSuite> cipher_suites() {
    return table;
}

const CipherSuite* find_cipher_suite(std::uint8_t id) {
    for (const auto& suite : table)
        if (suite.id == id) return &suite;
    return nullptr;
}

const CipherSuite* find_cipher_suite(std::uint8_t authentication, std::uint8_t integrity,
                                     std::uint8_t confidentiality) {
    for (const auto& suite : table)
        if (suite.authentication == authentication && suite.integrity == integrity &&
            suite.confidentiality == confidentiality)
            return &suite;
    return nullptr;
}

}  // namespace ipmi::crypto
