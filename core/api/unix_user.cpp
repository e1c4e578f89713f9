#include "api/unix_user.hpp"

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>

#include <array>
#include <vector>

namespace ipmi::api {
namespace {

constexpr std::size_t entry_bytes = 64 * 1024;  // a group may have very many members
constexpr int most_groups = 4096;

std::optional<std::string> name_of_group(gid_t gid) {
    std::vector<char> buffer(entry_bytes);
    group entry{};
    group* found = nullptr;
    if (::getgrgid_r(gid, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) return std::nullopt;
    return found->gr_name;
}

void add_groups(UnixUser& user, gid_t first) {
    std::vector<gid_t> groups(most_groups);
    int count = most_groups;
    if (::getgrouplist(user.name.c_str(), first, groups.data(), &count) < 0) count = most_groups;
    groups.resize(static_cast<std::size_t>(count));
    for (const auto gid : groups)
        if (auto name = name_of_group(gid)) user.groups.insert(std::move(*name));
}

}  // namespace

UnixUser unix_user(uid_t uid, gid_t gid) {
    std::vector<char> buffer(entry_bytes);
    passwd entry{};
    passwd* found = nullptr;
    UnixUser user;
    if (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        user.name = found->pw_name;
        add_groups(user, found->pw_gid);
    } else {
        user.name = fmt::format("uid {}", uid);
    }
    if (auto name = name_of_group(gid)) user.groups.insert(std::move(*name));
    return user;
}

UnixUser unix_user(const std::string& name) {
    std::vector<char> buffer(entry_bytes);
    passwd entry{};
    passwd* found = nullptr;
    UnixUser user;
    user.name = name;
    if (::getpwnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        add_groups(user, found->pw_gid);
    return user;
}

}  // namespace ipmi::api
