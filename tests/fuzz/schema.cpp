// What an engine's socket says: the first byte chooses the reader, the rest is its JSON. Whatever can be read can be
// told, and what is told so is read as the same.
#include <array>

#include "fuzz/fuzz.hpp"
#include "schema/chassis_form.hpp"
#include "schema/device_form.hpp"
#include "schema/event_form.hpp"
#include "schema/fru_form.hpp"
#include "schema/parse.hpp"
#include "schema/sel_form.hpp"
#include "schema/sensor_form.hpp"

namespace {

namespace schema = ipmi::schema;
using schema::Json;

template <class T, ipmi::Result<T> (*parse)(const Json&)>
void there_and_back(const Json& json) {
    const auto read = parse(json);
    if (!read) {
        fuzz::require(read.error().code == ipmi::Errc::malformed && !read.error().context.empty(), "errors say what");
        return;
    }
    const auto told = schema::line(schema::form(*read));
    const auto again = schema::parse_json(told);
    fuzz::require(again.has_value(), "what is told is JSON");
    const auto same = parse(*again);
    fuzz::require(same.has_value(), "what is told can be read");
    fuzz::require(schema::line(schema::form(*same)) == told, "it is the same after its way through JSON");
}

constexpr std::array readers{there_and_back<ipmi::SensorReport, schema::parse_sensor_report>,
                             there_and_back<ipmi::SelReport, schema::parse_sel_report>,
                             there_and_back<ipmi::ChassisStatus, schema::parse_chassis_status>,
                             there_and_back<ipmi::PowerResult, schema::parse_power_result>,
                             there_and_back<ipmi::DcmiPower, schema::parse_dcmi_power>,
                             there_and_back<ipmi::DeviceReport, schema::parse_device_report>,
                             there_and_back<ipmi::FruReport, schema::parse_fru_report>,
                             there_and_back<ipmi::Error, schema::parse_error>,
                             there_and_back<ipmi::Event, schema::parse_event>,
                             there_and_back<ipmi::Incident, schema::parse_incident>};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto json = schema::parse_json(ipmi::as_text(ipmi::ByteView(data + 1, size - 1)));
    if (json) readers[data[0] % readers.size()](*json);
    return 0;
}
