#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/auth/identity.h"
#include "common/testing/redis_server.h"
#include "common/testing/temporary_folder.h"
#include "common/world/world.h"
#include "fudai/campaign/v1/campaign.pb.h"
#include "fudai/config/v1/keys.pb.h"
#include "tests/harness/caller.h"
#include "tests/harness/server_process.h"

namespace fudai::harness {

// The moment at which callers act unless told otherwise. The servers run in simulated time.
absl::Time Noon();

struct StackOptions {
  // The admin server's database; empty: SQLite in the stack's folder.
  std::string database;
  // Whether both servers hold a rehearsal.
  bool rehearsal = false;
  // Whether both servers offer HTTP as well, on free ports.
  bool http = false;
};

// Stack is the whole of Fudai as real programs: a Redis, a campaign server and an admin server on unix sockets in a
// folder of their own, so that addresses outlive restarts. All of it ends, and the folder goes, with the object.
//
//   Stack stack;
//   stack.Publish("spring", CampaignAt("shop-1"));
//   auto reply = stack.Ordering().Call(&OrderService::Stub::ReportOrder, request);
class Stack {
 public:
  // Starts everything and waits until it serves. Ends the test program with a message where it does not.
  explicit Stack(const StackOptions& options = {});

  testsupport::RedisServer& redis() { return redis_; }
  ServerProcess& campaign() { return campaign_; }
  ServerProcess& admin() { return admin_; }

  // Callers of the campaign server, and of the admin server.
  Caller App(absl::string_view user_id) const;
  Caller Ordering() const;
  Caller Marketer() const;
  // A caller with a role, or without a token, on either server.
  Caller CampaignCaller(auth::Role role) const;
  Caller AdminCaller(auth::Role role) const;
  // A caller of the rehearsal, on the server that serves such a role.
  Caller RehearsalCaller(auth::Role role, absl::string_view subject = "somebody") const;
  Caller WithoutToken(const Caller& caller) const;

  // Creates and publishes a campaign.
  void Publish(const std::string& campaign_id, const campaign::v1::CampaignSpec& spec) const;
  // Waits until the admin server has counted every event, and every coupon has reached its opener's wallet.
  void AwaitSettled() const;

  // Flags with which a client finds both servers, and the keys to mint tokens with.
  std::vector<std::string> ClientFlags() const;
  // Runs a client against this stack to its end: `fudai`, and the replayer.
  Ending Fudai(const std::vector<std::string>& arguments) const;
  Ending Replay(const std::vector<std::string>& flags) const;
  // The replayer's command, for tests that run it beside other things.
  std::vector<std::string> ReplayCommand(const std::vector<std::string>& flags) const;

  const testsupport::TemporaryFolder& folder() const { return folder_; }

  // Where the servers listen.
  std::string CampaignTarget() const { return "unix:" + folder_.File("campaign.sock"); }
  std::string AdminTarget() const { return "unix:" + folder_.File("admin.sock"); }
  // Where they are found over HTTP, for a stack that offers it: "http://127.0.0.1:12345".
  static std::string HttpUrl(ServerProcess& server);

 private:
  // Flags with which the servers find the store.
  std::vector<std::string> StoreFlags() const;
  Caller Make(const std::shared_ptr<grpc::Channel>& channel, auth::Role role, absl::string_view subject,
              world::World world = world::World::kProduction) const;

  testsupport::TemporaryFolder folder_;
  const StackOptions options_;
  testsupport::RedisServer redis_;
  config::v1::KeyFile keys_;
  ServerProcess campaign_;
  ServerProcess admin_;
  std::shared_ptr<grpc::Channel> campaign_channel_;
  std::shared_ptr<grpc::Channel> admin_channel_;
};

}  // namespace fudai::harness
