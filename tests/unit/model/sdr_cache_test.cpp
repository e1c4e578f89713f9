#include "model/sdr_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <random>

#include "model/cache_files.hpp"
#include "model/host_state.hpp"
#include "model/sdr_decode.hpp"
#include "unit/model/corpus.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

/// A folder of its own for one test.
class Folder {
public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "bmcscope-test-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

SensorTable small_table() {
    SensorTable table;
    table.record_count = table.records_expected = 3;
    Sensor temperature;
    temperature.key = {0x20, 1, 7};
    temperature.name = temperature.label = "CPU1 Temp";
    temperature.entity = {3, 1, "Processor 1"};
    temperature.type = 1;
    temperature.type_name = "Temperature";
    temperature.event_reading_type = 1;
    temperature.unit = "C";
    temperature.conversion = {Conversion::Format::twos_complement, 0, -3, 200, -8, 7};
    temperature.thresholds[ThresholdKind::upper_critical] = 95.5;
    temperature.readable_thresholds = 0x10;
    temperature.nominal = -0.25;
    Sensor supply;
    supply.key.number = 9;
    supply.name = supply.label = "PS1";
    supply.event_reading_type = 0x6f;
    supply.states = {{"Presence detected", Severity::ok}, {"Failure", Severity::critical}};
    supply.no_state_severity = Severity::warning;
    table.sensors = {temperature, supply, supply};
    table.locators = {{Locator::Kind::fru, 0x20, 3, true, 0, {7, 1, "System Board 1"}, "Board"}};
    table.skipped = {{0x1234, "too short"}};
    return table;
}

TEST(SdrCache, GivesBackWhatWasPutIn) {
    EXPECT_EQ(decode_table(encode_table(small_table())).value(), small_table());
    EXPECT_EQ(decode_table(encode_table(SensorTable{})).value(), SensorTable{});
}

TEST(SdrCache, GivesBackEveryCapturedBmc) {
    SKIP_WITHOUT_CORPUS();
    for (const auto& file : corpus::files("sdr", "", ".sdr.bin")) {
        const auto table = decode_sdr(split_sdr(corpus::bytes_of(file)), DeviceId{}).value();
        EXPECT_GT(table.sensors.size(), 20u);
        EXPECT_EQ(decode_table(encode_table(table)).value(), table) << file;
    }
}

TEST(SdrCache, RefusesEveryDamage) {
    const auto whole = encode_table(small_table());
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(decode_table(ByteView(whole).first(size)));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] ^= 0x40;
        EXPECT_FALSE(decode_table(damaged)) << at;
    }
    auto longer = whole;
    longer.push_back(0);
    EXPECT_FALSE(decode_table(longer));
}

TEST(SdrCache, SurvivesABodyOfNonsenseUnderAGoodCheckSum) {
    const auto whole = encode_table(small_table());
    constexpr std::size_t frame = 22;
    std::mt19937 random(7);
    for (int i = 0; i < 20000; ++i) {
        Bytes body(whole.begin() + frame, whole.end());
        for (int n = 0; n < 3; ++n) body[random() % body.size()] = static_cast<std::uint8_t>(random());
        const auto table = decode_table(sealed("BMCSDRS", 1, body));
        if (!table) continue;
        for (const auto& sensor : table->sensors) {
            EXPECT_LE(sensor.states.size(), 15u);
            EXPECT_TRUE(!sensor.nominal || std::isfinite(*sensor.nominal));
        }
    }
}

TEST(SdrCache, KeyTellsFirmwareAndRepositoryApart) {
    const DeviceId device;
    const RepositoryState state{163, 1700000000, 0xffffffff};
    const auto key = sdr_key(device, state, "10.0.0.1");
    EXPECT_EQ(key, sdr_key(device, state, "10.0.0.2")) << "identical machines share";
    auto other = device;
    other.auxiliary_firmware[3] = 1;
    EXPECT_NE(key, sdr_key(other, state, "10.0.0.1"));
    other = device;
    other.firmware_minor = 1;
    EXPECT_NE(key, sdr_key(other, state, "10.0.0.1"));
    EXPECT_NE(key, sdr_key(device, {164, 1700000000, 0xffffffff}, "10.0.0.1"));
    EXPECT_NE(key, sdr_key(device, {163, 1700000001, 0xffffffff}, "10.0.0.1"));
    for (const auto unspecified : {0u, 0xffffffffu}) {
        const RepositoryState untimed{163, unspecified, unspecified};
        EXPECT_NE(sdr_key(device, untimed, "10.0.0.1"), sdr_key(device, untimed, "10.0.0.2")) << "nothing tells them apart";
    }
    EXPECT_EQ(sdr_key(device, {1, 0, 0}, "../../etc/passwd").find('/'), std::string::npos);
}

TEST(CacheFiles, AreClosedToOthersAndReplacedWhole) {
    const Folder folder;
    const auto directory = folder.path() + "/a/b";
    ASSERT_TRUE(save_table(directory, "key", small_table()));
    struct stat status {};
    ASSERT_EQ(::stat((directory + "/key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    ASSERT_EQ(::stat(directory.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700u);
    EXPECT_EQ(*load_table(directory, "key").value(), small_table());
    ASSERT_TRUE(save_table(directory, "key", SensorTable{}));
    EXPECT_EQ(*load_table(directory, "key").value(), SensorTable{});
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory), {}), 1) << "no temporary file stays";
}

TEST(CacheFiles, FailWithAReasonInWords) {
    const Folder folder;
    const auto missing = load_table(folder.path(), "nothing");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, Errc::local);
    EXPECT_NE(missing.error().context.find("No such file"), std::string::npos);
    const auto unwritable = write_cache_file("/proc/nothing/here", "key", {});
    ASSERT_FALSE(unwritable);
    EXPECT_EQ(unwritable.error().code, Errc::local);
    EXPECT_FALSE(write_cache_file("", "key", {}));
    const auto full = write_cache_file("/dev/full", "key", {});
    EXPECT_FALSE(full);
    SensorTable incomplete;
    incomplete.records_expected = 312;
    EXPECT_FALSE(save_table(folder.path(), "key", incomplete));
}

TEST(CacheFiles, FollowNoSymbolicLink) {
    const Folder folder;
    ASSERT_TRUE(write_cache_file(folder.path(), "real", as_bytes("text")));
    ASSERT_EQ(::symlink((folder.path() + "/real").c_str(), (folder.path() + "/link").c_str()), 0);
    EXPECT_FALSE(read_cache_file(folder.path(), "link"));
    ASSERT_TRUE(write_cache_file(folder.path(), "link", as_bytes("new")));  // replaces the link, not its target
    EXPECT_EQ(corpus::text_of(folder.path() + "/real"), "text");
    ASSERT_EQ(::mkfifo((folder.path() + "/fifo").c_str(), 0600), 0);
    EXPECT_FALSE(read_cache_file(folder.path(), "fifo")) << "and does not hang on a pipe";
    ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
    EXPECT_FALSE(read_cache_file(folder.path(), "real")) << "anybody may have put it there";
    ASSERT_EQ(::chmod(folder.path().c_str(), 0700), 0);
}

TEST(CacheFiles, DirectoryComesFromTheEnvironmentFirst) {
    ::setenv("BMCSCOPE_CACHE_DIR", "/tmp/chosen", 1);
    EXPECT_EQ(cache_directory(), "/tmp/chosen");
    ::setenv("BMCSCOPE_CACHE_DIR", "relative", 1);
    EXPECT_NE(cache_directory(), "relative");
    ::unsetenv("BMCSCOPE_CACHE_DIR");
    if (::access("/var/cache/bmcscope", W_OK) == 0) GTEST_SKIP() << "/var/cache/bmcscope is writable here";
    const auto* before = std::getenv("XDG_CACHE_HOME");
    const std::string saved = before != nullptr ? before : "";
    ::setenv("XDG_CACHE_HOME", "/tmp/xdg", 1);
    EXPECT_EQ(cache_directory(), "/tmp/xdg/bmcscope");
    ::unsetenv("XDG_CACHE_HOME");
    EXPECT_TRUE(cache_directory().ends_with("/.cache/bmcscope"));
    if (before != nullptr) ::setenv("XDG_CACHE_HOME", saved.c_str(), 1);
}

TEST(CacheFiles, MakesFileNamesOfAnything) {
    EXPECT_EQ(file_name_part("10.0.0.1"), "10.0.0.1");
    EXPECT_NE(file_name_part("[fe80::1]:623"), file_name_part("[fe80::1]_623")) << "replaced signs do not collide";
    EXPECT_EQ(file_name_part("../x").find('/'), std::string::npos);
    EXPECT_NE(file_name_part("..").front(), '.');
    EXPECT_LT(file_name_part(std::string(3000, 'a')).size(), 110u);
}

HostState learnt() {
    HostState state;
    state.device = DeviceId{};
    state.device->manufacturer_id = 0x2a2;
    state.repository = {163, 5, 6};
    state.sdr_key = "sdr-0002a2";
    state.cipher_suite = 17;
    state.window = 8;
    state.sdr_read_bytes = 0xff;
    state.fru_read_bytes = 32;
    state.speculative = true;
    state.quirks = 0x81;
    state.partial_sdr = HostState::PartialSdr{"sdr-0002a2", 0x0107, {{1, 2, 3}, {}}};
    note_login_failure(state, 42, std::chrono::sys_seconds(std::chrono::seconds(1000)));
    return state;
}

TEST(HostState, GivesBackWhatWasPutIn) {
    const Folder folder;
    ASSERT_TRUE(save_host_state(folder.path(), "[fe80::1]:623", learnt()));
    EXPECT_EQ(load_host_state(folder.path(), "[fe80::1]:623").value(), learnt());
    EXPECT_EQ(load_host_state(folder.path(), "other").value(), HostState{}) << "a host never seen";
}

TEST(HostState, RefusesEveryDamage) {
    const auto whole = encode_host_state(learnt());
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(decode_host_state(ByteView(whole).first(size)));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] ^= 1;
        EXPECT_FALSE(decode_host_state(damaged)) << at;
    }
}

TEST(HostState, WaitsLongerAfterEachRefusedLogin) {
    using std::chrono::seconds;
    const std::chrono::sys_seconds now(seconds(1'000'000));
    HostState state;
    EXPECT_EQ(wait_before_login(state, 42, now), seconds(0));
    for (const int expected : {60, 120, 240, 480, 900, 900}) {
        note_login_failure(state, 42, now);
        EXPECT_EQ(wait_before_login(state, 42, now), seconds(expected));
    }
    EXPECT_EQ(wait_before_login(state, 42, now + seconds(900)), seconds(0));
    EXPECT_EQ(wait_before_login(state, 43, now), seconds(0)) << "a changed credential starts afresh";
    EXPECT_EQ(wait_before_login(state, 42, now - seconds(86400)), seconds(900)) << "a clock set back locks nobody out";
    note_login_success(state, 42);
    EXPECT_EQ(wait_before_login(state, 42, now), seconds(0));
    for (std::uint64_t credential = 0; credential < 100; ++credential) note_login_failure(state, credential, now);
    EXPECT_LE(state.backoffs.size(), 8u);
}

}  // namespace
}  // namespace ipmi::model
