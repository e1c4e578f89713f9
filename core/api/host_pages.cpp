#include "api/host_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "api/chosen_hosts.hpp"
#include "api/etag.hpp"
#include "api/host_form.hpp"
#include "api/host_writer.hpp"
#include "api/list_stream.hpp"
#include "api/permission.hpp"
#include "api/reports.hpp"
#include "inventory/natural_order.hpp"
#include "store/indices.hpp"

namespace ipmi::api {
namespace {

/// The host that the path names, in the form that `shape` gives.
template <class Shape>
Answer of_host(const Asked& asked, const Shape& shape) {
    const auto& name = asked.words[0];
    auto visible = visible_host(asked.context, name);
    if (!visible) return std::move(visible.error());
    const auto& block = *visible;
    if (auto same = unchanged(asked, block->generation)) return std::move(*same);
    Answer answer;
    if constexpr (std::is_same_v<decltype(shape(*block)), std::string>)
        answer.body = shape(*block);
    else
        answer = json_answer(shape(*block));
    answer.etag = etag_of(block->generation);
    return answer;
}

void put_sequences(schema::Json& records, const engine::HostBlock& block, const std::string& journal) {
    auto reader = store::IndexReader::open(journal);
    const auto known = reader ? reader->records(block.name) : std::unexpected(reader.error());
    if (!known) return;
    // Both are in the order of the log; what is too new has no number yet.
    auto at = known->begin();
    const auto& log = block.sel->value;
    for (std::size_t i = 0; i < log.size() && i < records.size(); ++i) {
        const auto found =
            std::find_if(at, known->end(), [&](const auto& entry) { return entry.second == log.raw(i); });
        if (found == known->end()) continue;
        records[i]["sequence"] = found->first;
        at = std::next(found);
    }
}

/// What the parameters "reach", "severity" and "power" ask for, each where it is given.
bool wanted(const engine::HostBlock& block, const Parameters& parameters) {
    const auto is = [&parameters](const char* name, std::string_view value) {
        const auto wanted = parameters.text(name);
        return !wanted || *wanted == value;
    };
    const auto power = block.power();
    return is("reach", engine::to_string(block.reach)) && is("severity", to_string(block.severity())) &&
           is("power", power ? to_string(*power) : "unknown");
}

/// From one host that is wanted to the next.
class HostsWalk {
public:
    HostsWalk(ChosenHosts hosts, Parameters parameters)
        : hosts_(std::move(hosts)),
          parameters_(std::move(parameters)),
          limit_(parameters_.number("limit").value_or(hosts_.size())),
          after_(parameters_.text("after")) {}

    bool write_next(std::string& item) {
        for (; index_ < hosts_.size(); ++index_) {
            const auto block = hosts_.at(index_);
            if (!block || (after_ && !inventory::NaturalLess()(*after_, block->name)) || !wanted(*block, parameters_))
                continue;
            more_ = told_++ >= limit_;
            if (more_) return false;
            last_ = block->name;
            ++index_;
            schema::JsonWriter out(item);
            out.open_object();
            write_summary(out, *block, moment_);
            out.close_object();
            return true;
        }
        return false;
    }
    [[nodiscard]] std::string end(const std::string& trouble) const {
        std::string end = "]";
        if (more_) end += fmt::format(",\"next\":{}", schema::line(last_));
        if (!trouble.empty()) end += fmt::format(",\"trouble\":{}", schema::line(trouble));
        return end + "}\n";
    }

private:
    ChosenHosts hosts_;
    Parameters parameters_;
    std::size_t limit_;
    std::optional<std::string> after_;
    schema::MomentText moment_;
    std::string last_;
    std::size_t index_ = 0;
    std::size_t told_ = 0;
    bool more_ = false;
};

}  // namespace

Answer hosts_page(const Asked& asked) {
    const auto generation = asked.context.engine.snapshot().generation();
    const auto hosts = ChosenHosts::of(asked.context, asked.parameters.text("set"));
    if (!hosts) return problem(400, "bad host set", hosts.error());
    // It comes and goes without a host that changes, so what tells of it has no tag.
    auto trouble = journal_trouble(asked.context);
    if (trouble.empty())
        if (auto same = unchanged(asked, generation)) return std::move(*same);
    const auto walk = std::make_shared<HostsWalk>(*hosts, asked.parameters);
    ListParts parts;
    parts.begin = fmt::format("{{\"generation\":{},\"hosts\":[", generation);
    parts.item = [walk](std::string& item) { return walk->write_next(item); };
    Answer answer;
    if (trouble.empty()) answer.etag = etag_of(generation);
    parts.end = [walk, trouble = std::move(trouble)] { return walk->end(trouble); };
    answer.stream = std::make_unique<ListStream>(std::move(parts));
    return answer;
}

Answer host_page(const Asked& asked) {
    return of_host(asked, summary);
}
Answer host_sensors_page(const Asked& asked) {
    return of_host(
        asked, [&asked](const engine::HostBlock& block) { return sensors_line(block, *asked.context.sensor_forms); });
}
Answer host_power_page(const Asked& asked) {
    return of_host(asked, power);
}
/// Each record with the number that it keeps, as soon as that is on the disk.
Answer host_sel_page(const Asked& asked) {
    auto answer = of_host(asked, [&asked](const engine::HostBlock& block) {
        auto json = sel(block);
        if (block.sel) put_sequences(json["report"]["records"], block, asked.context.engine.recorder().path());
        return json;
    });
    answer.etag.clear();  // the records' numbers come a moment after the records, in the same generation
    return answer;
}
Answer host_device_page(const Asked& asked) {
    return of_host(asked, device);
}
Answer host_fru_page(const Asked& asked) {
    return of_host(asked, fru);
}

Answer refresh_page(const Asked& asked) {
    const auto& name = asked.words[0];
    if (auto no = missing_role(asked.context, Role::operate, name, "refresh")) return std::move(*no);
    const auto block = asked.context.engine.snapshot().find(name);
    if (!block) return no_such_host(name);
    if (!asked.context.engine.refresh(name))
        return problem(409, "cannot be asked", block->error ? block->error->context : "this host cannot be asked");
    auto answer = json_answer(summary(*block));
    answer.status = 202;
    return answer;
}

Answer reports_page(const Asked& asked) {
    auto json = reports(asked.context.engine.snapshot(), *asked.context.actor.rights,
                        asked.parameters.text("hosts").value_or(""), asked.parameters.text("parts").value_or(""));
    return json ? json_answer(*json) : problem(400, "bad question", json.error());
}

}  // namespace ipmi::api
