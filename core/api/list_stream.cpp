#include "api/list_stream.hpp"

namespace ipmi::api {

Stream::Then ListStream::next(std::string& chunk) {
    if (told_ == 0) chunk += parts_.begin;
    for (std::size_t i = 0; i < parts_.items_a_chunk && chunk.size() < chunk_bytes; ++i) {
        item_.clear();
        if (!parts_.item(item_)) {
            chunk += parts_.end();
            return Then::end;
        }
        if (told_++ > 0) chunk += ',';
        chunk += item_;
    }
    return Then::more;
}

}  // namespace ipmi::api
