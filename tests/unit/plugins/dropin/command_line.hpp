// A command line in memory of its own, as main() gets it: parsing writes into it.
#pragma once

#include <string>
#include <vector>

namespace plugins::dropin {

class CommandLine {
public:
    CommandLine(std::initializer_list<const char*> words) : words_{"check_ipmi_sensor"} {
        words_.insert(words_.end(), words.begin(), words.end());
        for (auto& word : words_) argv_.push_back(word.data());
    }
    [[nodiscard]] int argc() const { return static_cast<int>(argv_.size()); }
    [[nodiscard]] char** argv() { return argv_.data(); }
    [[nodiscard]] const std::string& word(std::size_t index) const { return words_.at(index); }

private:
    std::vector<std::string> words_;
    std::vector<char*> argv_;
};

}  // namespace plugins::dropin
