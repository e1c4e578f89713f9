// Files that a program keeps between two runs: sensor table, host state, log, its cursor, its acknowledgements.
// Somebody else may have written them. The first byte chooses which.
#include "fuzz/fuzz.hpp"
#include "model/host_state.hpp"
#include "model/sel_cursor.hpp"
#include "model/sel_log.hpp"
#include "model/sel_watch.hpp"
#include "model/table_file.hpp"

namespace {

/// What could be read is written so that it reads, and is written, the same.
template <class Decode, class Encode>
void check(ipmi::ByteView bytes, Decode decode, Encode encode) {
    const auto value = decode(bytes);
    if (!value) return;
    const auto written = encode(*value);
    const auto again = decode(written);
    fuzz::require(again.has_value(), "a kept file that was read can be written and read");
    fuzz::require(encode(*again) == written, "a kept file is written the same again");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const ipmi::ByteView bytes(data + 1, size - 1);
    namespace model = ipmi::model;
    switch (data[0] % 5) {
        case 0: check(bytes, &model::decode_table, &model::encode_table); break;
        case 1: check(bytes, &model::decode_state, &model::encode_state); break;
        case 2: check(bytes, &model::decode_log, &model::encode_log); break;
        case 3: check(bytes, &model::decode_watch, &model::encode_watch); break;
        default: check(bytes, &model::decode_cursor, &model::encode_cursor); break;
    }
    return 0;
}
