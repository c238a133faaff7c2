#include "common/rpc/listen_address.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace fudai::rpc {
namespace {

constexpr int kMaxPort = 65535;

bool IsHostAndPort(absl::string_view listen) {
  const size_t colon = listen.rfind(':');
  int port = 0;
  return colon != absl::string_view::npos && colon > 0 && absl::SimpleAtoi(listen.substr(colon + 1), &port) &&
         port >= 0 && port <= kMaxPort;
}

}  // namespace

absl::Status CheckListen(absl::string_view listen) {
  if (absl::StartsWith(listen, "unix:") ? listen.size() > 5 : IsHostAndPort(listen)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "--listen is \"", listen, "\"; it should be host:port, with a port of 0 to ", kMaxPort, ", or unix:/path"));
}

bool IsServed(absl::string_view listen) {
  if (!absl::ConsumePrefix(&listen, "unix:")) return false;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (listen.size() >= sizeof(address.sun_path)) return false;
  listen.copy(address.sun_path, listen.size());
  const int probe = socket(AF_UNIX, SOCK_STREAM, 0);
  const bool served = connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  close(probe);
  return served;
}

std::string WithPort(absl::string_view listen, int port) {
  if (absl::StartsWith(listen, "unix:")) return std::string(listen);
  return absl::StrCat(listen.substr(0, listen.rfind(':')), ":", port);
}

}  // namespace fudai::rpc
