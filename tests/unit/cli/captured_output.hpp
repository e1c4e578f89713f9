// What a run would have printed.
#pragma once

#include <string>

#include "cli/output.hpp"

struct CapturedOutput {
    std::string out{};
    std::string error{};
    bool broken = false;
    ipmi::cli::Output output{};

    CapturedOutput() {
        output.out = [this](std::string_view text) {
            if (!broken) out += text;
            return !broken;
        };
        output.error = [this](std::string_view text) { error += text; };
    }
    CapturedOutput(const CapturedOutput&) = delete;
    CapturedOutput& operator=(const CapturedOutput&) = delete;
};
