#include "inventory/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/text.hpp"
#include "inventory/folded_name.hpp"
#include "inventory/text_file.hpp"

namespace ipmi::inventory {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 64u << 20;  // ten thousand hosts are about 2 MiB

Result<std::vector<std::string>> files_of(const std::string& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) return std::vector<std::string>{path};
    std::vector<std::string> files;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
        const auto name = at->path().filename().string();
        if (name.ends_with(".toml") && !name.starts_with('.')) files.push_back(at->path().string());
    }
    if (error) return fail(Errc::local, fmt::format("cannot read folder {}: {}", path, error.message()));
    if (files.empty()) return fail(Errc::local, fmt::format("folder {} has no file whose name ends in .toml", path));
    std::sort(files.begin(), files.end());
    return files;
}

/// Reads the entries of one kind with `read`, names checked, none twice.
template <class Map, class Read>
void add(TableReader& file, std::string_view kind, Map& map, Read read) {
    for (const auto& [name, table] : file.tables(kind)) {
        const auto shown = fmt::format("{}.{}", kind, clean_text(name.value, 80));
        if (!is_name(name.value))
            file.refuse(name.where, fmt::format("'{}' is not a name: letters, digits, '.', '_' and '-', a letter or "
                                                "digit first",
                                                clean_text(name.value, 80)));
        TableReader reader(name.where.file, *table, shown);
        auto entry = read(reader, name.value);
        if (reader.problem()) file.adopt(*reader.problem());
        const auto [at, added] = map.try_emplace(name.value, std::move(entry));
        if (!added)
            file.refuse(name.where, fmt::format("[{}] stands in {} already", shown, to_string(at->second.where)));
    }
}

std::optional<Error> add_file(const std::string& path, const toml::table& table, Entries& entries) {
    TableReader file(path, table, "");
    add(file, "credential", entries.credentials,
        [](TableReader& reader, const std::string& name) { return read_credential_entry(reader, name); });
    add(file, "host", entries.hosts, read_host_entry);
    add(file, "group", entries.groups, read_group_entry);
    add(file, "role", entries.roles, read_role_entry);
    file.finish();
    return file.problem();
}

/// Every credential that a host names must be there.
Result<void> check_references(const Entries& entries) {
    for (const auto& [name, host] : entries.hosts) {
        for (const auto* reference : {&host.credential, &host.control}) {
            if (reference->empty() || entries.credentials.contains(*reference)) continue;
            const auto& where = reference == &host.credential ? host.credential_at : host.control_at;
            return fail(Errc::local,
                        fmt::format("{}: no credential '{}'; write [credential.{}] or correct the name",
                                    to_string(where), clean_text(*reference, 80), clean_text(*reference, 80)));
        }
    }
    return {};
}

}  // namespace

Result<Entries> read_entries(const std::string& path) {
    const auto files = files_of(path);
    if (!files) return std::unexpected(files.error());
    Entries entries;
    for (const auto& file : *files) {
        const auto text = read_text_file(file, largest_file);
        if (!text) return fail(Errc::local, fmt::format("cannot read {}: {}", file, text.error()));
        const auto parsed = toml::parse(*text, file);
        if (!parsed) {
            const auto& begin = parsed.error().source().begin;
            return fail(Errc::local, fmt::format("{}:{}:{}: {}", file, begin.line, begin.column,
                                                 clean_text(parsed.error().description())));
        }
        if (const auto problem = add_file(file, parsed.table(), entries)) return std::unexpected(*problem);
    }
    if (const auto sound = check_references(entries); !sound) return std::unexpected(sound.error());
    return entries;
}

}  // namespace ipmi::inventory
