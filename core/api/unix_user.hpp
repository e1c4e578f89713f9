// Users of this machine, as its password database has them: files, LDAP, whatever nsswitch.conf(5) says.
#pragma once

#include <sys/types.h>

#include <optional>
#include <set>
#include <string>

namespace ipmi::api {

struct UnixUser {
    std::string name{};  ///< "uid 1000": the database does not know it
    std::set<std::string, std::less<>> groups{};
};

/// The user with this number, and the group that its process runs in. May take as long as the database does.
UnixUser unix_user(uid_t uid, gid_t gid);
/// One that is known by name alone: whoever is not in the database has no groups.
UnixUser unix_user(const std::string& name);

}  // namespace ipmi::api
