#include "power_check.hpp"

#include <gtest/gtest.h>

namespace {

using ipmi::ChassisStatus;
using ipmi::PowerState;
using plugins::check_power;
using plugins::PowerPolicy;
using plugins::Severity;
using plugins::worst;

TEST(PowerCheck, IsOkWhenOnAndWell) {
    ChassisStatus status;
    status.power = PowerState::on;
    ipmi::DcmiPower watts;
    watts.active = true;
    watts.current_watts = 472;
    const auto check = check_power(status, watts, {});
    EXPECT_EQ(worst(check), Severity::ok);
    EXPECT_EQ(check.text, "host on, 472 W, no fault");
    EXPECT_EQ(check.notes.at(0), "lamp by power and chassis alone: green");
}

TEST(PowerCheck, FollowsPolicyOfAHostThatIsOff) {
    PowerPolicy policy;
    EXPECT_EQ(worst(check_power({}, {}, policy)), Severity::ok);
    policy.powered_off = Severity::critical;
    EXPECT_EQ(check_power({}, {}, policy).text, "host off");
    EXPECT_EQ(worst(check_power({}, {}, policy)), Severity::critical);
}

TEST(PowerCheck, NamesEachFault) {
    for (const auto& [field, text] : {std::pair{&ChassisStatus::power_fault, "main power fault"},
                                      {&ChassisStatus::power_control_fault, "power control fault"},
                                      {&ChassisStatus::power_overload, "power overload"},
                                      {&ChassisStatus::drive_fault, "drive fault"},
                                      {&ChassisStatus::cooling_fault, "cooling or fan fault"}}) {
        ChassisStatus status;
        status.power = PowerState::on;
        status.*field = true;
        const auto check = check_power(status, {}, {});
        EXPECT_EQ(worst(check), Severity::critical) << text;
        EXPECT_EQ(check.text, text);
        EXPECT_EQ(check.notes.at(0), "lamp by power and chassis alone: red");
    }
    // check_ipmi_sensor_v3#65: an open chassis is told.
    ChassisStatus open;
    open.power = PowerState::on;
    open.intrusion = true;
    EXPECT_EQ(worst(check_power(open, {}, {})), Severity::critical);
    PowerPolicy milder;
    milder.intrusion = Severity::warning;
    EXPECT_EQ(worst(check_power(open, {}, milder)), Severity::warning);
}

TEST(PowerCheck, JudgesWatts) {
    ChassisStatus status;
    status.power = PowerState::on;
    ipmi::DcmiPower watts;
    watts.active = true;
    watts.current_watts = 472;
    PowerPolicy policy;
    policy.watts_warning = plugins::parse_range("400").value();
    policy.watts_critical = plugins::parse_range("500").value();
    const auto check = check_power(status, watts, policy);
    EXPECT_EQ(worst(check), Severity::warning);
    EXPECT_EQ(to_text(check.children.back().metrics.at(0), {}), "'power'=472W;400;500;0");
}

}  // namespace
