#include "schema/device_form.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::schema {

std::string guid_text(const std::array<std::uint8_t, 16>& guid) {
    std::string text;
    for (std::size_t i = guid.size(); i-- > 0;) {
        text += fmt::format("{:02x}", guid[i]);
        if (i == 12 || i == 10 || i == 8 || i == 6) text += '-';
    }
    return text;
}

std::string ipmi_version_text(std::uint8_t version) {
    return fmt::format("{}.{}", version & 0x0f, version >> 4);
}

Json form(const LanSettings& lan) {
    Json json;
    json["channel"] = lan.channel;
    put(json, "ip_address", lan.ip_address);
    put(json, "ip_source", lan.ip_source);
    put(json, "subnet_mask", lan.subnet_mask);
    put(json, "mac_address", lan.mac_address);
    put(json, "gateway", lan.gateway);
    put(json, "vlan", lan.vlan);
    return json;
}

Json form(const UserSetting& user) {
    Json json;
    json["id"] = user.id;
    json["name"] = user.name;
    json["enabled"] = user.enabled;
    json["privilege"] = user.privilege ? Json(to_string(*user.privilege)) : Json(nullptr);
    return json;
}

Json form(const DeviceReport& report) {
    Json json;
    put(json, "manufacturer", report.manufacturer);
    json["manufacturer_id"] = report.id.manufacturer_id;
    json["product_id"] = report.id.product_id;
    json["device_id"] = report.id.device_id;
    json["device_revision"] = report.id.device_revision;
    json["firmware"] = firmware_version(report.id);
    json["auxiliary_firmware"] = to_hex(report.id.auxiliary_firmware, " ");
    json["ipmi_version"] = ipmi_version_text(report.id.ipmi_version);
    json["provides_device_sdrs"] = report.id.provides_device_sdrs;
    json["update_in_progress"] = report.id.update_in_progress;
    json["additional_support"] = report.id.additional_support;
    if (report.has_guid) {
        json["guid"] = guid_text(report.guid);
        json["guid_raw"] = to_hex(report.guid, " ");
    }
    if (report.self_test) {
        json["self_test"] = report.self_test_text;
        json["self_test_raw"] = fmt::format("{:02x} {:02x}", *report.self_test >> 8, *report.self_test & 0xff);
    }
    if (report.lan) json["lan"] = form(*report.lan);
    json["users"] = Json::array();
    for (const auto& user : report.users) json["users"].push_back(form(user));
    json["quirks"] = report.quirks;
    json["warnings"] = report.warnings;
    json["statistics"] = form(report.statistics);
    return json;
}

}  // namespace ipmi::schema
