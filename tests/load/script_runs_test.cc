#include "tests/load/script_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fudai::load {
namespace {

TEST(OpenBagScriptsTest, PassACommandLine) {
  std::vector<std::string> names;
  for (const ScriptCall& call : OpenBagScripts("benchmark")) {
    names.push_back(call.name);
    for (const std::string& word : call.words)
      EXPECT_EQ(word.find('\0'), std::string::npos) << call.name << " " << word;
  }
  EXPECT_THAT(names, testing::ElementsAre("read_bag", "admit", "claim", "credit"));
}

TEST(ParseRateTest, TakesTheLastRate) {
  EXPECT_EQ(ParseRate("EVALSHA: rps=5.0\rEVALSHA a b: 81967.21 requests per second, p50=0.3 msec\n").value(), 81967.21);
  for (const char* odd : {"", "requests per second", "many requests per second", " x requests per second"}) {
    EXPECT_EQ(ParseRate(odd).status().code(), absl::StatusCode::kInvalidArgument) << odd;
  }
}

}  // namespace
}  // namespace fudai::load
