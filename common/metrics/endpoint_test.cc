#include "common/metrics/endpoint.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/metrics/metrics.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace fudai::metrics {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

int PortOf(absl::string_view url) {
  constexpr absl::string_view kPrefix = "http://127.0.0.1:";
  int port = 0;
  EXPECT_THAT(std::string(url), StartsWith(std::string(kPrefix)));
  EXPECT_TRUE(absl::SimpleAtoi(url.substr(kPrefix.size(), url.rfind('/') - kPrefix.size()), &port)) << url;
  return port;
}

// The whole answer to GET /metrics on the loopback's port.
std::string Get(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address{.sin_family = AF_INET,
                            .sin_port = htons(static_cast<uint16_t>(port)),
                            .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  EXPECT_EQ(connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  constexpr absl::string_view kRequest = "GET /metrics HTTP/1.0\r\n\r\n";
  EXPECT_EQ(write(fd, kRequest.data(), kRequest.size()), static_cast<ssize_t>(kRequest.size()));
  std::string answer;
  char buffer[4096];
  for (ssize_t size; (size = read(fd, buffer, sizeof(buffer))) > 0;) answer.append(buffer, size);
  close(fd);
  return answer;
}

TEST(MetricsEndpointTest, ServesTheRegistry) {
  Metrics metrics;
  metrics.Gauge({.name = "fudai_lag_events", .help = "Lag."}).Set(12);
  const auto endpoint = MetricsEndpoint::Start("127.0.0.1:0", metrics.registry()).value();
  EXPECT_THAT(Get(PortOf(endpoint->url())), HasSubstr("fudai_lag_events 12"));
}

TEST(MetricsEndpointTest, TellsThatThePortIsInUse) {
  Metrics metrics;
  const auto endpoint = MetricsEndpoint::Start("127.0.0.1:0", metrics.registry()).value();
  const std::string taken = absl::StrCat("127.0.0.1:", PortOf(endpoint->url()));
  EXPECT_EQ(MetricsEndpoint::Start(taken, metrics.registry()).status(),
            absl::UnavailableError(absl::StrCat("metrics: cannot listen on ", taken,
                                                ": the port is in use, or the address is not this machine's")));
}

TEST(MetricsEndpointTest, RefusesWhatIsNoAddress) {
  Metrics metrics;
  for (const char* listen :
       {"", "9464", ":9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1"}) {
    const absl::Status status = MetricsEndpoint::Start(listen, metrics.registry()).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << listen;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr(absl::StrCat("\"", listen, "\" is no address, need host:port")));
  }
}

}  // namespace
}  // namespace fudai::metrics
