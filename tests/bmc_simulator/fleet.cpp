#include "fleet.hpp"

#include <charconv>
#include <stdexcept>

#include "profile_files.hpp"

namespace ipmi::sim {

const Profile& Fleet::profile(const std::string& name, const std::vector<std::string>& frus) {
    auto key = name;
    for (const auto& fru : frus) key += "\n" + fru;
    auto& slot = profiles_[key];
    if (!slot) {
        auto made = load_profile(name);
        for (const auto& fru : frus) {
            const auto equals = fru.find('=');
            const auto file = equals == std::string::npos ? fru : fru.substr(equals + 1);
            unsigned id = 0;
            if (equals != std::string::npos) {
                const auto result = std::from_chars(fru.data(), fru.data() + equals, id);
                if (result.ptr != fru.data() + equals || id > 254) throw std::runtime_error("not [ID=]FILE: " + fru);
            }
            made.frus[static_cast<std::uint8_t>(id)] = read_file(file);
        }
        slot = std::make_unique<const Profile>(std::move(made));
    }
    return *slot;
}

std::size_t Fleet::add(const Profile& profile, std::string address) {
    bmcs_.emplace_back(profile, settings_, bmcs_.size());
    addresses_.push_back(std::move(address));
    return bmcs_.size() - 1;
}

void Fleet::receive(std::size_t index, ByteView datagram, const Path& path, Time now, Outbox& outbox) {
    auto& bmc = bmcs_[index];
    const auto offset = outbox.bytes.size();
    const bool faulty = bmc.has_faults();
    if (faulty && bmc.random.chance(bmc.faults().loss)) return;
    if (!bmc.receive(datagram, now, workspace_, outbox.bytes)) return;
    if (!faulty)
        outbox.add(path, offset);
    else if (bmc.random.chance(bmc.faults().loss))
        outbox.bytes.resize(offset);
    else
        send_late_or_twice(bmc, offset, path, now, outbox);
}

void Fleet::send_late_or_twice(Bmc& bmc, std::size_t offset, const Path& path, Time now, Outbox& outbox) {
    const auto& faults = bmc.faults();
    constexpr auto shortest_hold = std::chrono::milliseconds(5);  // longer than a burst takes
    auto due = bmc.leaves_at() + faults.delay;
    if (faults.jitter > Duration::zero())
        due += Duration(bmc.random.below(static_cast<std::uint64_t>(faults.jitter.count())));
    if (bmc.random.chance(faults.reorder)) due += std::max<Duration>(faults.delay / 2, shortest_hold);
    const int times = bmc.random.chance(faults.duplicate) ? 2 : 1;
    const Bytes answer(outbox.bytes.begin() + static_cast<std::ptrdiff_t>(offset), outbox.bytes.end());
    outbox.bytes.resize(offset);
    for (int i = 0; i < times; ++i) {
        queue_.add(due, path, answer);
        due += faults.jitter;  // the second one comes later where the line is uneven
    }
    queue_.release(now, outbox);
}

Counters Fleet::total() const {
    Counters sum;
    for (const auto& bmc : bmcs_) {
        sum.datagrams += bmc.counters.datagrams;
        sum.replies += bmc.counters.replies;
        sum.commands += bmc.counters.commands;
        sum.sessions += bmc.counters.sessions;
        sum.refused_logins += bmc.counters.refused_logins;
        sum.discarded += bmc.counters.discarded;
    }
    return sum;
}

}  // namespace ipmi::sim
