#include "profile.hpp"

#include <algorithm>

#include "sdr_sensors.hpp"
#include "thresholds.hpp"

namespace ipmi::sim {
namespace {

std::uint16_t record_id(ByteView record) {
    return static_cast<std::uint16_t>(record[0] | record[1] << 8);
}

}  // namespace

Profile::Profile() {
    by_number_.fill(-1);
    device_id.device_id = 0x20;
    device_id.device_revision = 1;
    device_id.firmware_major = 2;
    device_id.firmware_minor = 0x45;
    device_id.ipmi_version = 0x02;
    device_id.additional_support = 0xbf;  // everything but bridge
    device_id.manufacturer_id = 0xfffff;  // no number of IANA's: nobody's machine
    device_id.product_id = 0x0001;
    device_id.auxiliary_firmware = std::array<std::uint8_t, 4>{0, 0, 0, 0};
}

void Profile::add_record(Bytes record, bool keep_id) {
    if (record.size() < 5) return;
    if (!keep_id) {
        const auto id = records_.empty() ? 1 : id_of(records_.size() - 1) + 1;
        record[0] = static_cast<std::uint8_t>(id);
        record[1] = static_cast<std::uint8_t>(id >> 8);
    }
    for (auto& sensor : sensors_of(record)) {
        auto& slot = by_number_[static_cast<std::size_t>(sensor.lun & 3) * 256 + sensor.number];
        if (slot >= 0) continue;  // the first record of a sensor counts
        slot = static_cast<std::int16_t>(sensors_.size());
        sensors_.push_back(std::move(sensor));
    }
    records_.push_back(std::move(record));
}

std::uint16_t Profile::id_of(std::size_t position) const {
    return record_id(records_[position]);
}

std::optional<std::size_t> Profile::find_record(std::uint16_t id) const {
    if (records_.empty()) return std::nullopt;
    if (id == 0) return 0;
    if (id == 0xffff) return records_.size() - 1;
    // Ids mostly count up from 1, so the record is where its id says.
    if (id <= records_.size() && id_of(id - 1u) == id) return id - 1u;
    const auto found = std::ranges::find_if(records_, [id](const Bytes& record) { return record_id(record) == id; });
    if (found == records_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - records_.begin());
}

int Profile::find_sensor(std::string_view sensor_name) const {
    const auto found = std::ranges::find(sensors_, sensor_name, &SensorTemplate::name);
    return found == sensors_.end() ? -1 : static_cast<int>(found - sensors_.begin());
}

void Profile::forget_sensor(std::uint8_t lun, std::uint8_t number) {
    by_number_[static_cast<std::size_t>(lun & 3) * 256 + number] = -1;
}

void Profile::settle() {
    // A console that knows one profile's records must not take them for another's: the time is made of the bytes.
    std::uint32_t digest = 2166136261;  // FNV-1a
    for (const auto& record : records_)
        for (const auto byte : record) digest = (digest ^ byte) * 16777619;
    constexpr std::uint32_t year_2021 = 0x60000000;
    sdr_timestamp = year_2021 | (digest & 0x03ffffff);
    for (auto& sensor : sensors_)
        if (sensor.is_threshold()) sensor.initial.states = crossed(sensor, sensor.initial);
}

}  // namespace ipmi::sim
