// The journal for those who look into it again and again: one reader for all of them, opened anew where the journal is
// another file now. The server's thread alone.
#pragma once

#include <optional>

#include "engine/recorder.hpp"
#include "store/journal.hpp"

namespace ipmi::api {

class JournalWatch {
public:
    explicit JournalWatch(const engine::Recorder& recorder) : recorder_(recorder) {}

    /// Null: it cannot be read now. Good until the next call.
    store::JournalReader* reader() {
        const auto journal = recorder_.journals_begun();
        if (reader_ && journal == journal_) return &*reader_;
        reader_.reset();
        auto opened = store::JournalReader::open(recorder_.path());
        if (!opened) return nullptr;
        reader_ = std::move(*opened);
        journal_ = journal;
        return &*reader_;
    }
    /// After an error: it may be another file, or one that was put aside.
    void forget() { reader_.reset(); }

private:
    const engine::Recorder& recorder_;
    std::optional<store::JournalReader> reader_;
    unsigned journal_ = 0;  ///< as Recorder::journals_begun()
};

}  // namespace ipmi::api
