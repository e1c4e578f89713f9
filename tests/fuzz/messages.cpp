// Every message of core/message. The input begins as a LAN message does: network function (odd: a response) and
// command; what names no message is taken for a number in the list. Whatever is read must be written so that it reads
// the same.
#include "all_messages.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using ipmi::Bytes;
using ipmi::ByteView;

template <class M>
void check(ByteView body, bool response) {
    const auto round_trip = [body](const auto& decode) {
        const auto value = decode(ipmi::wire::Reader(body));
        if (!value) {
            fuzz::require(value.error().code == ipmi::Errc::malformed, "what cannot be read is malformed");
            return;
        }
        Bytes out;
        ipmi::wire::Writer writer(out);
        M::encode(writer, *value);
        const auto again = decode(ipmi::wire::Reader(ByteView(out)));
        fuzz::require(again.has_value(), "what was written can be read");
        fuzz::require(*again == *value, "what was written reads the same");
    };
    if (response)
        round_trip([](ipmi::wire::Reader in) { return M::decode_response(in); });
    else
        round_trip([](ipmi::wire::Reader in) { return M::decode_request(in); });
}

struct Entry {
    std::uint8_t netfn;
    std::uint8_t command;
    void (*check)(ByteView, bool);
};

template <class... M>
constexpr std::array<Entry, sizeof...(M)> entries(std::tuple<M...>*) {
    return {Entry{static_cast<std::uint8_t>(M::netfn), M::command, &check<M>}...};
}
constexpr auto all = entries(static_cast<AllMessages*>(nullptr));
static_assert(all.size() > 50, "the list of messages is not complete: see CMakeLists.txt");

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const ByteView body(data + 2, size - 2);
    const bool response = (data[0] & 1) != 0;
    for (const auto& entry : all) {
        if (entry.netfn == (data[0] & 0xfe) && entry.command == data[1]) {
            entry.check(body, response);
            return 0;
        }
    }
    all[data[1] % all.size()].check(body, response);
    return 0;
}
