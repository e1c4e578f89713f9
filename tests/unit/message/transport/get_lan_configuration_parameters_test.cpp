#include "message/transport/get_lan_configuration_parameters.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::lan {
namespace {

TEST(GetLanConfigurationParametersRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetLanConfigurationParameters>(
        tmpl_cmd_get_lan_configuration_parameters_rq,
        {{"channel_number", &GetLanConfigurationParameters::Request::channel},
         {"get_parameter", &GetLanConfigurationParameters::Request::revision_only},
         {"parameter_selector", &GetLanConfigurationParameters::Request::parameter_selector},
         {"set_selector", &GetLanConfigurationParameters::Request::set_selector},
         {"block_selector", &GetLanConfigurationParameters::Request::block_selector}});
}

TEST(GetLanConfigurationParametersRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetLanConfigurationParameters>>(codec::hex("0e 03 00 00 00"), 4);
}

TEST(GetLanConfigurationParametersRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetLanConfigurationParameters, codec::RequestOf<GetLanConfigurationParameters>>(4, 6);
}

TEST(GetLanConfigurationParametersResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetLanConfigurationParameters>(
        tmpl_cmd_get_lan_configuration_parameters_rs,
        {{"present_revision",
          [](const GetLanConfigurationParameters::Response& value) -> std::uint64_t {
              return value.parameter_revision & 0x0f;
          }},
         {"oldest_revision_parameter",
          [](const GetLanConfigurationParameters::Response& value) -> std::uint64_t {
              return value.parameter_revision >> 4;
          }},
         {"configuration_parameter_data", &GetLanConfigurationParameters::Response::parameter_data}});
}

TEST(GetLanConfigurationParametersResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetLanConfigurationParameters>>(codec::hex("11 0a 00 00 15"), 1);
}

TEST(GetLanConfigurationParametersResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetLanConfigurationParameters, codec::ResponseOf<GetLanConfigurationParameters>>(1, 20);
}

}  // namespace
}  // namespace ipmi::lan
