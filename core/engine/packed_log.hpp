// A host's log as the engine keeps it. Ten thousand hosts have millions of records, and a decoded one is half a
// kilobyte of texts, mostly the same few: here it is forty bytes, the number of its texts among them.
#pragma once

#include <ipmi/sel.hpp>

#include <compare>
#include <cstdint>
#include <utility>
#include <vector>

namespace ipmi::engine {

class PackedLog {
public:
    PackedLog() = default;
    explicit PackedLog(SelReport report);

    /// The report as it was.
    [[nodiscard]] SelReport unpack() const;
    [[nodiscard]] const SelInfo& info() const { return rest_.info; }
    [[nodiscard]] bool complete() const { return rest_.complete; }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    /// The record's bytes as read. IPMI v2.0 rev 1.1, table 32-1.
    [[nodiscard]] const std::array<std::uint8_t, 16>& raw(std::size_t index) const { return rows_.at(index).raw; }

private:
    struct Words {
        std::string sensor_name{};
        std::string sensor_type{};
        std::string event{};
        std::string detail{};
        std::string part{};
        std::string unit{};
        std::string undecoded{};
        auto operator<=>(const Words&) const = default;
    };
    struct Row {
        std::array<std::uint8_t, 16> raw{};
        std::int64_t time = 0;
        std::uint32_t words = 0;
        std::uint16_t id = 0;
        std::uint16_t cleared_by = 0;
        SensorKey sensor{};
        std::uint8_t record_type = 0;
        Severity severity = Severity::ok;
        Severity interpretation = Severity::ok;
        bool has_time : 1 = false;
        bool time_since_boot : 1 = false;
        bool has_sensor : 1 = false;
        bool asserted : 1 = false;
        bool has_interpretation : 1 = false;
        bool is_cleared : 1 = false;
        bool log_cleared : 1 = false;
        bool history : 1 = false;
    };
    struct Trigger {
        std::size_t row = 0;
        std::optional<double> value{};
        std::optional<double> threshold{};
    };

    SelReport rest_;  ///< all but the records
    std::vector<Words> words_;
    std::vector<Row> rows_;
    std::vector<Trigger> triggers_;  ///< of records that have one, in their order; so are …
    std::vector<std::pair<std::size_t, SelAcknowledgement>> acknowledged_;
};

}  // namespace ipmi::engine
