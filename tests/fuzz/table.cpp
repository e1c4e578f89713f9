// The cache file of a sensor table: somebody else may have written it.
#include "fuzz/fuzz.hpp"
#include "model/table_file.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto table = ipmi::model::decode_table(ipmi::ByteView(data, size));
    if (!table) return 0;
    const auto bytes = ipmi::model::encode_table(*table);
    const auto again = ipmi::model::decode_table(bytes);
    fuzz::require(again.has_value(), "a table that was read can be written and read");
    fuzz::require(ipmi::model::encode_table(*again) == bytes, "it is written the same again");
    return 0;
}
