// From the 16 raw bytes of a SEL record to what it says: sensor, event, the part that fails, how bad it is.
// IPMI v2.0 rev 1.1, tables 32-1 to 32-3; event texts (tables 42-1 to 42-3) through libfreeipmi.
#pragma once

#include <ipmi/sel.hpp>

#include <memory>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "model/freeipmi_sel.hpp"

namespace ipmi::model {

class SelDecoder {
public:
    /// `table` gives names, units and conversions; empty: sensors are shown by number. `device` chooses the vendor's
    /// texts. Errors: local (libfreeipmi is not installed).
    static Result<SelDecoder> open(const DeviceId& device, std::shared_ptr<const SensorTable> table);

    /// Never fails: what has no text says why in SelRecord::undecoded.
    [[nodiscard]] SelRecord decode(const RawSelRecord& raw) const;

private:
    SelDecoder(SelTexts texts, std::shared_ptr<const SensorTable> table)
        : texts_(std::move(texts)), table_(std::move(table)) {}
    [[nodiscard]] const Sensor* find(const SensorKey& key, std::uint8_t type) const;
    void decode_event(SelRecord& record) const;
    void decode_oem(SelRecord& record) const;

    SelTexts texts_;
    std::shared_ptr<const SensorTable> table_;
};

/// All of a log, in its order, each assertion paired with what ends it.
std::vector<SelRecord> decode_sel(std::span<const RawSelRecord> records, const SelDecoder& decoder);

/// Records that lie one behind the other (`ipmitool sel writeraw`). What is left at the end, shorter than a record, is
/// left out.
std::vector<RawSelRecord> split_sel(ByteView concatenated);

}  // namespace ipmi::model
