#include "model/freeipmi_sel.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/freeipmi_library.hpp"

namespace ipmi::model {
namespace {

constexpr unsigned record_size_bytes = RawSelRecord{}.size();

}  // namespace

struct SelTexts::State {
    const FreeIpmi& library;
    ipmi_sel_ctx_t sel;
    ipmi_interpret_ctx_t interpret;

    State(const FreeIpmi& lib, const DeviceId& device)
        : library(lib), sel(lib.ipmi_sel_ctx_create(nullptr, nullptr)), interpret(lib.ipmi_interpret_ctx_create()) {
        if (sel == nullptr || interpret == nullptr) return;
        library.ipmi_sel_ctx_set_manufacturer_id(sel, device.manufacturer_id);
        library.ipmi_sel_ctx_set_product_id(sel, device.product_id);
        library.ipmi_sel_ctx_set_ipmi_version(sel, device.ipmi_version & 0x0f, device.ipmi_version >> 4);
        library.ipmi_sel_ctx_set_separator(sel, "; ");
        library.ipmi_interpret_ctx_set_flags(interpret, IPMI_INTERPRET_FLAGS_INTERPRET_OEM_DATA);
        library.ipmi_interpret_ctx_set_manufacturer_id(interpret, device.manufacturer_id);
        library.ipmi_interpret_ctx_set_product_id(interpret, device.product_id);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (sel != nullptr) library.ipmi_sel_ctx_destroy(sel);
        if (interpret != nullptr) library.ipmi_interpret_ctx_destroy(interpret);
    }
};

SelTexts::SelTexts(std::unique_ptr<State> state) : state_(std::move(state)) {}
SelTexts::SelTexts(SelTexts&&) noexcept = default;
SelTexts& SelTexts::operator=(SelTexts&&) noexcept = default;
SelTexts::~SelTexts() = default;

Result<SelTexts> SelTexts::open(const DeviceId& device) {
    const auto library = freeipmi();
    if (!library) return std::unexpected(library.error());
    auto state = std::make_unique<State>(**library, device);
    if (state->sel == nullptr || state->interpret == nullptr)
        return fail(Errc::local, "libfreeipmi: no memory for a SEL context");
    return SelTexts(std::move(state));
}

std::string SelTexts::text(const char* format, const RawSelRecord& record) const {
    std::array<char, 512> buffer{};  // at its full length the library leaves out the final zero
    const int length = state_->library.ipmi_sel_parse_read_record_string(
        state_->sel, format, record.data(), record_size_bytes, buffer.data(), buffer.size() - 1,
        IPMI_SEL_STRING_FLAGS_INTERPRET_OEM_DATA | IPMI_SEL_STRING_FLAGS_IGNORE_UNAVAILABLE_FIELD);
    return length > 0 ? clean_text(buffer.data()) : std::string();
}

std::string SelTexts::sensor_type(const RawSelRecord& record) const {
    return text("%T", record);
}
std::string SelTexts::event(const RawSelRecord& record) const {
    return text("%e", record);
}
std::string SelTexts::event_data(const RawSelRecord& record) const {
    return text("%c", record);
}
std::string SelTexts::oem(const RawSelRecord& record) const {
    return text("%o", record);
}

std::optional<Severity> SelTexts::severity(const RawSelRecord& record) const {
    unsigned verdict = IPMI_INTERPRET_STATE_UNKNOWN;
    if (state_->library.ipmi_interpret_sel(state_->interpret, record.data(), record_size_bytes, &verdict) < 0)
        return std::nullopt;
    switch (verdict) {
        case IPMI_INTERPRET_STATE_NOMINAL: return Severity::ok;
        case IPMI_INTERPRET_STATE_WARNING: return Severity::warning;
        case IPMI_INTERPRET_STATE_CRITICAL: return Severity::critical;
        default: return std::nullopt;
    }
}

}  // namespace ipmi::model
