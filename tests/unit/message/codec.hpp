// What holds for every message: shorter than its mandatory part is malformed, longer is tolerated, and whatever bytes
// arrive, the value read from them survives a round trip. Random bytes come from one seed, printed with each failure.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <utility>

#include "base/hex.hpp"
#include "message/message.hpp"

namespace ipmi::codec {

inline constexpr std::uint64_t seed = 20040611;
inline constexpr int rounds = 300;

class Random {
public:
    Bytes bytes(std::size_t size) {
        Bytes out(size);
        for (auto& byte : out) byte = static_cast<std::uint8_t>(engine_());
        return out;
    }
    std::size_t up_to(std::size_t most) { return static_cast<std::size_t>(engine_() % (most + 1)); }

private:
    std::mt19937_64 engine_{seed};
};

inline std::string trace(int round, ByteView body) {
    return "seed " + std::to_string(seed) + ", round " + std::to_string(round) + ", body " + to_hex(body, " ");
}

inline Bytes hex(std::string_view text) {
    return from_hex(text).value();
}
inline wire::Reader reader(ByteView bytes) {
    return wire::Reader(bytes);
}

/// For a message's two halves: Request and Response share everything below.
template <Message M>
struct RequestOf {
    using Value = typename M::Request;
    static Result<Value> decode(ByteView body) { return M::decode_request(wire::Reader(body)); }
};
template <Message M>
struct ResponseOf {
    using Value = typename M::Response;
    static Result<Value> decode(ByteView body) { return M::decode_response(wire::Reader(body)); }
};
template <Message M, class Value>
Bytes encoded(const Value& value) {
    Bytes out;
    wire::Writer writer(out);
    M::encode(writer, value);
    return out;
}

/// `valid` is cut everywhere: below `mandatory` bytes it must be malformed, from there on it must be read.
template <class Half>
void expect_mandatory_part(ByteView valid, std::size_t mandatory) {
    ASSERT_LE(mandatory, valid.size());
    for (std::size_t size = 0; size < mandatory; ++size) {
        const auto value = Half::decode(valid.first(size));
        ASSERT_FALSE(value) << size << " bytes were accepted";
        EXPECT_EQ(value.error().code, Errc::malformed);
        EXPECT_FALSE(value.error().context.empty());
    }
    for (std::size_t size = mandatory; size <= valid.size(); ++size)
        EXPECT_TRUE(Half::decode(valid.first(size))) << size << " bytes were refused";
}

/// Bodies of random bytes, `least` to `most` long, beginning with `head` where the message demands it: what is read
/// must be written so that it reads the same, and written again it must be the same bytes.
template <Message M, class Half>
void expect_round_trip(std::size_t least, std::size_t most, ByteView head = {}) {
    Random random;
    for (int round = 0; round < rounds; ++round) {
        auto body = random.bytes(least + random.up_to(most - least));
        std::copy(head.begin(), head.end(), body.begin());
        SCOPED_TRACE(trace(round, body));
        const auto value = Half::decode(body);
        ASSERT_TRUE(value) << value.error().context;
        const auto bytes = encoded<M>(*value);
        EXPECT_LE(bytes.size(), body.size());
        const auto again = Half::decode(bytes);
        ASSERT_TRUE(again) << again.error().context << " after writing " << to_hex(bytes, " ");
        EXPECT_TRUE(*again == *value) << "written as " << to_hex(bytes, " ");
        EXPECT_EQ(encoded<M>(*again), bytes);
    }
}

}  // namespace ipmi::codec
