// fudai_chaos kills the servers and Redis while a replay runs, again and again, and checks that no promise was broken
// (round.h). Exit status: 0 if all is well, 1 if a round found a fault; its line tells the seed with which to run that
// round alone.
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/time/clock.h"
#include "tests/chaos/round.h"

ABSL_FLAG(uint64_t, seed, 1, "the first round's seed; each further round takes the next one");
ABSL_FLAG(double, minutes, 0, "begin rounds for this long; 0: one round");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "kills the campaign server, the admin server and Redis during replays and checks what is left");
  absl::ParseCommandLine(argc, argv);
  const absl::Time end = absl::Now() + absl::Minutes(absl::GetFlag(FLAGS_minutes));
  uint64_t seed = absl::GetFlag(FLAGS_seed);
  int failed_rounds = 0;
  do {
    const fudai::chaos::RoundResult result = fudai::chaos::RunRound(seed);
    std::cout << "seed " << seed << ": " << result.blows << " blows, " << result.coupons << " coupons, "
              << result.ledger_entries << " ledger entries, " << result.faults.size() << " faults" << std::endl;
    for (const std::string& fault : result.faults) std::cout << "  " << fault << std::endl;
    failed_rounds += result.faults.empty() ? 0 : 1;
    ++seed;
  } while (absl::Now() < end);
  return failed_rounds == 0 ? 0 : 1;
}
