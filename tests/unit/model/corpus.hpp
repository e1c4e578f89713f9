// The corpus of records from real BMCs with other tools' decodes. Tests that need it skip, by name, without BMCSCOPE_CORPUS.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace corpus {

inline const char* folder() { return std::getenv("BMCSCOPE_CORPUS"); }

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}
inline ipmi::Bytes bytes_of(const std::filesystem::path& file) {
    const auto text = text_of(file);
    return ipmi::Bytes(text.begin(), text.end());
}
inline std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
    return parts;
}
inline std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(' ');
    if (from == std::string::npos) return {};
    return text.substr(from, text.find_last_not_of(' ') - from + 1);
}
/// Files of a corpus folder whose names start and end so, sorted.
inline std::vector<std::filesystem::path> files(const std::string& part, const std::string& prefix, const std::string& suffix) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(folder()) / part)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(suffix)) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace corpus

#define SKIP_WITHOUT_CORPUS() \
    if (corpus::folder() == nullptr) GTEST_SKIP() << "set BMCSCOPE_CORPUS to the folder of records from real BMCs"
