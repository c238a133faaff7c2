// fudai_empty_server: OpenBag as the campaign server serves it, on the same library with the same authentication and
// one loop, but with a handler that answers at once. What it costs is the floor of any unary call.
#include <cstdio>
#include <string>
#include <thread>

#include "absl/flags/flag.h"
#include "common/auth/authenticator.h"
#include "common/auth/key_file.h"
#include "common/clock/clock.h"
#include "common/flags/parse.h"
#include "common/metrics/metrics.h"
#include "common/process/termination.h"
#include "common/rpc/server.h"
#include "common/status/macros.h"
#include "fudai/campaign/v1/lucky_bag.pb.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:0", "gRPC address, host:port or unix:/path; port 0 takes a free one");
ABSL_FLAG(std::string, keys, "", "key file that the tokens are checked with");

namespace fudai::empty_server {
namespace {

using campaign::v1::OpenBagRequest;
using campaign::v1::OpenBagResponse;

class EmptyBags {
 public:
  async::Task<absl::StatusOr<OpenBagResponse>> OpenBag(const OpenBagRequest&, const rpc::CallContext&) {
    co_return OpenBagResponse();
  }
};

absl::Status Run() {
  ASSIGN_OR_RETURN(const config::v1::KeyFile keys, auth::LoadKeyFile(absl::GetFlag(FLAGS_keys)));
  ASSIGN_OR_RETURN(const auth::Authenticator authenticator, auth::Authenticator::FromKeyFile(keys));
  const clock::SystemClock clock;
  metrics::Metrics metrics;
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                   rpc::Server::Create({.listen = absl::GetFlag(FLAGS_listen)}, &authenticator, &clock, &metrics));
  printf("empty server listening on %s\n", server->address().c_str());
  fflush(stdout);
  EmptyBags bags;
  std::thread drain([&server] {
    process::AwaitTermination();
    server->Shutdown();
  });
  const absl::Status served = server->Serve({{rpc::Unary(
      {"fudai.campaign.v1.LuckyBagService.OpenBag", {auth::Role::kAppUser}}, &bags, &EmptyBags::OpenBag)}});
  if (!served.ok()) process::RequestTermination();
  drain.join();
  return served;
}

}  // namespace
}  // namespace fudai::empty_server

int main(int argc, char** argv) {
  fudai::flags::ParseOrExit(argc, argv,
                            "Serves OpenBag with a handler that does nothing, for the benchmark, until SIGTERM.");
  fudai::process::BlockTermination();
  const absl::Status status = fudai::empty_server::Run();
  if (status.ok()) return 0;
  fprintf(stderr, "fudai_empty_server: %s\n", std::string(status.message()).c_str());
  return 1;
}
