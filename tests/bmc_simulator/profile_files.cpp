#include "profile_files.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "healthy64.hpp"
#include "sdr_writer.hpp"

namespace ipmi::sim {
namespace {

constexpr std::size_t header_size = 5;

/// More records than a byte can count, and sensors behind another LUN.
Profile big320() {
    constexpr std::uint8_t temperature = 0x01, celsius = 1, memory_device = 32;
    auto profile = healthy64();
    profile.name = "big320";
    for (unsigned i = 0; i < 255; ++i) {
        const auto name = fmt::format("LUN1 Temp {}", i);
        AnalogSensor sensor{.number = static_cast<std::uint8_t>(i), .name = name, .type = temperature, .unit = celsius};
        sensor.entity = {memory_device, static_cast<std::uint8_t>(1 + i % 0x5f)};
        sensor.raw = sensor.nominal = static_cast<std::uint8_t>(20 + i % 40);
        sensor.thresholds = {5, 3, 0, 85, 95, 105};
        auto record = full_record(sensor);
        record[6] = 1;  // owner LUN
        profile.add_record(std::move(record));
    }
    profile.settle();
    return profile;
}

bool looks_like_text(ByteView bytes) {
    for (const auto byte : bytes.first(std::min<std::size_t>(bytes.size(), 512)))
        if (byte < 0x09 || (byte > 0x0d && byte < 0x20) || byte >= 0x7f) return false;
    return true;
}

}  // namespace

Bytes read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Profile parse_sdr_dump(ByteView bytes) {
    std::vector<Bytes> records;
    std::set<std::uint16_t> ids;
    for (std::size_t at = 0; at < bytes.size();) {
        if (bytes.size() - at < header_size || bytes.size() - at < header_size + bytes[at + 4])
            throw std::runtime_error(fmt::format("the record at offset {} is cut short", at));
        const auto record = bytes.subspan(at, header_size + bytes[at + 4]);
        ids.insert(static_cast<std::uint16_t>(record[0] | record[1] << 8));
        records.emplace_back(record.begin(), record.end());
        at += record.size();
    }
    if (records.empty()) throw std::runtime_error("no record in it");
    const bool good_ids = ids.size() == records.size() && !ids.contains(0) && !ids.contains(0xffff);
    Profile profile;
    for (auto& record : records) profile.add_record(std::move(record), good_ids);
    profile.settle();
    return profile;
}

Profile load_profile(const std::string& name) {
    if (name == "healthy64") return healthy64();
    if (name == "big320") return big320();
    if (name == "healthy64_device_sdrs") {
        auto profile = healthy64();
        profile.name = name;
        profile.device_sdrs = true;
        profile.device_id.provides_device_sdrs = true;
        constexpr std::uint8_t repository_device = 0x02;
        profile.device_id.additional_support &= static_cast<std::uint8_t>(~repository_device);
        return profile;
    }
    if (!std::filesystem::exists(name))
        throw std::runtime_error("no profile " + name + " (healthy64, healthy64_device_sdrs, big320, or a file)");
    const auto bytes = read_file(name);
    try {
        auto profile = looks_like_text(bytes) ? parse_emu(std::string(as_text(bytes))) : parse_sdr_dump(bytes);
        profile.name = std::filesystem::path(name).filename().string();
        return profile;
    } catch (const std::exception& error) {
        throw std::runtime_error(name + ": " + error.what());
    }
}

}  // namespace ipmi::sim
