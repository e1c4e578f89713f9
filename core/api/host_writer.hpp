// A host's summary as summary() has it, written without a tree.
#pragma once

#include "engine/host_block.hpp"
#include "schema/moment_text.hpp"

namespace ipmi::api {

/// Its members; whoever calls opens and closes the object. For JsonWriter and CborWriter.
template <class Writer>
void write_summary(Writer& out, const engine::HostBlock& block, schema::MomentText& moment);

}  // namespace ipmi::api
