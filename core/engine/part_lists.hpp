// What of a host has an index: itself, its entities, FRUs and sensors. Machines that are alike share one list.
#pragma once

#include <ipmi/fru.hpp>
#include <ipmi/sensor.hpp>

#include <unordered_map>

#include "store/kept.hpp"

namespace ipmi::engine {

std::shared_ptr<const store::PartList> parts_of(const FruReport& report);

class PartLists {
public:
    std::shared_ptr<const store::PartList> of(const std::shared_ptr<const SensorTable>& table);

private:
    struct Made {
        std::weak_ptr<const SensorTable> table{};
        std::shared_ptr<const store::PartList> list{};
    };
    std::unordered_map<const SensorTable*, Made> made_;
    std::size_t look_at_ = 64;  ///< so many, and those whose table is gone are dropped
};

}  // namespace ipmi::engine
