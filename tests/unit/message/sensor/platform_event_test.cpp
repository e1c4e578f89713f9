#include "message/sensor/platform_event.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(PlatformEventRequest, HasTheLayoutOfFreeIpmisTemplateOverASystemInterface) {
    using Request = PlatformEvent::Request;
    const auto data = [](std::size_t at) {
        return [at](const Request& value) -> std::uint64_t { return value.event_data[at]; };
    };
    layout::expect_request<PlatformEvent>(tmpl_cmd_platform_event_rq,
                                          {{"generator_id", &Request::generator_id},
                                           {"event_message_format_version", &Request::message_format},
                                           {"sensor_type", &Request::sensor_type},
                                           {"sensor_number", &Request::sensor_number},
                                           {"event_type_code", &Request::event_type},
                                           {"event_dir", &Request::deassertion},
                                           {"event_data1", data(0)},
                                           {"event_data2", data(1)},
                                           {"event_data3", data(2)}});
}

// "Temperature, upper critical going high, reading 57h, threshold 28h", as `ipmitool event` sends its first test event
// over a LAN: seven bytes, no generator.
TEST(PlatformEventRequest, HasNoGeneratorOverALan) {
    const auto request = codec::RequestOf<PlatformEvent>::decode(codec::hex("04 01 30 01 59 57 28")).value();
    EXPECT_EQ(request.generator_id, std::nullopt);
    EXPECT_EQ(request.message_format, 0x04);
    EXPECT_EQ(request.sensor_type, 0x01);
    EXPECT_EQ(request.sensor_number, 0x30);
    EXPECT_FALSE(request.deassertion);
    EXPECT_EQ(request.event_type, 0x01);
    EXPECT_EQ(request.event_data, (std::array<std::uint8_t, 3>{0x59, 0x57, 0x28}));
}

TEST(PlatformEventRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<PlatformEvent>>(codec::hex("04 01 30 01 59 57 28"), 7);
}

TEST(PlatformEventRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<PlatformEvent, codec::RequestOf<PlatformEvent>>(7, 7);
}

}  // namespace
}  // namespace ipmi::sensor
