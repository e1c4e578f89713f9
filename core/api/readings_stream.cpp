#include "api/readings_stream.hpp"

#include "api/host_writer.hpp"

namespace ipmi::api {
namespace {

template <class Writer, class Value>
void put_member(Writer& out, const char* name, const Value& value) {
    out.name(name);
    out.value(value);
}

}  // namespace

template <class Writer>
Stream::Then ReadingsStream<Writer>::next(std::string& chunk) {
    chunk_.clear();
    if (!begun_) begin();
    begun_ = true;
    auto then = Then::end;
    while (host_ < hosts_.size() && chunk_.size() < chunk_bytes) {
        const auto block = hosts_.at(host_++);
        if (!block || (span_.since && block->generation <= *span_.since)) continue;
        out_.open_object();
        write_summary(out_, *block, moment_);
        if (block->sensors) {
            out_.name("sensors");
            forms_->write_sensors(out_, block->sensors->value, moment_);
        }
        out_.close_object();
    }
    if (host_ < hosts_.size())
        then = Then::more;
    else
        end();
    chunk.swap(chunk_);
    return then;
}

template <class Writer>
void ReadingsStream<Writer>::begin() {
    out_.open_object();
    put_member(out_, "generation", span_.generation);
    put_member(out_, "full", !span_.since.has_value());
    out_.name("hosts");
    out_.open_list();
}

template <class Writer>
void ReadingsStream<Writer>::end() {
    out_.close_list();
    if (span_.since) {
        out_.name("gone");
        out_.open_list();
        for (const auto& gone : hosts_.view().gone())
            if (gone.generation > *span_.since) out_.value(std::string_view(gone.name));
        out_.close_list();
    }
    out_.close_object();
}

template class ReadingsStream<schema::JsonWriter>;
template class ReadingsStream<schema::CborWriter>;

}  // namespace ipmi::api
