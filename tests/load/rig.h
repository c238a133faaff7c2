#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/sharecode/share_codec.h"
#include "common/testing/temporary_folder.h"
#include "fudai/config/v1/keys.pb.h"
#include "tests/harness/process.h"
#include "tests/load/store.h"
#include "tests/load/taps.h"

namespace fudai::load {

// Server is a gRPC server under load, with one event loop, as a process of its own.
class Server {
 public:
  // Starts the program and waits until it serves.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const std::vector<std::string>& words,
                                                       const std::string& log_path);

  pid_t pid() const { return process_.pid(); }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

 private:
  Server(const std::vector<std::string>& words, const std::string& log_path) : process_(words, log_path) {}

  harness::Process process_;
  std::shared_ptr<grpc::Channel> channel_;
};

// Rig is all that the benchmark measures: the campaign server on a store of its own, the empty server, and a second
// store on which acts run without a server. All of it ends, and its folder goes, with the object.
class Rig {
 public:
  // Starts everything; `bags` are given to each load.
  static absl::StatusOr<std::unique_ptr<Rig>> Start(int bags);

  Server& campaign_server() { return *campaign_server_; }
  Server& empty_server() { return *empty_server_; }
  // The campaign server's store.
  Store& served_store() { return *served_store_; }
  // The one without a server.
  Store& bare_store() { return *bare_store_; }
  const Friends& friends() const { return *friends_; }
  // The ordering system's `authorization`.
  const std::string& till_authorization() const { return till_authorization_; }

 private:
  Rig() = default;
  absl::Status MintTokens(int bags);
  absl::Status StartStores();
  absl::Status StartServers();

  testsupport::TemporaryFolder folder_;
  config::v1::KeyFile keys_;
  std::optional<sharecode::ShareCodec> codec_;
  std::optional<Friends> friends_;
  std::string till_authorization_;
  std::unique_ptr<Store> served_store_;
  std::unique_ptr<Store> bare_store_;
  std::unique_ptr<Server> campaign_server_;
  std::unique_ptr<Server> empty_server_;
};

}  // namespace fudai::load
