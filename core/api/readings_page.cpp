#include "api/readings_page.hpp"

#include "api/readings_stream.hpp"

namespace ipmi::api {
namespace {

template <class Writer>
std::unique_ptr<Stream> stream_of(ChosenHosts hosts, ReadingsSpan span, schema::SensorDetail detail) {
    auto forms = std::make_shared<schema::SensorForms<Writer>>(detail);
    return std::make_unique<ReadingsStream<Writer>>(std::move(hosts), span, std::move(forms));
}

}  // namespace

Answer readings_page(const Asked& asked) {
    ReadingsSpan span;
    span.generation = asked.context.engine.snapshot().generation();
    auto hosts = ChosenHosts::of(asked.context, asked.parameters.text("set"));
    if (!hosts) return problem(400, "bad host set", hosts.error());
    const auto since = asked.parameters.number("since");
    const auto known = hosts->all() ? hosts->view().gone_since() : hosts->view().since();
    if (since && *since >= known && *since <= span.generation) span.since = since;
    const auto detail =
        asked.parameters.text("detail") == "all" ? schema::SensorDetail::all : schema::SensorDetail::reading;
    Answer answer;
    if (asked.question.accept.find("application/cbor") != std::string::npos) {
        answer.content_type = "application/cbor";
        answer.stream = stream_of<schema::CborWriter>(std::move(*hosts), span, detail);
    } else {
        answer.stream = stream_of<schema::JsonWriter>(std::move(*hosts), span, detail);
    }
    return answer;
}

}  // namespace ipmi::api
