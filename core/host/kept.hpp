// One thing remembered of one BMC between runs, in a file of its own; written only when it changed. Lost, damaged or
// unwritable it costs a warning, never the call.
#pragma once

#include <string>

#include "host/bmc.hpp"

namespace ipmi::host {

template <class T>
class Kept {
public:
    /// `decode`: ByteView -> Result<T>; what it refuses is as good as not there.
    Kept(Bmc& bmc, const std::string& folder, Result<T> (*decode)(ByteView)) : bmc_(bmc) {
        const auto& target = bmc.target();
        name_ = folder + "/" + model::file_name(target.addresses.empty() ? target.name : target.addresses.front());
        const auto bytes = bmc.environment().files.read(name_);
        if (!bytes) bmc.warnings.push_back("cache: " + bytes.error().context);
        if (bytes && *bytes)
            if (auto known = decode(**bytes)) value = std::move(*known);
        before_ = value;
    }
    /// Errors: local (the file cannot be written), which is a warning too.
    Result<void> save(Bytes (*encode)(const T&), const std::string& otherwise) {
        if (value == before_) return {};
        const auto written = bmc_.environment().files.write(name_, encode(value));
        if (!written) bmc_.warnings.push_back(otherwise + ": " + written.error().context);
        before_ = value;
        return written;
    }
    T value{};

private:
    Bmc& bmc_;
    std::string name_;
    T before_{};
};

}  // namespace ipmi::host
