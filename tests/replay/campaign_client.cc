#include "tests/replay/campaign_client.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/replay/channel.h"

namespace fudai::replay {

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

  void operator()(const campaign::v1::ReportOrderRequest& request) const {
    Run(*client.orders_, &campaign::v1::OrderService::Stub::AsyncReportOrder, request);
  }
  void operator()(const campaign::v1::ReportRefundRequest& request) const {
    Run(*client.orders_, &campaign::v1::OrderService::Stub::AsyncReportRefund, request);
  }
  void operator()(const campaign::v1::GetBagRequest& request) const {
    Run(*client.bags_, &campaign::v1::LuckyBagService::Stub::AsyncGetBag, request);
  }
  void operator()(const campaign::v1::OpenBagRequest& request) const {
    Run(*client.bags_, &campaign::v1::LuckyBagService::Stub::AsyncOpenBag, request);
  }
  void operator()(const campaign::v1::GetReservationRequest& request) const {
    Run(*client.checkout_, &campaign::v1::CheckoutService::Stub::AsyncGetReservation, request);
  }
  void operator()(const campaign::v1::QuoteOrderRequest& request) const {
    Run(*client.checkout_, &campaign::v1::CheckoutService::Stub::AsyncQuoteOrder, request);
  }
  void operator()(const campaign::v1::ReserveCouponsRequest& request) const {
    Run(*client.checkout_, &campaign::v1::CheckoutService::Stub::AsyncReserveCoupons, request);
  }
  void operator()(const campaign::v1::RedeemReservationRequest& request) const {
    Run(*client.checkout_, &campaign::v1::CheckoutService::Stub::AsyncRedeemReservation, request);
  }
  void operator()(const campaign::v1::ReleaseReservationRequest& request) const {
    Run(*client.checkout_, &campaign::v1::CheckoutService::Stub::AsyncReleaseReservation, request);
  }
  void operator()(const campaign::v1::ReverseRedemptionRequest& request) const {
    Run(*client.checkout_, &campaign::v1::CheckoutService::Stub::AsyncReverseRedemption, request);
  }

  template <typename Stub, typename Request, typename Response>
  using Method = std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> (Stub::*)(grpc::ClientContext*,
                                                                                      const Request&,
                                                                                      grpc::CompletionQueue*);

  template <typename Stub, typename Request, typename Response>
  void Run(Stub& stub, Method<Stub, Request, Response> method, const Request& request) const {
    auto pending = std::make_unique<PendingCall<Response>>();
    pending->act = call.act;
    client.Prepare(call, pending->context);
    pending->reader = (stub.*method)(&pending->context, request, &client.queue_);
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
      bags_(campaign::v1::LuckyBagService::NewStub(channel)),
      checkout_(campaign::v1::CheckoutService::NewStub(channel)) {}

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
