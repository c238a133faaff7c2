#pragma once

#include <memory>
#include <optional>

#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "fudai/campaign/v1/checkout.grpc.pb.h"
#include "fudai/campaign/v1/lucky_bag.grpc.pb.h"
#include "fudai/campaign/v1/orders.grpc.pb.h"
#include "grpcpp/grpcpp.h"
#include "tests/replay/campaign_api.h"
#include "tests/replay/tokens.h"

namespace fudai::replay {

// CampaignClient is the CampaignApi over gRPC: one channel and one completion queue, drained by the thread that calls.
// Each call carries its caller's token and its virtual time.
class CampaignClient final : public CampaignApi {
 public:
  // A call that takes longer than `timeout` ends with DEADLINE_EXCEEDED. Borrows `tokens`.
  CampaignClient(const std::shared_ptr<grpc::Channel>& channel, Tokens& tokens, absl::Duration timeout);
  // Cancels the calls that still run.
  ~CampaignClient() override;

  void Start(const Call& call) override;
  std::optional<Reply> Next(absl::Time deadline) override;

 private:
  struct Pending;
  template <typename Response>
  struct PendingCall;
  struct Starter;

  void Prepare(const Call& call, grpc::ClientContext& context);

  Tokens& tokens_;
  const absl::Duration timeout_;
  const std::unique_ptr<campaign::v1::OrderService::Stub> orders_;
  const std::unique_ptr<campaign::v1::LuckyBagService::Stub> bags_;
  const std::unique_ptr<campaign::v1::CheckoutService::Stub> checkout_;
  grpc::CompletionQueue queue_;
  absl::flat_hash_set<Pending*> pending_;
};

}  // namespace fudai::replay
