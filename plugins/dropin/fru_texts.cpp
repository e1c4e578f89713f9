#include "dropin/fru_texts.hpp"

#include <string_view>

namespace plugins::dropin {
namespace {

using ipmi::FruArea;

/// A field of the first area of this kind that has it.
std::optional<std::string> first(const ipmi::FruReport& report, FruArea::Kind kind, std::string_view wanted) {
    for (const auto& fru : report.frus)
        for (const auto& area : fru.areas)
            for (const auto& [name, text] : area.fields)
                if (area.kind == kind && name == wanted) return text;
    return std::nullopt;
}

}  // namespace

FruTexts pick_fru_texts(const ipmi::FruReport& report) {
    FruTexts texts;
    texts.serial = first(report, FruArea::Kind::product, "serial_number");
    texts.asset_tag = first(report, FruArea::Kind::product, "asset_tag");
    texts.board_manufacturer = first(report, FruArea::Kind::board, "manufacturer");
    texts.board_product = first(report, FruArea::Kind::board, "product_name");
    texts.board_serial = first(report, FruArea::Kind::board, "serial_number");
    return texts;
}

}  // namespace plugins::dropin
