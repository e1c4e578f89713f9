#include "cli/from_file.hpp"

#include <fmt/format.h>
#include <ipmi/decode.hpp>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "cli/show_fru.hpp"
#include "cli/show_sel.hpp"

namespace ipmi::cli {
namespace {

constexpr std::size_t largest_file = 4u << 20;  // a log has at most 65,535 records of 16 bytes

Result<Bytes> read_file(const std::string& path) {
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(Errc::local, fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    // Not by stream iterators: libstdc++ throws from them where the path is a folder.
    std::string text(largest_file + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    Bytes bytes(as_bytes(text).begin(), as_bytes(text).end());
    if (file.bad() || (bytes.empty() && errno != 0))
        return fail(Errc::local, fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    if (bytes.size() > largest_file) return fail(Errc::local, fmt::format("{} is larger than 4 MiB", path));
    return bytes;
}

}  // namespace

Result<Shown> show_file(const Options& options, const Style& style) {
    const auto image = read_file(options.from_file);
    if (!image) return std::unexpected(image.error());
    if (options.verb == Verb::fru) {
        FruReport report;
        report.frus.push_back(decode_fru_image(*image));
        auto shown = show(report, style);
        shown.statistics.reset();
        shown.success = !report.frus.front().areas.empty();
        return shown;
    }
    auto report = decode_sel_image(*image);
    if (!report) return std::unexpected(within(options.from_file, report.error()));
    const std::size_t newest = options.sel.newest;
    if (newest > 0 && report->records.size() > newest)
        report->records.erase(report->records.begin(), report->records.end() - static_cast<std::ptrdiff_t>(newest));
    return show_sel(*report, style, false, true);
}

}  // namespace ipmi::cli
