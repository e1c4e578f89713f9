// ipmi_sim's command language, as far as it describes a machine. OpenIPMI, ipmi_sim_cmd(5).
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "profile_files.hpp"

namespace ipmi::sim {
namespace {

using Words = std::vector<std::string>;

struct Line {
    std::size_t number = 0;
    Words words;
};

/// Lines with their continuations joined; comments and blank lines left out.
std::vector<Line> lines_of(const std::string& text) {
    std::vector<Line> lines;
    std::istringstream in(text);
    std::string whole;
    std::size_t number = 0, begun = 0;
    for (std::string raw; std::getline(in, raw);) {
        ++number;
        if (whole.empty()) begun = number;
        while (!raw.empty() && (raw.back() == '\r' || raw.back() == ' ' || raw.back() == '\t')) raw.pop_back();
        const bool goes_on = raw.ends_with('\\');
        if (goes_on) raw.back() = ' ';
        whole += raw + (goes_on ? " " : "");
        if (goes_on) continue;
        std::istringstream parts(whole);
        Line line{begun, {}};
        for (std::string word; parts >> word && !word.starts_with('#');) line.words.push_back(word);
        if (!line.words.empty()) lines.push_back(std::move(line));
        whole.clear();
    }
    return lines;
}

class Loader {
public:
    void run(const Line& line) {
        words_ = &line.words;
        const auto& command = line.words[0];
        if (command == "mc_setbmc")
            bmc_ = byte(1);
        else if (const auto known = handlers().find(command); known != handlers().end()) {
            // Other controllers' sensors are behind a bridge, which this BMC is not.
            if (line.words.size() < 2) throw std::runtime_error("no controller named");
            if (byte(1) == bmc_) (this->*known->second)();
        } else if (!is_passed_over(command)) {
            throw std::runtime_error("unknown command " + command);
        }
    }
    Profile finish() {
        for (const auto& [key, added] : listed_)
            if (!added) profile.forget_sensor(static_cast<std::uint8_t>(key >> 8), static_cast<std::uint8_t>(key));
        profile.settle();
        return std::move(profile);
    }
    /// Records first: a sensor takes its first state from its record, wherever that stands.
    static bool is_record(const Line& line) { return line.words[0] == "main_sdr_add" || line.words[0] == "mc_setbmc"; }
    void note_listed() {
        for (const auto& sensor : profile.sensors()) listed_[key(sensor.lun, sensor.number)] = false;
    }

    Profile profile;

private:
    using Handler = void (Loader::*)();
    static const std::map<std::string, Handler>& handlers() {
        static const std::map<std::string, Handler> all{
            {"mc_add", &Loader::mc_add},
            {"sel_enable", &Loader::sel_enable},
            {"sel_add", &Loader::sel_add},
            {"main_sdr_add", &Loader::main_sdr_add},
            {"mc_add_fru_data", &Loader::mc_add_fru_data},
            {"sensor_add", &Loader::sensor_add},
            {"sensor_set_value", &Loader::sensor_set_value},
            {"sensor_set_bit", &Loader::sensor_set_bit},
            {"sensor_set_bit_clr_rest", &Loader::sensor_set_bit_clr_rest},
            {"sensor_set_threshold", &Loader::sensor_set_threshold},
            {"sensor_set_hysteresis", &Loader::sensor_set_hysteresis},
            {"sensor_set_event_support", &Loader::sensor_set_event_support},
        };
        return all;
    }
    static bool is_passed_over(const std::string& command) {
        for (const auto* name :
             {"mc_enable", "mc_disable", "mc_set_guid", "mc_set_power", "mc_set_num_leds", "mc_delete", "sleep"})
            if (command == name) return true;
        return false;
    }
    static unsigned key(std::uint8_t lun, std::uint8_t number) { return static_cast<unsigned>(lun << 8 | number); }

    [[nodiscard]] const std::string& word(std::size_t at) const {
        if (at >= words_->size()) throw std::runtime_error("too few words");
        return (*words_)[at];
    }
    [[nodiscard]] unsigned number(std::size_t at, unsigned most) const {
        std::string_view text = word(at);
        const bool hex = text.starts_with("0x");
        if (hex) text.remove_prefix(2);
        unsigned value = 0;
        const auto end = text.data() + text.size();
        const auto result = std::from_chars(text.data(), end, value, hex ? 16 : 10);
        if (result.ec != std::errc() || result.ptr != end || value > most)
            throw std::runtime_error(fmt::format("not a number up to {}: {}", most, word(at)));
        return value;
    }
    [[nodiscard]] std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(number(at, 0xff)); }
    [[nodiscard]] Bytes bytes_from(std::size_t at) const {
        Bytes bytes;
        for (; at < words_->size(); ++at) bytes.push_back(byte(at));
        return bytes;
    }
    /// Binary digits, the highest state first.
    [[nodiscard]] std::uint16_t mask(std::size_t at) const {
        unsigned value = 0;
        for (const char digit : word(at)) {
            if (digit != '0' && digit != '1') throw std::runtime_error("not a mask: " + word(at));
            value = value << 1 | (digit == '1' ? 1u : 0u);
        }
        return static_cast<std::uint16_t>(value);
    }
    SensorTemplate& sensor() {
        const int index = profile.find_sensor(byte(2), byte(3));
        if (index < 0) throw std::runtime_error("no such sensor");
        return profile.sensor(static_cast<std::size_t>(index));
    }
    /// For commands on sensors that were added without a record: nothing lists them.
    bool has_sensor() { return profile.find_sensor(byte(2), byte(3)) >= 0; }

    void mc_add() {
        auto& id = profile.device_id;
        id.device_id = byte(2);
        profile.device_sdrs = word(3) == "has-device-sdrs";
        id.provides_device_sdrs = profile.device_sdrs;
        id.device_revision = byte(4) & 0x0f;
        id.firmware_major = byte(5) & 0x7f;
        const auto minor = number(6, 99);  // decimal here, binary-coded decimal on the wire
        id.firmware_minor = static_cast<std::uint8_t>(minor / 10 << 4 | minor % 10);
        id.additional_support = byte(7);
        id.manufacturer_id = number(8, 0xfffff);
        id.product_id = static_cast<std::uint16_t>(number(9, 0xffff));
        id.auxiliary_firmware.reset();
    }
    void sel_enable() { profile.sel_capacity = static_cast<std::uint16_t>(number(2, 0xfffe)); }
    void sel_add() {
        const auto data = bytes_from(3);
        if (data.size() != 13) throw std::runtime_error("a record has 13 bytes after its type");
        SelBytes record{};
        const auto id = profile.sel.size() + 1;
        record[0] = static_cast<std::uint8_t>(id);
        record[1] = static_cast<std::uint8_t>(id >> 8);
        record[2] = byte(2);
        std::copy(data.begin(), data.end(), record.begin() + 3);
        profile.sel.push_back(record);
    }
    void main_sdr_add() { profile.add_record(bytes_from(2)); }
    void mc_add_fru_data() {
        if (word(4) != "data") throw std::runtime_error("only FRU data in the file itself is read");
        auto image = bytes_from(5);
        image.resize(std::max<std::size_t>(number(3, 0xffff), image.size()));
        profile.frus[byte(2)] = std::move(image);
    }
    void sensor_add() {
        const bool event_only = words_->size() > 6 && word(6) == "event-only";
        if (!has_sensor()) return;
        auto& added = sensor();
        listed_[key(added.lun, added.number)] = !event_only;
        // Whatever the record suggests: in this language a sensor reads 0 until it is told.
        added.initial.raw = 0;
        added.initial.states = 0;
        // And it is switched off until sensor_set_event_support (as ipmi_sim 2.0.33 shows; a record's power-up state
        // does not count).
        added.initial.scanning = false;
        added.initial.events = false;
    }
    void sensor_set_value() {
        if (has_sensor()) sensor().initial.raw = byte(4);
    }
    void sensor_set_bit() {
        if (!has_sensor()) return;
        auto& states = sensor().initial.states;
        const auto bit = 1u << number(4, 14);
        states = static_cast<std::uint16_t>(number(5, 1) ? states | bit : states & ~bit);
    }
    void sensor_set_bit_clr_rest() {
        if (!has_sensor()) return;
        sensor().initial.states = static_cast<std::uint16_t>(1u << number(4, 14));
        sensor().initial.raw = byte(4);
    }
    void sensor_set_threshold() {
        if (!has_sensor()) return;
        auto& changed = sensor();
        const auto& access = word(4);
        const auto which = static_cast<std::uint8_t>(mask(5) & 0x3f);
        changed.readable = access == "readable" || access == "settable" ? which : std::uint8_t{0};
        changed.settable = access == "settable" ? which : std::uint8_t{0};
        // UNR first.
        for (std::size_t i = 0; i < 6; ++i) changed.initial.thresholds[5 - i] = byte(6 + i);
    }
    void sensor_set_hysteresis() {
        if (!has_sensor()) return;
        auto& changed = sensor();
        changed.hysteresis = word(4) == "readable" || word(4) == "settable";
        changed.initial.positive_hysteresis = byte(5);
        changed.initial.negative_hysteresis = byte(6);
    }
    void sensor_set_event_support() {
        if (!has_sensor()) return;
        auto& changed = sensor();
        changed.initial.events = word(4) == "enable";
        changed.initial.scanning = word(5) == "scanning";
        changed.assertions = mask(9);
        changed.deassertions = mask(10);
    }

    const Words* words_ = nullptr;
    std::uint8_t bmc_ = 0x20;
    std::map<unsigned, bool> listed_;  ///< sensor -> whether it was added
};

}  // namespace

Profile parse_emu(const std::string& text) {
    const auto lines = lines_of(text);
    Loader loader;
    const auto run = [&loader](const Line& line) {
        try {
            loader.run(line);
        } catch (const std::exception& error) {
            throw std::runtime_error(fmt::format("line {} ({}): {}", line.number, line.words[0], error.what()));
        }
    };
    for (const auto& line : lines)
        if (Loader::is_record(line)) run(line);
    loader.note_listed();
    for (const auto& line : lines)
        if (!Loader::is_record(line)) run(line);
    return loader.finish();
}

}  // namespace ipmi::sim
