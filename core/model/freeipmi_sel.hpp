// The words of one SEL record and how bad it is, from libfreeipmi, with the vendor's own words where manufacturer and
// product are known. Callers check a record's type first: the library's texts for a field that a record type does not
// have are empty. Not for use by two threads at once.
#pragma once

#include <ipmi/device.hpp>
#include <ipmi/result.hpp>
#include <ipmi/severity.hpp>

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace ipmi::model {

/// IPMI v2.0 rev 1.1, table 32-1: always 16 bytes.
using RawSelRecord = std::array<std::uint8_t, 16>;

class SelTexts {
public:
    /// Errors: local (the library is not installed).
    static Result<SelTexts> open(const DeviceId& device);
    SelTexts(SelTexts&&) noexcept;
    SelTexts& operator=(SelTexts&&) noexcept;
    ~SelTexts();

    /// "Power Supply"; of a system event record.
    [[nodiscard]] std::string sensor_type(const RawSelRecord& record) const;
    /// "Uncorrectable memory error"; "Event Offset = 04h" where no table knows it.
    [[nodiscard]] std::string event(const RawSelRecord& record) const;
    /// What event data 2 and 3 say, "; " between them.
    [[nodiscard]] std::string event_data(const RawSelRecord& record) const;
    /// What the vendor's bytes of an OEM record mean; "OEM defined = 01h 02h" where no table knows it.
    [[nodiscard]] std::string oem(const RawSelRecord& record) const;
    /// Empty: no table knows the event.
    [[nodiscard]] std::optional<Severity> severity(const RawSelRecord& record) const;

private:
    struct State;
    explicit SelTexts(std::unique_ptr<State> state);
    std::string text(const char* format, const RawSelRecord& record) const;
    std::unique_ptr<State> state_;
};

}  // namespace ipmi::model
