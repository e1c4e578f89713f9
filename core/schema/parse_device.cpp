#include <charconv>

#include "schema/members.hpp"

namespace ipmi::schema {
namespace {

/// "9.08" or "2.0": two numbers with a dot between them, the second in `base`.
std::pair<std::uint8_t, std::uint8_t> version_of(const Json& json, const char* name, int base) {
    const auto text = value_of<std::string>(json, name);
    std::uint8_t major = 0;
    std::uint8_t minor = 0;
    const auto* const end = text.data() + text.size();
    const auto [dot, wrong] = std::from_chars(text.data(), end, major);
    if (wrong == std::errc() && dot != end && *dot == '.') {
        const auto [last, error] = std::from_chars(dot + 1, end, minor, base);
        if (error == std::errc() && last == end) return {major, minor};
    }
    throw Wrong{fmt::format("\"{}\" is no version", name)};
}

DeviceId device_id_of(const Json& json) {
    constexpr int hexadecimal = 16;  // the minor number is binary-coded decimal, told as the byte is
    constexpr int decimal = 10;
    DeviceId id;
    id.manufacturer_id = value_of<std::uint32_t>(json, "manufacturer_id");
    id.product_id = value_of<std::uint16_t>(json, "product_id");
    id.device_id = value_of<std::uint8_t>(json, "device_id");
    id.device_revision = value_of<std::uint8_t>(json, "device_revision");
    std::tie(id.firmware_major, id.firmware_minor) = version_of(json, "firmware", hexadecimal);
    id.auxiliary_firmware = raw_array_of<4>(json, "auxiliary_firmware");
    const auto [major, minor] = version_of(json, "ipmi_version", decimal);
    if (major > 0x0f || minor > 0x0f) throw Wrong{"\"ipmi_version\" is none"};
    id.ipmi_version = static_cast<std::uint8_t>(minor << 4 | major);
    id.provides_device_sdrs = value_of<bool>(json, "provides_device_sdrs");
    id.update_in_progress = value_of<bool>(json, "update_in_progress");
    id.additional_support = value_of<std::uint8_t>(json, "additional_support");
    return id;
}

LanSettings lan_settings_of(const Json& json) {
    LanSettings lan;
    lan.channel = value_of<std::uint8_t>(json, "channel");
    lan.ip_address = safe_text_of(json, "ip_address");
    lan.ip_source = safe_text_of(json, "ip_source");
    lan.subnet_mask = safe_text_of(json, "subnet_mask");
    lan.mac_address = safe_text_of(json, "mac_address");
    lan.gateway = safe_text_of(json, "gateway");
    lan.vlan = maybe<std::uint16_t>(json, "vlan");
    return lan;
}

UserSetting user_setting_of(const Json& json) {
    UserSetting user;
    user.id = value_of<std::uint8_t>(json, "id");
    user.name = clean_text(value_of<std::string>(json, "name"));
    user.enabled = value_of<bool>(json, "enabled");
    if (need(json, "privilege").is_null()) return user;
    const auto text = value_of<std::string>(json, "privilege");
    for (const auto privilege : {Privilege::callback, Privilege::user, Privilege::operator_, Privilege::administrator})
        if (text == to_string(privilege)) user.privilege = privilege;
    if (!user.privilege) throw Wrong{fmt::format("\"privilege\": '{}' is no word of it", text.substr(0, 40))};
    return user;
}

DeviceReport device_report_of(const Json& json) {
    DeviceReport report;
    report.id = device_id_of(json);
    report.manufacturer = safe_text_of(json, "manufacturer");
    report.has_guid = json.contains("guid_raw");
    if (report.has_guid) report.guid = raw_array_of<16>(json, "guid_raw");
    if (json.contains("self_test_raw")) {
        const auto raw = raw_array_of<2>(json, "self_test_raw");
        report.self_test = static_cast<std::uint16_t>(raw[0] << 8 | raw[1]);
        report.self_test_text = safe_text_of(json, "self_test");
    }
    if (json.contains("lan")) report.lan = lan_settings_of(json["lan"]);
    for (const auto& user : list_of(json, "users")) report.users.push_back(user_setting_of(user));
    report.quirks = safe_texts_of(json, "quirks");
    report.warnings = safe_texts_of(json, "warnings");
    report.statistics = statistics_of(need(json, "statistics"));
    return report;
}

}  // namespace

Result<DeviceReport> parse_device_report(const Json& json) {
    return checked(device_report_of, json);
}

}  // namespace ipmi::schema
