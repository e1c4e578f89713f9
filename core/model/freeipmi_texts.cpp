#include "model/freeipmi_texts.hpp"

#include <array>
#include <cstdlib>

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/freeipmi_library.hpp"

namespace ipmi::model {

struct Texts::State {
    const FreeIpmi& library;
    ipmi_interpret_ctx_t interpret;
    std::uint32_t manufacturer;
    std::uint16_t product;

    State(const FreeIpmi& lib, const DeviceId& device)
        : library(lib), interpret(lib.ipmi_interpret_ctx_create()), manufacturer(device.manufacturer_id),
          product(device.product_id) {
        if (interpret == nullptr) return;
        library.ipmi_interpret_ctx_set_flags(interpret, IPMI_INTERPRET_FLAGS_INTERPRET_OEM_DATA);
        library.ipmi_interpret_ctx_set_manufacturer_id(interpret, manufacturer);
        library.ipmi_interpret_ctx_set_product_id(interpret, product);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (interpret != nullptr) library.ipmi_interpret_ctx_destroy(interpret);
    }
};

Texts::Texts(std::unique_ptr<State> state) : state_(std::move(state)) {}
Texts::Texts(Texts&&) noexcept = default;
Texts& Texts::operator=(Texts&&) noexcept = default;
Texts::~Texts() = default;

Result<Texts> Texts::open(const DeviceId& device) {
    const auto library = freeipmi();
    if (!library) return std::unexpected(library.error());
    auto state = std::make_unique<State>(**library, device);
    if (state->interpret == nullptr) return fail(Errc::local, "libfreeipmi: no memory for an interpret context");
    return Texts(std::move(state));
}

std::string Texts::sensor_type(std::uint8_t type, std::uint8_t event_reading_type) const {
    const auto& library = state_->library;
    const char* text = library.ipmi_get_oem_sensor_type_string(type, event_reading_type, state_->manufacturer, state_->product);
    if (text == nullptr) text = library.ipmi_get_sensor_type_string(type);
    return text != nullptr ? clean_text(text) : std::string();
}

std::string Texts::entity(std::uint8_t id) const {
    // Table 43-13 ends at 42h; above are chassis-specific (90h), board-set (B0h) and OEM (D0h) ranges without names.
    constexpr std::uint8_t last_named = 0x42;
    if (id <= last_named) {
        const char* text = state_->library.entity_names[id];
        return text != nullptr ? clean_text(text) : std::string();
    }
    const char* text = state_->library.ipmi_get_entity_id_string(id);
    return text != nullptr ? clean_text(text) : std::string();
}

std::string Texts::unit(UnitBytes unit) const {
    if (unit.base == 0 && (unit.flags & 1) == 0) return {};  // "unspecified"
    std::array<char, 128> buffer{};
    const auto rate = static_cast<std::uint8_t>(unit.flags >> 3 & 7);
    const auto modifier = static_cast<std::uint8_t>(unit.flags >> 1 & 3);
    const auto percentage = static_cast<std::uint8_t>(unit.flags & 1);
    const int length = state_->library.ipmi_sensor_units_string(percentage, modifier, rate, unit.base, unit.modifier,
                                                                buffer.data(), buffer.size() - 1, 1);
    if (length <= 0) return {};
    return clean_text(buffer.data(), 32);
}

std::string Texts::state(std::uint8_t event_reading_type, std::uint8_t type, std::uint8_t number, unsigned offset) const {
    char** messages = nullptr;
    unsigned count = 0;
    constexpr unsigned flags = IPMI_GET_EVENT_MESSAGES_FLAGS_SHORT | IPMI_GET_EVENT_MESSAGES_FLAGS_INTERPRET_OEM_DATA |
                               IPMI_GET_EVENT_MESSAGES_FLAGS_SENSOR_READING |
                               IPMI_GET_EVENT_MESSAGES_FLAGS_IGNORE_UNRECOGNIZED_EVENTS;
    const auto bit = static_cast<std::uint16_t>(1u << offset);
    if (state_->library.ipmi_get_event_messages(event_reading_type, type, number, bit, state_->manufacturer,
                                                state_->product, &messages, &count, nullptr, flags) < 0)
        return {};
    std::string text;
    for (unsigned i = 0; i < count; ++i) {
        if (text.empty() && messages[i] != nullptr) text = clean_text(messages[i]);
        std::free(messages[i]);
    }
    std::free(messages);
    // "OEM Event = 0001h" only repeats the offset.
    return text.starts_with("OEM Event") || text.starts_with("Unrecognized") ? std::string() : text;
}

std::optional<Severity> Texts::interpretation(std::uint8_t event_reading_type, std::uint8_t type,
                                              std::uint16_t states) const {
    unsigned verdict = IPMI_INTERPRET_STATE_UNKNOWN;
    if (state_->library.ipmi_interpret_sensor(state_->interpret, event_reading_type, type, states, &verdict) < 0)
        return std::nullopt;
    switch (verdict) {
        case IPMI_INTERPRET_STATE_NOMINAL: return Severity::ok;
        case IPMI_INTERPRET_STATE_WARNING: return Severity::warning;
        case IPMI_INTERPRET_STATE_CRITICAL: return Severity::critical;
        default: return std::nullopt;
    }
}

Severity Texts::severity(std::uint8_t event_reading_type, std::uint8_t type, std::uint16_t states) const {
    return interpretation(event_reading_type, type, states).value_or(Severity::ok);
}

std::string manufacturer_name(std::uint32_t manufacturer_id) {
    const auto library = freeipmi();
    if (!library) return {};
    std::array<char, 256> buffer{};
    const int length = (*library)->ipmi_iana_enterprise_numbers_string(manufacturer_id, buffer.data(), buffer.size() - 1);
    return length > 0 ? clean_text(buffer.data()) : std::string();
}

}  // namespace ipmi::model
