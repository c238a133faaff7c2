#include "tests/year/trial.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "common/testing/postgres_server.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "tests/harness/stack.h"
#include "tests/year/headers.h"

namespace fudai::year {
namespace {

using admin::v1::CampaignSummary;
using google::protobuf::util::TimeUtil;

// Of the year's end, folded as they would be while they happen.
constexpr int kFoldedDays = 7;

// The sample campaign, without caps, for the whole year.
campaign::v1::CampaignSpec Spec() {
  std::ostringstream text;
  text << std::ifstream(FUDAI_ROOT "/deploy/sample-campaign.json").rdbuf();
  campaign::v1::CampaignSpec spec;
  if (!google::protobuf::util::JsonStringToMessage(text.str(), &spec).ok()) abort();
  spec.clear_budget();
  return spec;
}

absl::Status Check(absl::string_view what, int64_t answered, int64_t made_up) {
  if (answered == made_up) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat("the admin server counts ", answered, " ", what, ", and there were ", made_up));
}

absl::Status CheckTotals(const harness::Caller& caller, const Tally& tally) {
  ASSIGN_OR_RETURN(const admin::v1::GetCampaignSummaryResponse answer,
                   caller.CallUntilKnown(&admin::v1::StatsService::Stub::GetCampaignSummary,
                                         admin::v1::GetCampaignSummaryRequest()));
  const CampaignSummary& summary = answer.summary();
  RETURN_IF_ERROR(Check("events that wait", answer.freshness().pending_events(), 0));
  RETURN_IF_ERROR(Check("orders", summary.orders(), tally.orders));
  RETURN_IF_ERROR(Check("fen paid", summary.paid_fen(), tally.paid_fen));
  RETURN_IF_ERROR(Check("refunds", summary.refunds(), tally.refunds));
  RETURN_IF_ERROR(Check("bags", summary.bags_issued(), tally.bags));
  RETURN_IF_ERROR(Check("openings", summary.openings(), tally.openings));
  RETURN_IF_ERROR(Check("conversions", summary.conversions(), tally.conversions));
  RETURN_IF_ERROR(Check("redeemed coupons", summary.coupons_redeemed(), tally.redeemed));
  return Check("fen of discount", summary.discount_fen(), tally.discount_fen);
}

// As PostgreSQL's handbook would have them for a server with sixteen gigabytes of memory and much to write.
std::vector<std::string> Settings() {
  return {"shared_buffers=4GB", "maintenance_work_mem=1GB", "max_wal_size=8GB", "wal_compression=on"};
}

// Fudai, and the address of its database.
class Rig {
 public:
  explicit Rig(bool postgresql) {
    if (postgresql) postgres_.emplace(Settings());
    url_ = postgresql ? postgres_->NewDatabase() : absl::StrCat("sqlite:", folder_.File("year.db"));
    harness::StackOptions options;
    options.database = url_;
    stack_.emplace(options);
  }

  const std::string& url() const { return url_; }
  harness::Stack& stack() { return *stack_; }

 private:
  testsupport::TemporaryFolder folder_;
  std::optional<testsupport::PostgresServer> postgres_;
  std::string url_;
  std::optional<harness::Stack> stack_;
};

// Fills the database while no server holds it.
absl::Status Fill(const std::string& url, const YearOptions& options, Trial* trial, database::Offsets* numbers,
                  const std::function<void(absl::string_view)>& say) {
  const auto tell = [trial, &say](absl::string_view what, const Work& work) {
    say(absl::StrFormat("%s: %d events %s, %.0f a second", trial->database, work.events, what, work.PerSecond()));
  };
  ASSIGN_OR_RETURN(const std::unique_ptr<Store> store, Store::Open(url));
  Year year(options);
  RETURN_IF_ERROR(store->Write(&year, kDays - kFoldedDays));
  say(absl::StrCat(trial->database, ": the ledger is written"));
  RETURN_IF_ERROR(store->Analyze());
  ASSIGN_OR_RETURN(trial->counting_anew, store->CountAnew());
  tell("counted anew", trial->counting_anew);
  RETURN_IF_ERROR(store->Analyze());
  ASSIGN_OR_RETURN(trial->folding, store->FoldRest(&year));
  tell("folded", trial->folding);
  trial->tally = year.tally();
  *numbers = store->numbers();
  ASSIGN_OR_RETURN(trial->bytes, store->Size());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Trial> RunTrial(bool postgresql, const YearOptions& options, int times,
                               const std::function<void(absl::string_view)>& say) {
  Trial trial{.database = postgresql ? "PostgreSQL" : "SQLite"};
  say(absl::StrCat(trial.database, ": publishing campaigns"));
  Rig rig(postgresql);
  harness::Stack& stack = rig.stack();
  std::vector<std::string> campaigns;
  for (int i = 0; i < options.campaigns; ++i) {
    campaigns.push_back(Year::CampaignId(i));
    stack.Publish(campaigns.back(), Spec());
  }
  stack.admin().Terminate();
  database::Offsets numbers{};
  RETURN_IF_ERROR(Fill(rig.url(), options, &trial, &numbers, say));
  RETURN_IF_ERROR(SetHeaders(stack.redis().options(), numbers));
  say(absl::StrCat(trial.database, ": asking"));
  stack.admin().Start();
  const harness::Caller caller = stack.Marketer();
  RETURN_IF_ERROR(CheckTotals(caller, trial.tally));
  ASSIGN_OR_RETURN(trial.latencies, Ask(caller, campaigns, times));
  return trial;
}

}  // namespace fudai::year
