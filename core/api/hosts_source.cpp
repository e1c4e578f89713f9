#include "api/hosts_source.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/text.hpp"
#include "inventory/fold.hpp"

namespace ipmi::api {
namespace {

constexpr std::size_t share_that_asks = 10;  ///< more than one host in so many: that may be a mistake
constexpr std::size_t most_told = 1000;      ///< bytes of one event about hosts whose secrets cannot be read

/// Why, and which hosts: thousands may share one secret.
using HostsByReason = std::map<std::string, inventory::HostSet>;

void tell(std::string& line, const char* what, const HostsByReason& hosts) {
    for (const auto& [why, names] : hosts)
        line += fmt::format("{}{} {}: {}", line.empty() ? "" : "; ", inventory::fold(names), what, why);
}

std::string state_of(const std::string& path) {
    struct stat known {};
    if (::stat(path.c_str(), &known) != 0) return path + ": missing\n";
    return fmt::format("{}: {} {} {} {}.{}\n", path, known.st_dev, known.st_ino, known.st_size, known.st_mtim.tv_sec,
                       known.st_mtim.tv_nsec);
}

}  // namespace

std::string HostsSource::fingerprint() const {
    std::error_code error;
    if (!std::filesystem::is_directory(path_, error)) return state_of(path_);
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(path_, error))
        if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    std::string text;
    for (const auto& file : files) text += state_of(file);
    return text;
}

bool HostsSource::changed() const {
    const std::lock_guard lock(mutex_);
    return fingerprint() != loaded_;
}

std::shared_ptr<const inventory::Inventory> HostsSource::inventory() const {
    const std::lock_guard lock(mutex_);
    return inventory_;
}

InventoryReadings HostsSource::readings_of_it() const {
    const std::lock_guard lock(mutex_);
    return readings_;
}

Event event_of(const Result<Reloaded>& done) {
    Event event;
    event.time = WallClock::now();
    event.severity = done && done->remarks.empty() ? Severity::ok : Severity::warning;
    if (!done) {
        event.text = fmt::format("inventory not taken over, the old one stays: {}", done.error().context);
        return event;
    }
    event.text = fmt::format("inventory read again: {} hosts, {} came, {} went", done->hosts, done->come, done->gone);
    if (!done->remarks.empty()) event.text += "; " + done->remarks;
    return event;
}

Result<Reloaded> HostsSource::load(Loss loss) {
    const std::lock_guard lock(mutex_);
    auto result = load_files(loss);
    readings_.good = result.has_value();
    if (result)
        readings_.last_good = WallClock::now();
    else
        ++readings_.refused;
    return result;
}

Result<Reloaded> HostsSource::load_files(Loss loss) {
    loaded_ = fingerprint();  // before it is read: what changes meanwhile is read again
    auto loaded = inventory::Inventory::load(path_);
    if (!loaded) return std::unexpected(loaded.error());
    Reloaded result;
    const auto& hosts = loaded->hosts();
    result.hosts = hosts.size();
    const auto in_inventory = [&hosts](const std::string& name) { return hosts.contains(name); };
    if (inventory_) {
        const auto& before = inventory_->hosts();
        for (const auto& [name, entry] : before) result.gone += hosts.contains(name) ? 0 : 1;
        for (const auto& [name, entry] : hosts) result.come += before.contains(name) ? 0 : 1;
        if (loss == Loss::ask && result.gone * share_that_asks > before.size())
            return fail(Errc::local, fmt::format("{}: {} of {} hosts would go, which may be a mistake; if it is meant, "
                                                 "say `bmcscope inventory reload --force`",
                                                 path_, result.gone, before.size()));
    } else {
        result.come = hosts.size();
        const auto& before = engine_.recorder().beginning().inventory;
        missed_ = {before.begin(), before.end()};
        std::erase_if(missed_, in_inventory);
        if (missed_.size() * share_that_asks <= before.size()) missed_.clear();
    }
    std::erase_if(missed_, in_inventory);
    if (loss == Loss::meant) {
        result.gone += missed_.size();
        missed_.clear();
    }
    if (!missed_.empty())
        result.missed = clean_text(
            fmt::format(
                "hosts that were known before the start are not in the inventory, which may be a mistake; their "
                "incidents stay open until they are back or `bmcscope inventory reload --force` says that it is "
                "meant: {}",
                inventory::fold(missed_)),
            most_told);
    result.remarks = result.missed;
    std::vector<Target> targets;
    std::vector<engine::Unusable> unusable;
    HostsByReason cannot;
    HostsByReason kept;
    inventory::SecretCache secrets;
    for (const auto& [name, entry] : hosts) {
        auto target = loaded->target(name, inventory::Purpose::read, secrets);
        if (target) {
            targets.push_back(std::move(*target));
            continue;
        }
        const auto& why = target.error().context;
        auto line = fmt::format("{}: {}", name, why);
        if (const auto before = asked_.find(name); before != asked_.end()) {
            targets.push_back(before->second);
            result.kept.push_back(std::move(line));
            kept[why].insert(name);
        } else {
            unusable.push_back({name, entry.addresses, target.error()});
            result.unusable.push_back(std::move(line));
            cannot[why].insert(name);
        }
    }
    tell(result.remarks, "kept with the former password", kept);
    tell(result.remarks, "cannot be asked", cannot);
    result.remarks = clean_text(result.remarks, most_told);
    asked_.clear();
    for (const auto& target : targets) asked_.emplace(target.name, target);
    engine::Engine::Polls polls;
    for (const auto& [name, entry] : hosts)
        if (auto poll = loaded->poll(name); !poll.empty()) polls.emplace(name, poll);
    engine_.set_hosts(std::move(targets), std::move(unusable), std::move(polls), missed_);
    inventory_ = std::make_shared<const inventory::Inventory>(std::move(*loaded));
    return result;
}

}  // namespace ipmi::api
