// The words of the specification's tables (sensor types, units, entities, states) and how bad a state is, from
// libfreeipmi, with the vendor's own words where manufacturer and product are known. Not for use by two threads at once.
#pragma once

#include <ipmi/device.hpp>
#include <ipmi/result.hpp>

#include <memory>
#include <optional>
#include <string>

namespace ipmi::model {

/// Units as a sensor record names them: bytes 21 to 23. IPMI v2.0 rev 1.1, table 43-1.
struct UnitBytes {
    std::uint8_t flags = 0;  ///< rate in bits 5:3, how the modifier applies in 2:1, percentage in bit 0
    std::uint8_t base = 0;
    std::uint8_t modifier = 0;
};

class Texts {
public:
    /// Errors: local (the library is not installed).
    static Result<Texts> open(const DeviceId& device);
    Texts(Texts&&) noexcept;
    Texts& operator=(Texts&&) noexcept;
    ~Texts();

    [[nodiscard]] std::string sensor_type(std::uint8_t type, std::uint8_t event_reading_type) const;
    /// "Power Supply"; empty for reserved ids.
    [[nodiscard]] std::string entity(std::uint8_t id) const;
    /// "C", "RPM", "J/s", "%"; empty: none.
    [[nodiscard]] std::string unit(UnitBytes unit) const;
    /// What state bit `offset` (0 … 14) means; empty where no table says.
    [[nodiscard]] std::string state(std::uint8_t event_reading_type, std::uint8_t type, std::uint8_t number,
                                    unsigned offset) const;
    /// How bad these states are. What no table knows is ok: an OEM bit without meaning must not alarm anybody.
    [[nodiscard]] Severity severity(std::uint8_t event_reading_type, std::uint8_t type, std::uint16_t states) const;

    /// The same; empty where no table knows this kind of sensor.
    [[nodiscard]] std::optional<Severity> interpretation(std::uint8_t event_reading_type, std::uint8_t type,
                                                         std::uint16_t states) const;

private:
    struct State;
    explicit Texts(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Who the IANA enterprise number belongs to ("Dell Inc."); empty where unknown or the library is missing.
std::string manufacturer_name(std::uint32_t manufacturer_id);

}  // namespace ipmi::model
