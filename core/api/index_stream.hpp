// All indices as one JSON document, made from the journal while it is sent: of ten thousand hosts they are more than
// one wants to hold in memory.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "api/stream.hpp"
#include "schema/values.hpp"
#include "store/indices.hpp"

namespace ipmi::api {

class IndexStream final : public Stream {
public:
    /// `journal`: its file. Those that changed after `since` and not after `newest`. Of all hosts where `hosts` is
    /// empty.
    IndexStream(std::string journal, std::int64_t since, std::int64_t newest,
                std::optional<std::set<std::string>> hosts);
    Then next(std::string& chunk) override;

private:
    enum class Step { head, parts, logs };
    Then next_rows(std::string& chunk, store::IndexReader& reader);
    [[nodiscard]] bool wanted(const std::string& host) const { return !hosts_ || hosts_->contains(host); }
    void put(std::string& chunk, const schema::Json& row);

    std::string journal_;
    std::int64_t since_;
    std::int64_t newest_;
    std::optional<std::set<std::string>> hosts_;
    Step step_ = Step::head;
    store::IndexPlace place_;
    bool first_ = true;
};

}  // namespace ipmi::api
