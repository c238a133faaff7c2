#include "tests/load/machine.h"

#include <google/protobuf/stubs/common.h>
#include <grpcpp/grpcpp.h>
#include <sys/utsname.h>

#include <fstream>
#include <thread>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/harness/process.h"

namespace fudai::load {
namespace {

std::string Processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (!absl::StartsWith(line, "model name")) continue;
    const std::pair<std::string, std::string> parts = absl::StrSplit(line, absl::MaxSplits(':', 1));
    return std::string(absl::StripAsciiWhitespace(parts.second));
  }
  return "an unnamed processor";
}

std::string Kernel() {
  utsname name;
  return uname(&name) == 0 ? absl::StrCat(name.sysname, " ", name.release) : "an unknown kernel";
}

// "Redis server v=7.0.15 sha=… …" → "7.0.15".
std::string RedisVersion() {
  const std::string text = harness::RunToEnd({"redis-server", "--version"}).output;
  for (const absl::string_view word : absl::StrSplit(text, ' ')) {
    if (absl::StartsWith(word, "v=")) return std::string(word.substr(2));
  }
  return "of an unknown version";
}

}  // namespace

std::string DescribeMachine() {
  const std::string protobuf = google::protobuf::internal::VersionString(GOOGLE_PROTOBUF_VERSION);
  return absl::StrCat(std::thread::hardware_concurrency(), " cores of ", Processor(), ", ", Kernel(), "; gRPC ",
                      grpc::Version(), ", Protobuf ", protobuf, ", Redis ", RedisVersion(), "; ", FUDAI_COMPILER, ", ",
                      FUDAI_BUILD_TYPE);
}

}  // namespace fudai::load
