// check_bmc: one binary, a link for each mode. Everything before the printing is a function that a test can call.
#include <fmt/format.h>
#include <ipmi/secret.hpp>

#include <exception>
#include <memory>
#include <string_view>

#include "engine_source.hpp"
#include "fallback_source.hpp"
#include "generate/generate.hpp"
#include "last_word.hpp"
#include "options.hpp"
#include "render.hpp"
#include "run.hpp"

namespace {

struct Answer {
    std::string text{};
    int code = 3;
};

std::unique_ptr<plugins::Source> source_of(const plugins::Options& options, const ipmi::ClientOptions& wanted) {
    if (options.fallback) return std::make_unique<plugins::FallbackSource>(options, wanted);
    if (options.engine)
        return std::make_unique<plugins::EngineSource>(*options.engine, plugins::limits_of(options.timeout).timeout);
    return std::make_unique<plugins::DirectSource>(wanted);
}

Answer answer(plugins::Mode mode, int argc, char** argv) {
    plugins::begin_last_word(plugins::default_deadline);
    const auto parsed = plugins::parse(mode, argc, argv);
    if (!parsed.run) return {parsed.message, 3};
    const auto& options = parsed.options;
    plugins::begin_last_word(options.timeout);
    ipmi::ClientOptions wanted;
    wanted.retry_auth = options.retry_auth;
    wanted.at_once = options.at_once;
    wanted.handle_signals = true;
    const auto source = source_of(options, wanted);
    const auto check = plugins::run(options, *source);
    const auto text =
        options.output == plugins::Output::json ? render_json(check, options.style) : render_text(check, options.style);
    return {text, plugins::exit_code(worst(check, options.style.order))};
}

}  // namespace

int main(int argc, char** argv) {
    ipmi::forbid_core_dumps();
    Answer given;
    try {
        if (argc > 1 && argv[1] == std::string_view("generate")) return plugins::generate(argc - 1, argv + 1);
        const auto mode = plugins::mode_of(argv[0] != nullptr ? argv[0] : "");
        given = answer(mode.value_or(plugins::Mode::host), argc, argv);
    } catch (const std::exception& error) {
        given.text = fmt::format("UNKNOWN: {}\n", error.what());
    }
    plugins::say(given.text.data(), given.text.size(), given.code);
}
