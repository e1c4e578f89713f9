// What a BMC is before anything happened to it: SDRs, FRU images, device id, sensors, log. Immutable and shared by
// every BMC of that kind in the process; a Bmc holds only what differs.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "factors.hpp"
#include "message/app/get_device_id.hpp"

namespace ipmi::sim {

using SelBytes = std::array<std::uint8_t, 16>;  ///< one log record as Get SEL Entry gives it

/// What may change in a sensor. A Bmc keeps one of these for each sensor that was touched.
struct SensorState {
    std::uint8_t raw = 0;
    std::uint16_t states = 0;                  ///< discrete: asserted offsets; threshold: which comparisons hold
    std::array<std::uint8_t, 6> thresholds{};  ///< LNC LC LNR UNC UC UNR
    std::uint8_t positive_hysteresis = 0;
    std::uint8_t negative_hysteresis = 0;
    bool scanning = true;
    bool events = true;
    bool unavailable = false;  ///< "reading/state unavailable"
};

struct SensorTemplate {
    static constexpr std::uint8_t threshold_reading = 0x01;

    std::string name{};
    std::uint8_t lun = 0;
    std::uint8_t number = 0;
    std::uint8_t type = 0;          ///< table 42-3
    std::uint8_t reading_type = 1;  ///< table 42-1
    std::uint8_t entity = 0;
    std::uint8_t instance = 0;
    std::uint8_t unit = 0;             ///< table 43-15; full records only
    std::optional<Factors> factors{};  ///< full records only
    std::uint8_t readable = 0;         ///< thresholds, LNC in bit 0
    std::uint8_t settable = 0;
    std::uint16_t assertions = 0;  ///< which events may be logged
    std::uint16_t deassertions = 0;
    bool hysteresis = false;
    bool needs_host = false;  ///< reports unavailable while the host is off
    SensorState initial{};

    [[nodiscard]] bool is_threshold() const { return reading_type == threshold_reading; }
};

class Profile {
public:
    Profile();

    std::string name{};
    app::GetDeviceId::Response device_id{};
    std::uint32_t sdr_timestamp = 0;  ///< most recent addition; settle() makes it of the records
    bool device_sdrs = false;         ///< records are served by Get Device SDR, there is no repository
    std::map<std::uint8_t, Bytes> frus{};
    std::vector<SelBytes> sel{};
    std::uint16_t sel_capacity = 512;
    std::string system_name{"server"};

    /// Appends a record; its id becomes the next free one unless `keep_id`. Sensors are made of types 1, 2 and 3.
    void add_record(Bytes record, bool keep_id = false);
    [[nodiscard]] const std::vector<Bytes>& records() const { return records_; }
    /// Position of a record; 0 asks for the first, FFFFh for the last. nullopt: not there.
    [[nodiscard]] std::optional<std::size_t> find_record(std::uint16_t id) const;
    [[nodiscard]] std::uint16_t id_of(std::size_t position) const;

    [[nodiscard]] const std::vector<SensorTemplate>& sensors() const { return sensors_; }
    [[nodiscard]] SensorTemplate& sensor(std::size_t index) { return sensors_[index]; }
    /// Index into sensors(), -1: none.
    [[nodiscard]] int find_sensor(std::uint8_t lun, std::uint8_t number) const {
        return by_number_[static_cast<std::size_t>(lun & 3) * 256 + number];
    }
    [[nodiscard]] int find_sensor(std::string_view sensor_name) const;
    /// Takes a sensor away; its record stays (a BMC that lists more than it has).
    void forget_sensor(std::uint8_t lun, std::uint8_t number);
    /// Computes comparison bits and the repository's time; once, after everything has been added.
    void settle();

private:
    std::vector<Bytes> records_;
    std::vector<SensorTemplate> sensors_;
    std::array<std::int16_t, 4 * 256> by_number_{};
};

}  // namespace ipmi::sim
