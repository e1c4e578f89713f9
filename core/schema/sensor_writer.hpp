// Sensors and their readings as form() has them, written without a tree: for answers of many hosts, and of one host to
// many. What a sensor's SDR says is written once and kept for all machines that share the table.
#pragma once

#include <ipmi/sensor.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "schema/cbor_writer.hpp"
#include "schema/json_writer.hpp"
#include "schema/moment_text.hpp"

namespace ipmi::schema {

/// How much is told of each sensor.
enum class SensorDetail : std::uint8_t {
    reading,  ///< "key", "label", "unit", and what each poll reads anew
    all,      ///< everything, as form() does
};

/// Members of a sensor that no poll changes, written down.
struct WrittenSensor {
    std::string begin{};  ///< "key" … before "severity"
    std::string unit{};
    std::string thresholds{};  ///< those of the SDR
    std::string end{};         ///< behind the thresholds, before "completion"
};
using WrittenTable = std::vector<WrittenSensor>;

/// From any thread.
template <class Writer>
class SensorForms {
public:
    explicit SensorForms(SensorDetail detail) : detail_(detail) {}

    /// [{…}, …], a value of a list or an object.
    void write_sensors(Writer& out, const SensorReport& report, MomentText& moment);
    /// {"severity", "power", "sensors", …}: all of form(report).
    void write_report(Writer& out, const SensorReport& report, MomentText& moment);

private:
    std::shared_ptr<const WrittenTable> table_of(const std::shared_ptr<const SensorTable>& table);

    struct Kept {
        std::shared_ptr<const SensorTable> table{};  ///< so that its address means no other
        std::shared_ptr<const WrittenTable> written{};
    };
    SensorDetail detail_;
    std::mutex mutex_;
    std::map<const SensorTable*, Kept> kept_;
};

extern template class SensorForms<JsonWriter>;
extern template class SensorForms<CborWriter>;

}  // namespace ipmi::schema
