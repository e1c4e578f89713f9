#include "api/readings_stream.hpp"

namespace ipmi::api {
namespace {

using engine::HostBlock;
using schema::MomentText;

template <class Writer, class Value>
void member(Writer& out, const char* name, const Value& value) {
    out.name(name);
    out.value(value);
}

template <class Writer>
void write_error(Writer& out, const Error& error) {
    out.open_object();
    member(out, "code", to_string(error.code));
    member(out, "context", std::string_view(error.context));
    if (error.completion) member(out, "completion", unsigned{*error.completion});
    out.close_object();
}

/// The members of summary().
template <class Writer>
void write_summary(Writer& out, const HostBlock& block, MomentText& moment) {
    member(out, "host", std::string_view(block.name));
    out.name("addresses");
    out.open_list();
    for (const auto& address : block.addresses) out.value(std::string_view(address));
    out.close_list();
    member(out, "reach", engine::to_string(block.reach));
    member(out, "since", moment.of(block.since));
    if (block.stale) member(out, "stale", true);
    if (block.error) {
        out.name("error");
        write_error(out, *block.error);
    }
    member(out, "severity", to_string(block.severity()));
    if (const auto state = block.power()) member(out, "power", to_string(*state));
    const auto lamp = block.lamp();
    out.name("lamp");
    out.open_object();
    member(out, "colour", to_string(lamp.colour));
    member(out, "blinking", lamp.blinking);
    out.close_object();
    member(out, "incidents", std::uint64_t{block.troubles.count});
    if (block.sensors) member(out, "read", moment.of(block.sensors->time));
    member(out, "generation", block.generation);
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
    member(out_, "generation", span_.generation);
    member(out_, "full", !span_.since.has_value());
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
