// Where all chance in the test BMC comes from: one small generator a BMC, seeded from --seed and its index, so that a
// run can be repeated. Predictable on purpose: nothing here protects anything.
#pragma once

#include <cstdint>
#include <span>

namespace ipmi::sim {

/// SplitMix64: eight bytes of state.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    Random(std::uint64_t seed, std::uint64_t stream) : state_(seed) {
        state_ = next() ^ (stream * 0xd1342543de82ef95u);
        state_ = next();
    }

    std::uint64_t next() {
        auto z = state_ += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// From 0 to bound - 1; 0 where bound is 0.
    std::uint64_t below(std::uint64_t bound) { return bound ? next() % bound : 0; }
    /// True with this probability.
    bool chance(double probability) {
        return probability > 0 && static_cast<double>(next() >> 11) < probability * 9007199254740992.0;
    }
    void fill(std::span<std::uint8_t> out) {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (i % 8 == 0) word = next();
            out[i] = static_cast<std::uint8_t>(word >> (i % 8 * 8));
        }
    }

private:
    std::uint64_t state_;
};

}  // namespace ipmi::sim
