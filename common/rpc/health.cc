#include "common/rpc/health.h"

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/async/loop.h"

namespace fudai::rpc {
namespace {

constexpr absl::Duration kPeriod = absl::Milliseconds(50);

HealthService::Response ToResponse(Health::Answer answer) {
  HealthService::Response response;
  response.set_value(answer);
  return response;
}

}  // namespace

Health::Answer Health::Of(absl::string_view service) const {
  if (!service.empty() && !services_.contains(service)) return kServiceUnknown;
  return serving_ ? kServing : kNotServing;
}

async::Task<absl::StatusOr<HealthService::Response>> HealthService::Check(const Request& request,
                                                                          const CallContext& /*context*/) {
  const Health::Answer answer = health_->Of(request.value());
  if (answer == Health::kServiceUnknown)
    co_return absl::NotFoundError(absl::StrCat("no such service: ", request.value()));
  co_return ToResponse(answer);
}

async::Task<absl::Status> HealthService::Watch(const Request& request, const CallContext& context,
                                               Writer<Response> writer) {
  ++watches_;
  const absl::Cleanup leave = [this] { --watches_; };
  int last = 0;
  while (!ended_() && !context.gone()) {
    const Health::Answer now = health_->Of(request.value());
    if (now != last && !co_await writer.Write(ToResponse(now))) break;
    last = now;
    co_await context.loop->Sleep(kPeriod);
  }
  co_return absl::UnavailableError("the server has ended");
}

std::vector<Method> HealthService::Methods() {
  return {
      Unary({.name = "grpc.health.v1.Health.Check", .roles = {}, .load = LoadClass::kHealth, .access = Access::kAnyone},
            this, &HealthService::Check),
      ServerStream(
          {.name = "grpc.health.v1.Health.Watch", .roles = {}, .load = LoadClass::kHealth, .access = Access::kAnyone},
          this, &HealthService::Watch)};
}

}  // namespace fudai::rpc
