#include "cli/reload_inventory.hpp"

#include <fmt/format.h>

#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "schema/values.hpp"

namespace ipmi::cli {

int reload_inventory(const Options& options, Output& output) {
    client::EngineLink engine(engine_socket(options));
    const auto done = client::reload_inventory(engine, options.force, engine_timeout_of(options));
    if (!done) {
        tell_no_engine(output, done.error(), "Only an inventory that is in use can be read again, by");
        return done.error().code == Errc::local ? exit_usage : exit_none_succeeded;
    }
    if (options.json) {
        schema::Json json;
        json["hosts"] = done->hosts;
        json["come"] = done->come;
        json["gone"] = done->gone;
        json["unusable"] = done->unusable;
        json["kept"] = done->kept;
        (void)output.out(schema::line(json) + '\n');
        return exit_all_succeeded;
    }
    (void)output.out(fmt::format("{} hosts, {} came, {} went\n", done->hosts, done->come, done->gone));
    for (const auto& host : done->unusable) output.error(fmt::format("cannot be asked: {}\n", host));
    for (const auto& host : done->kept) output.error(fmt::format("kept with the former password: {}\n", host));
    return exit_all_succeeded;
}

}  // namespace ipmi::cli
