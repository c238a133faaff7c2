#include "tests/replay/campaign_client.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/replay/channel.h"

namespace fudai::replay {

using campaign::v1::GetBagRequest;
using campaign::v1::OpenBagRequest;
using campaign::v1::ReportOrderRequest;
using campaign::v1::ReportRefundRequest;

// A call that runs; its address is the completion queue's tag.
struct CampaignClient::Pending {
  virtual ~Pending() = default;
  virtual CampaignResponse TakeResponse() = 0;

  int act = 0;
  grpc::ClientContext context;
  grpc::Status status;
};

template <typename Response>
struct CampaignClient::PendingCall final : Pending {
  CampaignResponse TakeResponse() override { return std::move(response); }

  Response response;
  std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> reader;
};

// Begins the call of one kind of request.
struct CampaignClient::Starter {
  CampaignClient& client;
  const Call& call;

  void operator()(const ReportOrderRequest& request) const {
    Run<campaign::v1::ReportOrderResponse>([&](grpc::ClientContext* context) {
      return client.orders_->AsyncReportOrder(context, request, &client.queue_);
    });
  }
  void operator()(const ReportRefundRequest& request) const {
    Run<campaign::v1::ReportRefundResponse>([&](grpc::ClientContext* context) {
      return client.orders_->AsyncReportRefund(context, request, &client.queue_);
    });
  }
  void operator()(const GetBagRequest& request) const {
    Run<campaign::v1::GetBagResponse>(
        [&](grpc::ClientContext* context) { return client.bags_->AsyncGetBag(context, request, &client.queue_); });
  }
  void operator()(const OpenBagRequest& request) const {
    Run<campaign::v1::OpenBagResponse>(
        [&](grpc::ClientContext* context) { return client.bags_->AsyncOpenBag(context, request, &client.queue_); });
  }

  template <typename Response, typename Begin>
  void Run(Begin begin) const {
    auto pending = std::make_unique<PendingCall<Response>>();
    pending->act = call.act;
    client.Prepare(call, pending->context);
    pending->reader = begin(&pending->context);
    Pending* tag = pending.get();
    client.pending_.insert(tag);
    PendingCall<Response>* running = pending.release();
    running->reader->Finish(&running->response, &running->status, tag);
  }
};

CampaignClient::CampaignClient(const std::shared_ptr<grpc::Channel>& channel, Tokens& tokens, absl::Duration timeout)
    : tokens_(tokens),
      timeout_(timeout),
      orders_(campaign::v1::OrderService::NewStub(channel)),
      bags_(campaign::v1::LuckyBagService::NewStub(channel)) {}

CampaignClient::~CampaignClient() {
  for (Pending* pending : pending_) pending->context.TryCancel();
  queue_.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue_.Next(&tag, &ok)) delete static_cast<Pending*>(tag);
}

void CampaignClient::Start(const Call& call) { std::visit(Starter{*this, call}, call.request); }

std::optional<Reply> CampaignClient::Next(absl::Time deadline) {
  void* tag = nullptr;
  bool ok = false;
  if (queue_.AsyncNext(&tag, &ok, absl::ToChronoTime(deadline)) != grpc::CompletionQueue::GOT_EVENT)
    return std::nullopt;
  const std::unique_ptr<Pending> pending(static_cast<Pending*>(tag));
  pending_.erase(pending.get());
  return Reply{.act = pending->act, .status = ToAbslStatus(pending->status), .response = pending->TakeResponse()};
}

void CampaignClient::Prepare(const Call& call, grpc::ClientContext& context) {
  context.AddMetadata("authorization",
                      call.user_id.empty() ? tokens_.ordering_system() : tokens_.AppUser(call.user_id));
  context.AddMetadata("fudai-time-ms", absl::StrCat(call.time_ms));
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout_));
}

}  // namespace fudai::replay
