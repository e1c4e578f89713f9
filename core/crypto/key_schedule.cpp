#include "crypto/key_schedule.hpp"

#include <algorithm>

namespace ipmi::crypto {
namespace {

/// The concatenations of §13.28: at most 4+4+16+16+16+1+1+16 bytes. A longer user name cannot be (RAKP 1 refuses it).
class Concatenation {
public:
    Concatenation& add(ByteView bytes) {
        for (const auto byte : bytes)
            if (size_ < buffer_.size()) buffer_[size_++] = byte;
        return *this;
    }
    Concatenation& add(std::uint32_t id) {
        const std::array<std::uint8_t, 4> bytes{static_cast<std::uint8_t>(id), static_cast<std::uint8_t>(id >> 8),
                                                static_cast<std::uint8_t>(id >> 16),
                                                static_cast<std::uint8_t>(id >> 24)};
        return add(ByteView(bytes));
    }
    Concatenation& add_user(const Exchange& exchange) {
        const std::array<std::uint8_t, 2> head{exchange.role, static_cast<std::uint8_t>(exchange.user.size())};
        return add(ByteView(head)).add(as_bytes(exchange.user));
    }
    [[nodiscard]] ByteView view() const { return ByteView(buffer_).first(size_); }

private:
    std::array<std::uint8_t, 96> buffer_{};
    std::size_t size_ = 0;
};

}  // namespace

Digest rakp2_code(const Hmac& user_key, const Exchange& exchange) {
    Concatenation text;
    text.add(exchange.console_session_id).add(exchange.bmc_session_id).add(ByteView(exchange.console_random));
    text.add(ByteView(exchange.bmc_random)).add(ByteView(exchange.bmc_guid)).add_user(exchange);
    return user_key.of(text.view());
}

Digest rakp3_code(const Hmac& user_key, const Exchange& exchange) {
    Concatenation text;
    text.add(ByteView(exchange.bmc_random)).add(exchange.console_session_id).add_user(exchange);
    return user_key.of(text.view());
}

Digest session_integrity_key(const Hmac& kg, const Exchange& exchange) {
    Concatenation text;
    text.add(ByteView(exchange.console_random)).add(ByteView(exchange.bmc_random)).add_user(exchange);
    return kg.of(text.view());
}

Digest rakp4_check_value(const CipherSuite& suite, const Hmac& sik, const Exchange& exchange) {
    Concatenation text;
    text.add(ByteView(exchange.console_random)).add(exchange.bmc_session_id).add(ByteView(exchange.bmc_guid));
    auto digest = sik.of(text.view());
    digest.size = std::min(digest.size, suite.check_value_size);
    return digest;
}

Digest additional_key(const Hmac& sik, std::uint8_t n) {
    std::array<std::uint8_t, 20> constant{};
    constant.fill(n);
    return sik.of(constant);
}

}  // namespace ipmi::crypto
