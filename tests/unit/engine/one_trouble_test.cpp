// One trouble that a reading, a record of the log and a hint tell of, in whatever order and however far apart they
// come: one incident. A hint says nothing that is believed: it has log and sensors read at once, as HostPoller does.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <ostream>

#include "engine/host_tracker.hpp"

namespace ipmi::engine {
namespace {

using std::chrono::seconds;

enum class By { reading, record, hint };
using Order = std::array<By, 3>;
using Gaps = std::array<int, 2>;

std::vector<Order> all_orders() {
    Order order{By::reading, By::record, By::hint};
    std::vector<Order> orders;
    do orders.push_back(order);
    while (std::next_permutation(order.begin(), order.end()));
    return orders;
}

/// How each of them comes to show what there is.
struct Course {
    bool is_threshold = true;
    /// Sensor and log show it from the first moment on, and each is looked at when its turn comes; else each shows it
    /// when its turn comes, and a hint may be before both.
    bool shows_at_once = false;
    int sensors_every = 60;
};

/// A BMC and who looks at it, second by second.
class World {
public:
    explicit World(const Course& course) : course_(course), tracker_("web01", "", book_) {
        sensor_.key = {0x20, 0, 5};
        sensor_.name = sensor_.label = "Part";
        sensor_.event_reading_type = course.is_threshold ? 0x01 : 0x6f;
        if (course.is_threshold) sensor_.thresholds[ThresholdKind::upper_critical] = 95;
        auto table = std::make_shared<SensorTable>();
        table->sensors.push_back(sensor_);
        table_ = table;
        look_at_sensors();
        look_at_log();
    }

    /// What is there, or is over, comes to be seen in this order.
    void happen(bool there, const Order& order, const Gaps& gaps) {
        pass(seconds(5));
        if (course_.shows_at_once) {
            sensor_is_bad_ = there;
            log(there);
        }
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i > 0) pass(seconds(gaps.at(i - 1)));
            come(there, order.at(i));
        }
        pass(seconds(120));
    }

    [[nodiscard]] unsigned told(std::string_view word) const {
        return static_cast<unsigned>(std::count_if(events_.begin(), events_.end(), [word](const Event& event) {
            return event.kind == EventKind::incident && event.text.starts_with(word);
        }));
    }
    [[nodiscard]] const std::map<std::uint64_t, Incident>& incidents() const { return incidents_; }
    [[nodiscard]] unsigned open() const { return book_.of_host("web01").count; }

private:
    void come(bool there, By by) {
        switch (by) {
            case By::reading:
                sensor_is_bad_ = there;
                look_at_sensors();
                break;
            case By::record:
                if (!course_.shows_at_once) log(there);
                look_at_log();
                break;
            case By::hint:
                look_at_log();
                look_at_sensors();
                break;
        }
    }

    void pass(seconds time) {
        for (; time > seconds(0); time -= seconds(1)) {
            now_ += seconds(1);
            if (now_ >= next_look_) look_at_sensors();
        }
    }

    void log(bool asserted) {
        SelRecord record;
        record.id = static_cast<std::uint16_t>(records_.size() + 1);
        record.raw[0] = static_cast<std::uint8_t>(record.id);
        record.raw[2] = 2;
        record.raw[12] = static_cast<std::uint8_t>(sensor_.event_reading_type | (asserted ? 0 : 0x80));
        record.raw[13] = 9;
        record.sensor = sensor_.key;
        record.sensor_name = sensor_.name;
        record.event = "event";
        record.asserted = asserted;
        record.severity = asserted ? Severity::critical : Severity::ok;
        if (!asserted) records_.back().cleared_by = record.id;
        records_.push_back(record);
    }

    void look_at_sensors() {
        SensorReport report;
        report.table = table_;
        Reading reading;
        reading.sensor = 0;
        reading.reason = Reason::none;
        if (course_.is_threshold) reading.value = sensor_is_bad_ ? 98 : 60;
        reading.severity = sensor_is_bad_ ? Severity::critical : Severity::ok;
        if (sensor_is_bad_ && course_.is_threshold) reading.crossed = ThresholdKind::upper_critical;
        report.readings.push_back(reading);
        Observation seen;
        seen.sensors = &report;
        observe(seen);
        next_look_ = now_ + seconds(tracker_.wants_second_look() ? 2 : course_.sensors_every);
    }

    void look_at_log() {
        SelReport report;
        report.records = records_;
        Observation seen;
        seen.sel = &report;
        observe(seen);
    }

    void observe(Observation seen) {
        seen.now = now_;
        seen.clock = Time{} + now_.time_since_epoch();
        const auto changes = tracker_.observe(seen);
        events_.insert(events_.end(), changes.events.begin(), changes.events.end());
        for (const auto& kept : changes.incidents) incidents_[kept.incident.id] = kept.incident;
    }

    Course course_;
    Sensor sensor_;
    std::shared_ptr<const SensorTable> table_;
    bool sensor_is_bad_ = false;
    std::vector<SelRecord> records_;
    IncidentBook book_{{}, 0};
    HostTracker tracker_;
    std::vector<Event> events_;
    std::map<std::uint64_t, Incident> incidents_;
    WallTime now_ = WallTime(std::chrono::hours(24 * 365 * 57));
    WallTime next_look_{};
};

std::string words(const Order& order, const Gaps& gaps) {
    constexpr std::array names{"reading", "record", "hint"};
    std::string text;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0) text += " +" + std::to_string(gaps.at(i - 1)) + " s ";
        text += names.at(static_cast<std::size_t>(order.at(i)));
    }
    return text;
}

struct Named {
    const char* name;
    Course course;
};

void PrintTo(const Named& named, std::ostream* out) {
    *out << named.name;
}

class OneTrouble : public testing::TestWithParam<Named> {};

TEST_P(OneTrouble, IsOneIncidentWhateverTheOrder) {
    constexpr std::array gaps{0, 1, 10, 30};
    for (const auto& coming : all_orders())
        for (const auto& going : all_orders())
            for (const int first_gap : gaps)
                for (const int second_gap : gaps)
                    for (const int going_gap : gaps) {
                        SCOPED_TRACE(words(coming, {first_gap, second_gap}) +
                                     "; over: " + words(going, {going_gap, going_gap}));
                        World world(GetParam().course);
                        world.happen(true, coming, {first_gap, second_gap});
                        ASSERT_EQ(world.told("raised"), 1u);
                        ASSERT_EQ(world.told("cleared"), 0u);
                        ASSERT_EQ(world.open(), 1u);
                        world.happen(false, going, {going_gap, going_gap});
                        ASSERT_EQ(world.told("raised"), 1u);
                        ASSERT_EQ(world.told("cleared"), 1u);
                        ASSERT_EQ(world.open(), 0u);
                        ASSERT_EQ(world.incidents().size(), 1u);
                        auto sources = world.incidents().begin()->second.sources;
                        std::sort(sources.begin(), sources.end());
                        ASSERT_EQ(sources, (std::vector<std::string>{"sel", "sensor"}));
                    }
}

INSTANTIATE_TEST_SUITE_P(Courses, OneTrouble,
                         testing::Values(Named{"Threshold", {}}, Named{"ThresholdReadOften", {.sensors_every = 5}},
                                         Named{"ThresholdShownAtOnce", {.shows_at_once = true}},
                                         Named{"States", {.is_threshold = false}},
                                         Named{"StatesReadOften", {.is_threshold = false, .sensors_every = 5}},
                                         Named{"StatesShownAtOnce", {.is_threshold = false, .shows_at_once = true}}),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace ipmi::engine
