#include "schema/chassis_form.hpp"
#include "unit/schema/way_back.hpp"

namespace ipmi::schema {
namespace {

Json tell_status(const ChassisStatus& status) {
    return form(status);
}
Json tell_result(const PowerResult& result) {
    return form(result);
}
Json tell_power(const DcmiPower& power) {
    return form(power);
}

ChassisStatus status() {
    ChassisStatus status;
    status.power = PowerState::on;
    status.power_overload = status.power_fault = status.drive_fault = true;
    status.restore_policy = PowerRestorePolicy::previous;
    status.last_power_event = "AC failed, power fault";
    status.intrusion = true;
    status.identify = IdentifyState::temporary_on;
    status.restart_cause = "power button";
    status.power_on_hours = 87'600;
    status.boot = BootOptions{BootDevice::remote_cdrom, true, false, true};
    status.raw = {0x21, 0x10, 0x40};
    return status;
}

TEST(ParseChassisStatus, IsTheSameAfterItsWayThroughJson) {
    EXPECT_EQ(there_and_back(status(), parse_chassis_status, tell_status), status());
    EXPECT_EQ(there_and_back(ChassisStatus{}, parse_chassis_status, tell_status), ChassisStatus{});
    for (const auto state : {IdentifyState::off, IdentifyState::indefinite_on, IdentifyState::unknown}) {
        auto other = status();
        other.identify = state;
        EXPECT_EQ(there_and_back(other, parse_chassis_status, tell_status), other);
    }
}

TEST(ParseChassisStatus, RefusesWhatMakesNoSense) {
    EXPECT_GT(mutilate(form(status()), parse_chassis_status), 60u);
    auto json = form(status());
    json["identify"] = "perhaps";
    EXPECT_EQ(parse_chassis_status(json).error().context, "\"identify\": 'perhaps' is no word of it");
}

TEST(ParsePowerResult, IsTheSameAfterItsWayThroughJson) {
    PowerResult before{PowerAction::soft, Outcome::not_reached, PowerState::on, true, "it did not go down"};
    const auto after = there_and_back(before, parse_power_result, tell_result);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->action, before.action);
    EXPECT_EQ(after->outcome, before.outcome);
    EXPECT_EQ(after->state, before.state);
    EXPECT_TRUE(after->forced);
    before.state.reset();
    before.forced = false;
    const auto without = there_and_back(before, parse_power_result, tell_result);
    EXPECT_TRUE(without && !without->state && !without->forced);
    EXPECT_GT(mutilate(form(before), parse_power_result), 10u);
}

TEST(ParseDcmiPower, IsTheSameAfterItsWayThroughJson) {
    const DcmiPower before{65535, 1, 300, 212, std::chrono::milliseconds(4'294'967'295), true};
    EXPECT_EQ(there_and_back(before, parse_dcmi_power, tell_power), before);
    EXPECT_GT(mutilate(form(before), parse_dcmi_power), 20u);
}

}  // namespace
}  // namespace ipmi::schema
