#include "message/chassis/get_system_boot_options.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

TEST(GetSystemBootOptionsRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSystemBootOptions>(
        tmpl_cmd_get_system_boot_options_rq,
        {{"parameter_selector", &GetSystemBootOptions::Request::parameter_selector},
         {"set_selector", &GetSystemBootOptions::Request::set_selector},
         {"block_selector", &GetSystemBootOptions::Request::block_selector}});
}

TEST(GetSystemBootOptionsRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSystemBootOptions>>(codec::hex("05 00 00 00"), 3);
}

TEST(GetSystemBootOptionsRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSystemBootOptions, codec::RequestOf<GetSystemBootOptions>>(3, 5);
}

TEST(GetSystemBootOptionsResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSystemBootOptions>(
        tmpl_cmd_get_system_boot_options_rs,
        {{"parameter_version", &GetSystemBootOptions::Response::parameter_version},
         {"parameter_selector", &GetSystemBootOptions::Response::parameter_selector},
         {"parameter_valid", &GetSystemBootOptions::Response::parameter_invalid},
         {"configuration_parameter_data", &GetSystemBootOptions::Response::parameter_data}});
}

TEST(GetSystemBootOptionsResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSystemBootOptions>>(codec::hex("01 05 80 04"), 2);
}

TEST(GetSystemBootOptionsResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSystemBootOptions, codec::ResponseOf<GetSystemBootOptions>>(2, 20);
}

}  // namespace
}  // namespace ipmi::chassis
