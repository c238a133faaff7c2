#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <queue>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "tests/replay/answers.h"
#include "tests/replay/campaign_api.h"
#include "tests/replay/facts.h"
#include "tests/replay/plan.h"
#include "tests/replay/progress.h"
#include "tests/replay/scheduler.h"
#include "tests/replay/till.h"

namespace fudai::replay {

struct RunnerOptions {
  int in_flight = 64;                                // acts that overlap at most
  double speed = 0;                                  // virtual seconds a second; 0: as fast as it goes
  absl::Duration give_up_after = absl::Seconds(60);  // how long an act is repeated while its outcome stays unknown
};

// A row that the server refused: of the plan's orders or refunds.
struct RefusedRow {
  Act::Kind kind = Act::Kind::kReportOrder;
  int line = 0;
  std::string reason;
};

// Runner plays a plan against the campaign server and keeps what the replies say. One thread; borrows all it is given.
class Runner {
 public:
  Runner(const Plan& plan, CampaignApi& api, const clock::Clock& clock, Progress& progress,
         const RunnerOptions& options);

  // Plays the whole plan. A row of the input that the server refuses as wrong is kept in refused(). UNAVAILABLE if an
  // act's outcome stayed unknown for `give_up_after`; any other error of the server ends the run with that error.
  absl::Status Run();

  const Facts& facts() const { return facts_; }
  const std::vector<RefusedRow>& refused() const { return refused_; }
  const std::map<std::string, int64_t>& answers() const { return answers_.counts(); }
  int64_t calls() const { return calls_; }
  int64_t retries() const { return retries_; }

 private:
  struct Attempts {
    absl::Time first_failure = absl::InfiniteFuture();
    absl::Duration pause;  // before the next one
  };
  using DueAct = std::pair<absl::Time, int>;

  void StartReady();
  void RestartDue();
  void StartCall(int act);
  Call MakeCall(int act) const;
  absl::Time DueTime(int act) const;
  absl::Time WakeTime() const;

  absl::Status Handle(const Reply& reply);
  absl::Status RetryLater(const Reply& reply);
  absl::Status Refuse(const Reply& reply);

  // Each keeps what a reply says. True if its act makes another call; else it has ended.
  bool Learn(int, const std::monostate&) { return false; }
  bool Learn(int act, const campaign::v1::ReportOrderResponse& response);
  bool Learn(int act, const campaign::v1::GetBagResponse& response);
  bool Learn(int act, const campaign::v1::OpenBagResponse& response);
  template <typename Response>
  bool Learn(int act, const Response& response) {
    return till_.Take(act, response);
  }
  void Finish(int act);

  const Plan& plan_;
  CampaignApi& api_;
  const clock::Clock& clock_;
  Progress& progress_;
  const RunnerOptions options_;
  Scheduler scheduler_;
  absl::Time start_;
  int in_flight_ = 0;
  std::vector<bool> succeeded_;           // by act
  std::vector<std::string> share_codes_;  // by order
  absl::flat_hash_map<int, Attempts> failing_;
  std::priority_queue<DueAct, std::vector<DueAct>, std::greater<>> restarts_;

  Facts facts_;
  std::vector<RefusedRow> refused_;
  Answers answers_;
  int64_t calls_ = 0;
  int64_t retries_ = 0;
  Till till_;
};

}  // namespace fudai::replay
