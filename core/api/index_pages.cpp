#include "api/index_pages.hpp"

#include <algorithm>

#include "api/index_stream.hpp"
#include "api/permission.hpp"

namespace ipmi::api {

Answer indices_page(const Asked& asked) {
    auto hosts = hosts_told(asked);
    if (!hosts) return std::move(hosts.error());
    const auto& path = asked.context.engine.recorder().path();
    auto reader = store::IndexReader::open(path);
    const auto newest = reader ? reader->generation() : Result<std::int64_t>(std::unexpected(reader.error()));
    if (!newest) return problem(503, "the journal cannot be read", newest.error().context);
    const auto asked_since = asked.parameters.number("since").value_or(0);
    // Beyond the newest: of another journal, which is lost. Then all is new.
    const auto since = asked_since > static_cast<std::uint64_t>(*newest) ? 0 : static_cast<std::int64_t>(asked_since);
    Answer answer;
    answer.stream = std::make_unique<IndexStream>(path, since, *newest, std::move(*hosts));
    return answer;
}

}  // namespace ipmi::api
