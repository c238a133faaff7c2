#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tests/harness/caller.h"

namespace fudai::year {

// One call that the marketers' page makes.
struct Question {
  // Its RPC, and of what and over how long: "QueryFunnel chain, year".
  std::string name;
  // "/fudai.admin.v1.StatsService/QueryFunnel".
  std::string path;
  // The serialized request.
  std::string request;
};

// Every call of the page that reads, about a campaign or, with an empty id, the chain: those over days for the whole
// year and for its last thirty days. What is asked about the chain alone is among the chain's.
std::vector<Question> QuestionsAbout(const std::string& campaign_id);

// How long answers took.
struct Latency {
  std::string name;
  absl::Duration p50;
  absl::Duration p95;
};

// Asks everything about the chain and about campaigns in turn, each question so many times, one call at a time, after
// one call that is not counted. The latencies stand in the order of the questions. The first failure ends it.
absl::StatusOr<std::vector<Latency>> Ask(const harness::Caller& caller, const std::vector<std::string>& campaigns,
                                         int times);

}  // namespace fudai::year
