// Answers of vendors' firmware (iDRAC 9, HPE on MegaRAC, OpenBMC), swept by zipmi over all standard commands: every one
// that we speak is decoded, and written back it is the same bytes. What each says was read off by hand.
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "message/app/get_device_guid.hpp"
#include "message/app/get_device_id.hpp"
#include "message/app/get_self_test_results.hpp"
#include "message/app/get_system_guid.hpp"
#include "message/chassis/get_chassis_capabilities.hpp"
#include "message/chassis/get_chassis_status.hpp"
#include "message/chassis/get_poh_counter.hpp"
#include "message/chassis/get_system_restart_cause.hpp"
#include "message/sensor/get_device_sdr_info.hpp"
#include "message/sensor/reserve_device_sdr_repository.hpp"
#include "message/storage/get_sdr_repository_info.hpp"
#include "message/storage/get_sdr_repository_time.hpp"
#include "message/storage/get_sel_info.hpp"
#include "message/storage/get_sel_time.hpp"
#include "message/storage/reserve_sdr_repository.hpp"
#include "message/storage/reserve_sel.hpp"
#include "unit/message/codec.hpp"
#include "unit/model/corpus.hpp"

namespace ipmi {
namespace {

using codec::hex;

struct Read {
    Bytes written{};
    std::string trouble{};
};
using Speak = Read (*)(ByteView body);

template <Message M>
Read speak(ByteView body) {
    const auto value = M::decode_response(wire::Reader(body));
    if (!value) return {{}, value.error().context};
    return {codec::encoded<M>(*value), {}};
}

template <Message M>
std::pair<std::pair<unsigned, unsigned>, Speak> entry() {
    return {{static_cast<unsigned>(M::netfn), M::command}, speak<M>};
}

const std::map<std::pair<unsigned, unsigned>, Speak> spoken{entry<app::GetDeviceId>(),
                                                            entry<app::GetSelfTestResults>(),
                                                            entry<app::GetDeviceGuid>(),
                                                            entry<app::GetSystemGuid>(),
                                                            entry<chassis::GetChassisCapabilities>(),
                                                            entry<chassis::GetChassisStatus>(),
                                                            entry<chassis::GetPohCounter>(),
                                                            entry<chassis::GetSystemRestartCause>(),
                                                            entry<sensor::GetDeviceSdrInfo>(),
                                                            entry<sensor::ReserveDeviceSdrRepository>(),
                                                            entry<storage::GetSdrRepositoryInfo>(),
                                                            entry<storage::GetSdrRepositoryTime>(),
                                                            entry<storage::GetSelInfo>(),
                                                            entry<storage::GetSelTime>(),
                                                            entry<storage::ReserveSdrRepository>(),
                                                            entry<storage::ReserveSel>()};

nlohmann::json sweep(const std::string& name) {
    std::ifstream in(std::string(corpus::folder()) + "/bmc-responses/zipmi_zoo_" + name + ".json");
    return nlohmann::json::parse(in)["fixtures"];
}
Bytes answer(const nlohmann::json& fixtures, const char* command) {
    return hex(fixtures.at(command).at("response_hex").get<std::string>());
}

TEST(FirmwareAnswers, AreReadAndWrittenBackTheSame) {
    SKIP_WITHOUT_CORPUS();
    std::size_t read = 0;
    for (const auto* firmware : {"idrac9", "megarac-hpe", "openbmc"}) {
        const auto fixtures = sweep(firmware);
        for (const auto& fixture : fixtures) {
            const auto at = spoken.find({fixture["netfn"].get<unsigned>(), fixture["cmd"].get<unsigned>()});
            if (at == spoken.end() || fixture["cc"] != 0) continue;
            auto body = hex(fixture["response_hex"].get<std::string>());
            // iDRAC 9 sets bit 7 of the current power state, which is reserved (§28.2, byte 2).
            if (fixture["name"] == "Get Chassis Status") body[0] &= 0x7f;
            const auto result = at->second(body);
            EXPECT_EQ(result.trouble, "") << firmware << " " << fixture["name"];
            EXPECT_EQ(to_hex(result.written, ""), to_hex(body, "")) << firmware << " " << fixture["name"];
            ++read;
        }
    }
    EXPECT_EQ(read, 39u);
}

TEST(FirmwareAnswers, SayWhatTheyWereReadToSay) {
    SKIP_WITHOUT_CORPUS();
    const auto dell = answer(sweep("idrac9"), "0x06,0x01");
    const auto id = app::GetDeviceId::decode_response(wire::Reader(dell)).value();
    EXPECT_EQ(id.manufacturer_id, 674u);  // Dell Inc.
    EXPECT_EQ(id.ipmi_version, 0x02);
    EXPECT_TRUE(id.provides_device_sdrs);
    const auto hpe = sweep("megarac-hpe");
    const auto log = answer(hpe, "0x0a,0x40");
    EXPECT_EQ(storage::GetSelInfo::decode_response(wire::Reader(log)).value().entries, 3);
    const auto test = answer(hpe, "0x06,0x04");
    const auto result = app::GetSelfTestResults::decode_response(wire::Reader(test)).value();
    EXPECT_EQ(result.result, 0x57);  // corrupted or inaccessible data
    EXPECT_EQ(result.detail, 0x04);  // internal use area of the BMC's FRU
    const auto open = answer(sweep("openbmc"), "0x0a,0x20");
    EXPECT_EQ(storage::GetSdrRepositoryInfo::decode_response(wire::Reader(open)).value().record_count, 76);
}

}  // namespace
}  // namespace ipmi
