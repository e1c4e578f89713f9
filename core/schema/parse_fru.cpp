#include "schema/members.hpp"

namespace ipmi::schema {
namespace {

FruArea fru_area_of(const Json& json) {
    FruArea area;
    area.kind = word_of(value_of<std::string>(json, "kind"), FruArea::Kind::multirecord, "kind");
    area.version = value_of<std::uint8_t>(json, "version");
    area.language = maybe<std::uint8_t>(json, "language");
    if (json.contains("manufactured"))
        area.manufactured = std::chrono::floor<std::chrono::seconds>(time_of(json, "manufactured"));
    area.record_type = maybe<std::uint8_t>(json, "record_type").value_or(std::uint8_t{0});
    const auto& fields = need(json, "fields");
    if (!fields.is_object()) throw Wrong{"\"fields\" is no object"};
    for (const auto& [name, text] : fields.items()) {
        if (!text.is_string()) throw Wrong{"\"fields\" holds what is no text"};
        area.fields.emplace_back(clean_text(name), clean_text(text.get_ref<const std::string&>(), longest_text));
    }
    if (json.contains("raw")) area.raw = raw_bytes_of(json, "raw");
    area.warning = safe_text_of(json, "warning");
    return area;
}

Fru fru_of(const Json& json) {
    Fru fru;
    fru.id = value_of<std::uint8_t>(json, "id");
    fru.name = safe_text_of(json, "name");
    fru.entity.name = safe_text_of(json, "entity");
    fru.size_bytes = value_of<std::uint16_t>(json, "size_bytes");
    for (const auto& area : list_of(json, "areas")) fru.areas.push_back(fru_area_of(area));
    fru.warning = safe_text_of(json, "warning");
    return fru;
}

FruReport fru_report_of(const Json& json) {
    FruReport report;
    for (const auto& fru : list_of(json, "frus")) report.frus.push_back(fru_of(fru));
    report.warnings = safe_texts_of(json, "warnings");
    report.statistics = statistics_of(need(json, "statistics"));
    return report;
}

}  // namespace

Result<FruReport> parse_fru_report(const Json& json) {
    return checked(fru_report_of, json);
}

}  // namespace ipmi::schema
