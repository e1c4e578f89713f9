// An inventory file and a host set: the first line of the input is the set, the rest the file. Not hostile, but written
// by people and by programs: a slip is an error with its place, never a crash or a minute of work.
// Targets are not made: that would open the files that the input names.
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/fuzz.hpp"
#include "inventory/fold.hpp"
#include "inventory/inventory.hpp"

namespace {

/// A file in memory that is written anew for each input.
class MemoryFile {
public:
    MemoryFile() : number_(::memfd_create("inventory", MFD_CLOEXEC)) { fuzz::require(number_ >= 0, "memfd_create"); }
    std::string write(std::string_view text) const {
        fuzz::require(::ftruncate(number_, 0) == 0, "ftruncate");
        fuzz::require(::pwrite(number_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()), "pwrite");
        return fmt::format("/proc/self/fd/{}", number_);
    }

private:
    int number_;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const MemoryFile file;
    const auto text = ipmi::as_text(ipmi::ByteView(data, size));
    const auto line = std::min(text.find('\n'), text.size());
    const auto inventory = ipmi::inventory::Inventory::load(file.write(text.substr(std::min(line + 1, text.size()))));
    if (!inventory) {
        fuzz::require(inventory.error().code == ipmi::Errc::local && !inventory.error().context.empty(),
                      "errors say what");
        return 0;
    }
    const auto names = inventory->select(text.substr(0, line));
    if (!names || names->size() > 2000) return 0;  // folding very many is slow under sanitizers
    const ipmi::inventory::HostSet set(names->begin(), names->end());
    const auto again = inventory->select(ipmi::inventory::fold(set));
    fuzz::require(set.empty() || (again && *again == *names), "folded names stand for the same hosts");
    return 0;
}
