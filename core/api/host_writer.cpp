#include "api/host_writer.hpp"

#include "schema/cbor_writer.hpp"
#include "schema/json_writer.hpp"

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

}  // namespace

template <class Writer>
void write_summary(Writer& out, const HostBlock& block, MomentText& moment) {
    member(out, "host", std::string_view(block.name));
    out.name("addresses");
    out.open_list();
    for (const auto& address : block.addresses) out.value(std::string_view(address));
    out.close_list();
    if (!block.path.empty()) member(out, "path", std::string_view(block.path));
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

template void write_summary(schema::JsonWriter&, const HostBlock&, MomentText&);
template void write_summary(schema::CborWriter&, const HostBlock&, MomentText&);

}  // namespace ipmi::api
