#include "api/index_stream.hpp"

#include <fmt/format.h>

namespace ipmi::api {
namespace {

constexpr std::size_t rows_a_chunk = 400;

schema::Json form(const store::IndexRow& row) {
    auto json = schema::object(8);
    json["index"] = row.number;
    json["kind"] = store::to_string(row.kind);
    json["key"] = row.key;
    json["label"] = row.label;
    if (row.parent != 0) json["parent"] = row.parent;
    json["host"] = row.host;
    json["first_seen"] = schema::time_text(row.first_seen);
    json["generation"] = row.generation;
    return json;
}

schema::Json form(const store::LogRow& row) {
    auto json = schema::object(4);
    json["host"] = row.host;
    json["index"] = row.host_number;
    json["newest"] = row.newest;
    json["generation"] = row.generation;
    return json;
}

}  // namespace

IndexStream::IndexStream(std::string journal, std::int64_t since, std::int64_t newest,
                         std::optional<std::set<std::string>> hosts)
    : journal_(std::move(journal)), since_(since), newest_(newest), hosts_(std::move(hosts)) {}

void IndexStream::put(std::string& chunk, const schema::Json& row) {
    if (!first_) chunk += ',';
    first_ = false;
    chunk += '\n';
    chunk += schema::line(row);
}

Stream::Then IndexStream::next(std::string& chunk) {
    if (step_ == Step::head) {
        chunk = fmt::format("{{\"generation\":{},\"indices\":[", newest_);
        step_ = Step::parts;
        place_ = {since_, store::highest_index};
    }
    // Opened anew each time: nothing is locked while a client takes its time.
    auto reader = store::IndexReader::open(journal_);
    // The document breaks off, which whoever reads it notices.
    return reader ? next_rows(chunk, *reader) : Then::end;
}

Stream::Then IndexStream::next_rows(std::string& chunk, store::IndexReader& reader) {
    if (step_ == Step::parts) {
        const auto rows = reader.parts(place_, newest_, rows_a_chunk);
        if (!rows) return Then::end;
        for (const auto& row : *rows)
            if (wanted(row.host)) put(chunk, form(row));
        if (!rows->empty()) place_ = {rows->back().generation, rows->back().number};
        if (rows->size() == rows_a_chunk) return Then::more;
        chunk += "],\"logs\":[";
        step_ = Step::logs;
        first_ = true;
        place_ = {since_, store::highest_index};
    }
    const auto rows = reader.logs(place_, newest_, rows_a_chunk);
    if (!rows) return Then::end;
    for (const auto& row : *rows)
        if (wanted(row.host)) put(chunk, form(row));
    if (!rows->empty()) place_ = {rows->back().generation, rows->back().host_number};
    if (rows->size() == rows_a_chunk) return Then::more;
    chunk += "]}\n";
    return Then::end;
}

}  // namespace ipmi::api
