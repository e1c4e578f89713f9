#include "api/order_pages.hpp"

#include <fmt/format.h>

#include "api/order_body.hpp"
#include "api/permission.hpp"
#include "inventory/fold.hpp"
#include "schema/chassis_form.hpp"

namespace ipmi::api {
namespace {

using engine::Order;
using engine::OrderAnswer;
using engine::OrderPace;
using engine::OrderResult;
using engine::OrderRun;
using Request = std::variant<PowerRequest, IdentifyRequest>;

Answer audit_problem() {
    return problem(503, "nothing was done", "the audit cannot be written, so nothing was done; see the engine's log");
}

/// {"identify": "on", "seconds": 15}
schema::Json form(const IdentifyRequest& request, bool as_asked) {
    schema::Json json;
    json["identify"] = request.on ? "on" : "off";
    if (!as_asked)
        json["seconds"] = 255;
    else if (request.seconds)
        json["seconds"] = *request.seconds;
    return json;
}

Result<schema::Json> form(const Result<OrderAnswer>& answer, const Request& request) {
    if (!answer) return std::unexpected(answer.error());
    if (const auto* power = std::get_if<PowerResult>(&*answer)) return schema::form(*power);
    return form(std::get<IdentifyRequest>(request), std::get<bool>(*answer));
}

/// What the BMC did not do.
Answer bmc_problem(const OrderResult& result) {
    const auto& error = result.answer.error();
    const bool silent = error.code == Errc::timeout || error.code == Errc::unreachable;
    auto json = problem_form(silent ? 504 : 502, "the BMC did not do it", error.context);
    json["host"] = result.host;
    json["error"] = schema::form(error);
    return problem(json);
}

/// Whoever waits for a run. It goes with the client, or with the answer, when nothing is left to give up.
class Waiter {
public:
    explicit Waiter(std::shared_ptr<OrderRun> run) : run_(std::move(run)) {}
    ~Waiter() { run_->give_up(); }
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    OrderRun* operator->() const { return run_.get(); }

private:
    std::shared_ptr<OrderRun> run_;
};
using SharedWaiter = std::shared_ptr<const Waiter>;

/// Of one host, as soon as it is known.
Answer when_known(std::shared_ptr<OrderRun> given, Request request) {
    Answer answer;
    answer.later = [run = std::make_shared<const Waiter>(std::move(given)),
                    request = std::move(request)]() -> std::unique_ptr<Answer> {
        if ((*run)->start() == OrderRun::Start::refused) return std::make_unique<Answer>(audit_problem());
        auto taken = (*run)->take();
        if (taken.results.empty()) return nullptr;
        const auto& result = taken.results.front();
        auto json = form(result.answer, request);
        if (!json) return std::make_unique<Answer>(bmc_problem(result));
        schema::Json of_host;
        of_host["host"] = result.host;
        of_host.update(*json);
        return std::make_unique<Answer>(json_answer(of_host));
    };
    return answer;
}

/// A line of JSON for each host.
class ResultLines final : public Stream {
public:
    ResultLines(std::vector<OrderResult> at_once, SharedWaiter run, Request request)
        : results_(std::move(at_once)), run_(std::move(run)), request_(std::move(request)) {}

    Then next(std::string& chunk) override {
        auto taken = (*run_)->take();
        for (auto& result : taken.results) results_.push_back(std::move(result));
        for (const auto& result : results_)
            chunk +=
                schema::line(schema::host_form(result.host, WallClock::now(), form(result.answer, request_))) + '\n';
        results_.clear();
        return taken.all ? Then::end : Then::wait;
    }
    /// An empty line: so it shows that somebody has gone.
    void keep_alive(std::string& chunk) override { chunk += '\n'; }

private:
    std::vector<OrderResult> results_;
    SharedWaiter run_;
    Request request_;
};

/// Of many, from when it is known that something is done.
Answer when_begun(std::vector<OrderResult> at_once, std::shared_ptr<OrderRun> given, Request request) {
    Answer answer;
    answer.later = [at_once = std::move(at_once), run = std::make_shared<const Waiter>(std::move(given)),
                    request = std::move(request)]() -> std::unique_ptr<Answer> {
        const auto start = (*run)->start();
        if (start == OrderRun::Start::waiting) return nullptr;
        if (start == OrderRun::Start::refused) return std::make_unique<Answer>(audit_problem());
        auto lines = std::make_unique<Answer>();
        lines->content_type = "application/x-ndjson";
        lines->stream = std::make_unique<ResultLines>(at_once, run, request);
        return lines;
    };
    return answer;
}

/// Errors: local: no control credential, a secret that cannot be read.
Result<Order> order_for(const Asked& asked, const std::string& host, const Request& request, const std::string& action,
                        inventory::SecretCache& secrets) {
    auto target = asked.context.inventory->target(host, inventory::Purpose::control, secrets);
    if (!target) return std::unexpected(target.error());
    return Order{std::move(*target), request, asked_by(asked.context.actor, action, host)};
}

Answer order_of_host(const Asked& asked, const Request& request, const std::string& action) {
    const auto& host = asked.words[0];
    if (auto no = missing_role(asked.context, Role::operate, host, action)) return std::move(*no);
    if (!asked.context.inventory->hosts().contains(host)) return no_such_host(host);
    auto& orders = asked.context.engine.orders();
    if (const auto holder = orders.holder(host); !holder.empty())
        return problem(409, "another order is being carried out",
                       fmt::format("{}: {}; ask again when that is over, or its client has gone", host, holder));
    inventory::SecretCache secrets;
    auto order = order_for(asked, host, request, action, secrets);
    if (!order) return problem(409, "cannot be asked", order.error().context);
    std::vector<Order> one;
    one.push_back(std::move(*order));
    auto run = orders.give(std::move(one), OrderPace{});
    return when_known(std::move(run), request);
}

Answer too_many(const PowerBody& body, const std::vector<std::string>& hosts) {
    const inventory::HostSet names(hosts.begin(), hosts.end());
    const auto said =
        body.count ? fmt::format("\"count\" says {}", *body.count)
                   : fmt::format("for more than {} \"count\" has to say how many", most_uncounted(body.request.action));
    auto json = problem_form(
        409, "how many hosts",
        fmt::format("these are {} hosts, and {}: {}; nothing was done", hosts.size(), said, inventory::fold(names)));
    json["hosts"] = hosts.size();
    return problem(json);
}

}  // namespace

Answer power_order_page(const Asked& asked) {
    const auto body = parse_power_body(asked.question.body);
    if (!body) return problem(400, "bad body", body.error());
    if (!body->set.empty()) return problem(400, "bad body", "for a set ask POST /v1/power");
    return order_of_host(asked, body->request, name_of(body->request));
}

Answer identify_order_page(const Asked& asked) {
    const auto request = parse_identify_body(asked.question.body);
    if (!request) return problem(400, "bad body", request.error());
    return order_of_host(asked, *request, name_of(*request));
}

Answer power_of_set_page(const Asked& asked) {
    const auto body = parse_power_body(asked.question.body);
    if (!body) return problem(400, "bad body", body.error());
    if (body->set.empty()) return problem(400, "bad body", "\"set\" says which hosts");
    const auto& context = asked.context;
    const auto hosts = visible_names(context, body->set);
    if (!hosts) return problem(400, "bad host set", hosts.error());
    if (hosts->empty()) return problem(404, "no such host", "the set has no host");
    const auto action = name_of(body->request);
    // All or none: half of a rack is seldom what was meant.
    for (const auto& host : *hosts)
        if (auto no = missing_role(context, Role::operate, host, action)) return std::move(*no);
    if (body->count ? *body->count != hosts->size() : hosts->size() > most_uncounted(body->request.action))
        return too_many(*body, *hosts);
    const Request request = body->request;
    inventory::SecretCache secrets;
    std::vector<Order> orders;
    std::vector<OrderResult> failed;
    for (const auto& host : *hosts) {
        auto order = order_for(asked, host, request, action, secrets);
        if (order)
            orders.push_back(std::move(*order));
        else
            failed.push_back({host, std::unexpected(order.error())});
    }
    const auto stagger =
        body->stagger.value_or(orders.size() > 1 ? usual_stagger(body->request.action) : std::chrono::milliseconds(0));
    auto run = context.engine.orders().give(std::move(orders), OrderPace{body->at_once, stagger});
    return when_begun(std::move(failed), std::move(run), request);
}

}  // namespace ipmi::api
