#include "message/sensor/get_sensor_reading_factors.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(GetSensorReadingFactorsResponse, ExtendsTheSigns) {
    const auto response =
        codec::ResponseOf<GetSensorReadingFactors>::decode(codec::hex("01 ff c0 00 80 00 e8")).value();
    EXPECT_EQ(response.m, -1);
    EXPECT_EQ(response.b, -512);
    EXPECT_EQ(response.r_exponent, -2);
    EXPECT_EQ(response.b_exponent, -8);
}

TEST(GetSensorReadingFactorsRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSensorReadingFactors>(
        tmpl_cmd_get_sensor_reading_factors_rq, {{"sensor_number", &GetSensorReadingFactors::Request::sensor_number},
                                                 {"reading_byte", &GetSensorReadingFactors::Request::raw_reading}});
}

TEST(GetSensorReadingFactorsRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSensorReadingFactors>>(codec::hex("30 80 00"), 2);
}

TEST(GetSensorReadingFactorsRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorReadingFactors, codec::RequestOf<GetSensorReadingFactors>>(2, 4);
}

TEST(GetSensorReadingFactorsResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSensorReadingFactors>(
        tmpl_cmd_get_sensor_reading_factors_rs,
        {{"next_reading", &GetSensorReadingFactors::Response::next_reading},
         {"m_ls", [](const GetSensorReadingFactors::Response& value) -> std::uint64_t { return value.m & 0xff; }},
         {"m_ms", [](const GetSensorReadingFactors::Response& value) -> std::uint64_t { return value.m >> 8 & 3; }},
         {"tolerance", &GetSensorReadingFactors::Response::tolerance},
         {"b_ls", [](const GetSensorReadingFactors::Response& value) -> std::uint64_t { return value.b & 0xff; }},
         {"b_ms", [](const GetSensorReadingFactors::Response& value) -> std::uint64_t { return value.b >> 8 & 3; }},
         {"accuracy_ls",
          [](const GetSensorReadingFactors::Response& value) -> std::uint64_t { return value.accuracy & 0x3f; }},
         {"accuracy_ms",
          [](const GetSensorReadingFactors::Response& value) -> std::uint64_t { return value.accuracy >> 6; }},
         {"accuracy_exp", &GetSensorReadingFactors::Response::accuracy_exponent},
         {"b_exponent",
          [](const GetSensorReadingFactors::Response& value) -> std::uint64_t { return value.b_exponent & 0x0f; }},
         {"r_exponent",
          [](const GetSensorReadingFactors::Response& value) -> std::uint64_t { return value.r_exponent & 0x0f; }}});
}

TEST(GetSensorReadingFactorsResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSensorReadingFactors>>(codec::hex("ff 01 00 00 00 00 00 00"), 7);
}

TEST(GetSensorReadingFactorsResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorReadingFactors, codec::ResponseOf<GetSensorReadingFactors>>(7, 9);
}

}  // namespace
}  // namespace ipmi::sensor
