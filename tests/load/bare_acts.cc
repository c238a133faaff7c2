#include "tests/load/bare_acts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"
#include "fudai/campaign/v1/orders.pb.h"

namespace fudai::load {
namespace {

using campaign::v1::OpenBagRequest;
using campaign::v1::OpenBagResponse;
using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportOrderResponse;

constexpr int kGivingDepth = 64;

ReportOrderRequest OrderNumber(int64_t number) {
  ReportOrderRequest order;
  order.set_order_id(absl::StrCat("order-", number));
  order.set_user_id(absl::StrCat("oSharer_", absl::Hex(number, absl::kZeroPad16)));
  order.set_shop_id("shop-1");
  order.set_items(1);
  order.set_amount_fen(2800);
  order.mutable_paid_at()->set_seconds(absl::ToUnixSeconds(absl::Now()));
  return order;
}

}  // namespace

// How far a run of acts has come; shared by its workers.
struct BareActs::Progress {
  const rpc::Method* method = nullptr;
  async::Loop* loop = nullptr;
  size_t next = 0;
  int workers = 0;
  LoadResult result;
  absl::Status failed;
};

BareActs::BareActs(const redis::Options& redis, std::string token, const sharecode::ShareCodec* codec)
    : services_(&loop_, redis, std::move(token), codec, &metrics_), table_(services_.Table()) {}

absl::StatusOr<std::vector<std::string>> BareActs::GiveBags(int count) {
  std::vector<std::string> share_codes;
  Acts acts{.method = "fudai.campaign.v1.OrderService.ReportOrder",
            .count = static_cast<size_t>(count),
            .depth = kGivingDepth};
  acts.act = [this](size_t) {
    return Act{{"ordering", auth::Role::kOrderingSystem}, std::make_unique<ReportOrderRequest>(OrderNumber(++orders_))};
  };
  acts.answered = [&](const Message& response) {
    share_codes.push_back(static_cast<const ReportOrderResponse&>(response).bag().share_code());
  };
  RETURN_IF_ERROR(RunAll(acts));
  return share_codes;
}

absl::StatusOr<LoadResult> BareActs::Open(const std::vector<Tap>& taps, int depth) {
  int64_t opened = 0;
  Acts acts{.method = "fudai.campaign.v1.LuckyBagService.OpenBag", .count = taps.size(), .depth = depth};
  acts.act = [&](size_t i) {
    auto request = std::make_unique<OpenBagRequest>();
    request->set_share_code(*taps[i].share_code);
    return Act{{*taps[i].user_id, auth::Role::kAppUser}, std::move(request)};
  };
  acts.answered = [&](const Message& response) {
    opened += static_cast<const OpenBagResponse&>(response).outcome() == OpenBagResponse::OUTCOME_OPENED;
  };
  ASSIGN_OR_RETURN(LoadResult result, RunAll(acts));
  result.opened = opened;
  return result;
}

absl::StatusOr<LoadResult> BareActs::RunAll(const Acts& acts) {
  const auto method =
      std::find_if(table_.begin(), table_.end(), [&](const rpc::Method& row) { return row.name == acts.method; });
  if (method == table_.end()) return absl::NotFoundError(absl::StrCat("the table of methods has no row ", acts.method));
  Progress progress{.method = &*method, .loop = &loop_, .workers = acts.depth};
  const absl::Time began = absl::Now();
  for (int i = 0; i < acts.depth; ++i) async::Spawn(Work(&acts, &progress));
  loop_.RunUntil([&] { return progress.workers == 0; });
  progress.result.elapsed = absl::Now() - began;
  if (!progress.failed.ok()) return progress.failed;
  return std::move(progress.result);
}

async::Task<void> BareActs::Work(const Acts* acts, Progress* progress) {
  while (progress->failed.ok() && progress->next < acts->count) {
    const Act act = acts->act(progress->next++);
    const absl::Time began = absl::Now();
    const rpc::CallContext context{.identity = act.caller, .now = began, .loop = progress->loop};
    const absl::StatusOr<std::unique_ptr<Message>> response =
        co_await progress->method->unary(act.request.get(), &context);
    progress->result.latencies.push_back(absl::Now() - began);
    progress->failed.Update(response.status());
    if (response.ok()) acts->answered(**response);
  }
  --progress->workers;
}

}  // namespace fudai::load
