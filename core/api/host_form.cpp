#include "api/host_form.hpp"

#include <utility>

#include "schema/chassis_form.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::api {
namespace {

using schema::Json;

Json lamp_form(const Lamp& lamp) {
    Json json;
    json["colour"] = to_string(lamp.colour);
    json["blinking"] = lamp.blinking;
    return json;
}

/// `part` as a member of its own, beside what tells how old it is.
template <class Part>
Json with_part(const engine::HostBlock& block, const char* name, const Part& part) {
    auto json = summary(block);
    if (!part) return json;
    json["read"] = schema::time_text(part->time);
    json[name] = schema::form(part->value);
    return json;
}

}  // namespace

Json summary(const engine::HostBlock& block) {
    Json json;
    json["host"] = block.name;
    json["addresses"] = block.addresses;
    json["reach"] = engine::to_string(block.reach);
    json["since"] = schema::time_text(block.since);
    if (block.error) json["error"] = schema::form(*block.error);
    json["severity"] = to_string(block.severity());
    if (const auto state = block.power()) json["power"] = to_string(*state);
    json["lamp"] = lamp_form(block.lamp());
    json["generation"] = block.generation;
    return json;
}

Json sensors(const engine::HostBlock& block) {
    return with_part(block, "report", block.sensors);
}

Json power(const engine::HostBlock& block) {
    return with_part(block, "chassis", block.chassis);
}

}  // namespace ipmi::api
