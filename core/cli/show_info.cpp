#include "cli/show_info.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "cli/table.hpp"
#include "cli/values.hpp"
#include "schema/chassis_form.hpp"
#include "schema/device_form.hpp"

namespace ipmi::cli {
namespace {

constexpr std::size_t raw_bytes_a_line = 16;

void add_lan(Table& table, const LanSettings& lan) {
    std::string address = lan.ip_address;
    if (!lan.ip_source.empty()) address += fmt::format(" ({})", lan.ip_source);
    table.add({fmt::format("LAN channel {}", lan.channel), address});
    const auto add = [&table](const char* name, const std::string& value) {
        if (!value.empty()) table.add({name, value});
    };
    add("  subnet mask", lan.subnet_mask);
    add("  gateway", lan.gateway);
    add("  MAC address", lan.mac_address);
    if (lan.vlan) table.add({"  VLAN", fmt::format("{}", *lan.vlan)});
}

std::string user_text(const UserSetting& user) {
    return fmt::format("{}, {}{}", user.name.empty() ? "(no name)" : user.name,
                       user.privilege ? to_string(*user.privilege) : "no access", user.enabled ? "" : ", disabled");
}

}  // namespace

Shown show(const DeviceReport& report, const Style& style) {
    Shown shown;
    Table table({{""}, {""}});
    const auto& id = report.id;
    table.add({"Manufacturer", report.manufacturer.empty()
                                   ? fmt::format("{}", id.manufacturer_id)
                                   : fmt::format("{} ({})", report.manufacturer, id.manufacturer_id)});
    table.add({"Product", fmt::format("{} ({:#06x})", id.product_id, id.product_id)});
    table.add({"Device", fmt::format("{:#04x}, revision {}", id.device_id, id.device_revision)});
    table.add({"Firmware", fmt::format("{} (auxiliary {})", firmware_version(id), to_hex(id.auxiliary_firmware, " "))});
    table.add({"IPMI", schema::ipmi_version_text(id.ipmi_version)});
    if (report.has_guid) table.add({"GUID", schema::guid_text(report.guid)});
    if (report.self_test) {
        const auto paint = *report.self_test == 0x5500 ? Paint::plain : Paint::warning;
        table.add({"Self test", Cell(report.self_test_text, paint)});
    }
    if (id.update_in_progress) table.add({"Update", Cell("firmware update in progress", Paint::warning)});
    if (report.lan) add_lan(table, *report.lan);
    for (const auto& user : report.users) table.add({fmt::format("User {}", user.id), user_text(user)});
    for (const auto& quirk : report.quirks) table.add({"Quirk", quirk});
    shown.text = table.render(style);
    if (!shown.text.empty()) shown.text.pop_back();
    shown.json = schema::form(report);
    shown.notes = report.warnings;
    shown.statistics = report.statistics;
    return shown;
}

Shown show(const PingReply& reply) {
    Shown shown;
    shown.text = fmt::format("{} after {}", reply.ipmi_supported ? "a BMC answers" : "answers, but does not offer IPMI",
                             duration_text(reply.round_trip));
    shown.json = schema::form(reply);
    return shown;
}

Shown show(const RawReply& reply, const Style& style) {
    Shown shown;
    shown.success = reply.completion == 0;
    if (!shown.success)
        shown.text = style.paint(
            fmt::format("refused: {} ({:02X}h)", completion_text(reply.completion), reply.completion), Paint::critical);
    const ByteView data = reply.data;
    for (std::size_t at = 0; at < data.size(); at += raw_bytes_a_line) {
        if (!shown.text.empty()) shown.text += '\n';
        shown.text += to_hex(data.subspan(at, std::min(raw_bytes_a_line, data.size() - at)), " ");
    }
    if (shown.text.empty()) shown.text = "done, without data";
    shown.json = schema::form(reply);
    return shown;
}

}  // namespace ipmi::cli
