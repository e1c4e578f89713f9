#include "schema/fru_form.hpp"

#include "base/hex.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::schema {

Json form(const FruArea& area) {
    Json json;
    json["kind"] = to_string(area.kind);
    json["version"] = area.version;
    put(json, "language", area.language);
    if (area.manufactured) json["manufactured"] = time_text(*area.manufactured);
    if (area.kind == FruArea::Kind::multirecord) json["record_type"] = area.record_type;
    json["fields"] = Json::object();
    for (const auto& [name, text] : area.fields) json["fields"][name] = text;
    if (!area.raw.empty()) json["raw"] = to_hex(area.raw, " ");
    put(json, "warning", area.warning);
    return json;
}

Json form(const Fru& fru) {
    Json json;
    json["id"] = fru.id;
    put(json, "name", fru.name);
    put(json, "entity", fru.entity.name);
    json["size_bytes"] = fru.size_bytes;
    json["areas"] = Json::array();
    for (const auto& area : fru.areas) json["areas"].push_back(form(area));
    put(json, "warning", fru.warning);
    return json;
}

Json form(const FruReport& report) {
    Json json;
    json["frus"] = Json::array();
    for (const auto& fru : report.frus) json["frus"].push_back(form(fru));
    json["warnings"] = report.warnings;
    json["statistics"] = form(report.statistics);
    return json;
}

}  // namespace ipmi::schema
