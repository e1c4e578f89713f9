#include "hostility.hpp"

#include "wire/checksum.hpp"

namespace ipmi::sim {
namespace {

constexpr std::size_t second_part = 3;  // after the first checksum
constexpr std::size_t huge_body = 65'000;
constexpr std::size_t body = 7;  // after the completion code

void fix_checksum(Bytes& plain) {
    if (plain.size() <= second_part) return;
    plain.back() = wire::checksum(ByteView(plain).subspan(second_part, plain.size() - second_part - 1));
}

void shorten(Bytes& plain, Random& random) {
    plain.resize(random.below(plain.size()));
    fix_checksum(plain);
}

void lengthen(Bytes& plain, Random& random) {
    // Most by a little; some to what just fits into a UDP datagram.
    const bool huge = random.below(4) == 0;
    for (auto more = huge ? huge_body : 1 + random.below(200); more > 0; --more)
        plain.push_back(static_cast<std::uint8_t>(random.next()));
    fix_checksum(plain);
}

/// Counts, lengths and ids inside the body become as large as they can be.
void enlarge_fields(Bytes& plain, Random& random) {
    if (plain.size() <= body + 1) return lengthen(plain, random);
    for (std::size_t i = 0; i < 3; ++i) plain[body + random.below(plain.size() - body - 1)] = 0xff;
    fix_checksum(plain);
}

}  // namespace

void make_hostile(Bytes& plain, SealFaults& seal, Random& random) {
    switch (random.below(6)) {
        case 0: return shorten(plain, random);
        case 1: return lengthen(plain, random);
        case 2: return enlarge_fields(plain, random);
        case 3: seal.pad_length = static_cast<std::uint8_t>(random.next()); return;
        case 4: seal.length_error = static_cast<int>(random.below(64)) - 32; return;
        default: seal.cut = random.below(64); return;
    }
}

void cut(Bytes& out, std::size_t start, Random& random) {
    out.resize(start + random.below(out.size() - start));
}

}  // namespace ipmi::sim
