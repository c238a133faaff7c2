#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sharecode/share_codec.h"
#include "fudai/campaign/v1/campaign.pb.h"
#include "tests/harness/process.h"
#include "tests/load/bare_acts.h"

namespace fudai::load {

// The generation of the benchmark's stores.
inline constexpr char kGeneration[] = "benchmark";
// Their campaign.
inline constexpr char kCampaign[] = "benchmark";

// Store is a Redis of the benchmark's own, on a unix socket, as deploy/redis.conf says, with an initialized store in
// which this campaign gives bags, and the wallets' campaign (wallets.h) is over. It ends with the object.
class Store {
 public:
  // Keeps its files under `folder`, which exists and is empty. The codec outlives it.
  static absl::StatusOr<std::unique_ptr<Store>> Start(const std::string& folder, const campaign::v1::CampaignSpec& spec,
                                                      const sharecode::ShareCodec* codec);

  // As servers take it: "unix:/path".
  std::string address() const;
  pid_t pid() const { return redis_.pid(); }
  BareActs& acts() { return *acts_; }

  // Waits until the server's relay has passed every event. DEADLINE_EXCEEDED if it has not within a minute.
  absl::Status AwaitRelayed();

 private:
  explicit Store(const std::string& folder);
  absl::Status Fill(const campaign::v1::CampaignSpec& spec, const sharecode::ShareCodec* codec);

  std::string socket_;
  harness::Process redis_;
  std::unique_ptr<BareActs> acts_;
};

}  // namespace fudai::load
