#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/files/output_file.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "services/ctl/handlers.h"
#include "services/ctl/json.h"
#include "services/ctl/request.h"
#include "services/ctl/session.h"
#include "services/ctl/text/display_width.h"
#include "services/ctl/text/field_text.h"
#include "services/ctl/text/table.h"
#include "services/ctl/usage_error.h"

namespace fudai::ctl {
namespace {

// Between looks at how far a sweep is: the first, and at most.
constexpr absl::Duration kFirstLook = absl::Milliseconds(10);
constexpr absl::Duration kLooks = absl::Seconds(1);

constexpr absl::string_view kValidate = "fudai.admin.v1.CampaignService.ValidateCampaign";

int Errors(const admin::v1::ValidateCampaignResponse& response) {
  return std::count_if(response.findings().begin(), response.findings().end(), [](const admin::v1::Finding& finding) {
    return finding.severity() == admin::v1::Finding::SEVERITY_ERROR;
  });
}

absl::Status Refusal(const Invocation& invocation, int errors) {
  return absl::FailedPreconditionError(
      absl::StrCat(invocation.Value("--file"), " has ", errors, errors == 1 ? " error" : " errors"));
}

// The campaign that the answer to a change holds.
const admin::v1::Campaign& CampaignIn(const google::protobuf::Message& response) {
  const auto* field = response.GetDescriptor()->FindFieldByName("campaign");
  return *google::protobuf::DynamicCastToGenerated<admin::v1::Campaign>(
      &response.GetReflection()->GetMessage(response, field));
}

// "campaign summer (夏日福袋)".
std::string NameOf(const admin::v1::Campaign& campaign) {
  return absl::StrCat("campaign ", campaign.campaign_id(), " (", text::Printable(campaign.spec().display_name()), ")");
}

// ", version 3 (1 in effect, 3 approved), is active".
std::string Standing(const admin::v1::Campaign& campaign) {
  std::vector<std::string> remarks;
  if (campaign.published_version() != 0 && campaign.published_version() != campaign.version())
    remarks.push_back(absl::StrCat(campaign.published_version(), " in effect"));
  const admin::v1::CampaignReview& review = campaign.review();
  if (review.state() == admin::v1::CampaignReview::STATE_REQUESTED)
    remarks.push_back(absl::StrCat("review of ", review.version(), " requested"));
  if (review.state() == admin::v1::CampaignReview::STATE_APPROVED)
    remarks.push_back(absl::StrCat(review.version(), " approved"));
  const auto* state = admin::v1::CampaignState_descriptor()->FindValueByNumber(campaign.state());
  return absl::StrCat(", version ", campaign.version(), remarks.empty() ? "" : " (", absl::StrJoin(remarks, ", "),
                      remarks.empty() ? "" : ")", ", is ",
                      state == nullptr ? "in a state that is new" : text::ShortName(*state));
}

// Confirms a change of a campaign in a line.
absl::Status Confirm(const google::protobuf::Message& response, Session& session) {
  if (session.settings().json) return session.Print(response);
  const admin::v1::Campaign& campaign = CampaignIn(response);
  session.out() << NameOf(campaign) << Standing(campaign) << "\n";
  if (campaign.has_archive() && campaign.archive().phase() != admin::v1::CampaignArchive::PHASE_DONE) {
    session.err() << "its keys are swept out of the store from now on: "
                  << session.LineOf(absl::StrCat("campaigns get ", campaign.campaign_id())) << " says how far\n";
  }
  return absl::OkStatus();
}

// How long --wait says to wait; zero if it was not given.
absl::StatusOr<absl::Duration> PatienceOf(const Invocation& invocation) {
  absl::Duration patience;
  const std::string given = invocation.Value("--wait");
  if (given.empty() || (absl::ParseDuration(given, &patience) && patience > absl::ZeroDuration())) return patience;
  return UsageError(absl::StrCat("--wait is \"", given, "\"; it must be a duration above zero such as 90s or 30m"));
}

std::string ProgressOf(const admin::v1::CampaignArchive& archive) {
  if (archive.phase() != admin::v1::CampaignArchive::PHASE_SWEEPING) return "waiting until the ledger holds everything";
  return absl::StrCat("sweeping: pass ", archive.pass(), ", looked at ", archive.keys_looked_at(), " of about ",
                      archive.keys_in_store(), " keys, deleted ", archive.keys_deleted(), " so far");
}

// Looks at an archived campaign until its keys have been swept, and says how far that is whenever it has moved on.
absl::Status AwaitSweep(absl::Duration patience, Session& session, admin::v1::Campaign* campaign) {
  const absl::Time give_up = absl::Now() + patience;
  std::string told;
  for (absl::Duration pause = kFirstLook; campaign->archive().phase() != admin::v1::CampaignArchive::PHASE_DONE;
       pause = std::min(2 * pause, kLooks)) {
    const std::string progress = ProgressOf(campaign->archive());
    if (progress != told) session.err() << progress << "\n";
    told = progress;
    if (absl::Now() + pause > give_up) {
      return absl::DeadlineExceededError(absl::StrCat(
          "the sweep of campaign ", campaign->campaign_id(), " goes on, and is not done after ",
          absl::FormatDuration(patience), "; fudai campaigns get ", campaign->campaign_id(), " says how far it is"));
    }
    absl::SleepFor(pause);
    admin::v1::GetCampaignRequest get;
    get.set_campaign_id(campaign->campaign_id());
    admin::v1::GetCampaignResponse now;
    RETURN_IF_ERROR(session.Call("fudai.admin.v1.CampaignService.GetCampaign", get, &now));
    *campaign = now.campaign();
  }
  session.err() << "swept: " << campaign->archive().keys_deleted() << " keys and entries deleted\n";
  return absl::OkStatus();
}

// Where the rate of orders comes from.
std::string RateInWords(const admin::v1::EstimateCampaignResponse& estimate) {
  const std::string rate = absl::StrCat(text::Counted(estimate.orders_per_day(), "order"), " a day");
  if (!estimate.has_history()) return absl::StrCat(rate, ", as given");
  const admin::v1::OrderHistory& history = estimate.history();
  return absl::StrCat(rate, ": there were ", history.orders(), " in the last ", text::Counted(history.days(), "day"),
                      ", and of the newest ", history.sampled_orders(), " would ", history.matching_orders(),
                      " earn a bag");
}

std::string BoundInWords(admin::v1::CampaignCost::Bound bound) {
  using admin::v1::CampaignCost;
  switch (bound) {
    case CampaignCost::BOUND_BAGS:
      return "what the bags hold";
    case CampaignCost::BOUND_TEMPLATE_BUDGETS:
      return "templates' budgets";
    case CampaignCost::BOUND_DAILY_BUDGET:
      return "the daily budget";
    case CampaignCost::BOUND_TOTAL_BUDGET:
      return "the total budget";
    default:
      return "";
  }
}

std::vector<std::string> Row(absl::string_view name, const admin::v1::CampaignCost& cost) {
  return {std::string(name), text::FormatFen(cost.max_liability_fen()), text::FormatFen(cost.expected_liability_fen()),
          text::FormatFen(cost.expected_cost_fen()), BoundInWords(cost.max_liability_bound())};
}

// Whether to write over whatever the campaign says now.
absl::StatusOr<bool> IsForced(const Invocation& invocation) {
  const std::string force = invocation.Value("--force");
  absl::StatusOr<bool> forced = ParseBool(force.empty() ? "false" : force);
  if (!forced.ok()) return UsageError(absl::StrCat("--force: ", forced.status().message()));
  if (!*forced || invocation.Value("--etag").empty()) return forced;
  return UsageError(
      "--etag and --force true contradict each other; drop --force to edit the campaign only as it was at that etag, "
      "or --etag to write over whatever it says now");
}

absl::StatusOr<std::string> NewestEtag(const std::string& campaign_id, Session& session) {
  admin::v1::GetCampaignRequest get;
  get.set_campaign_id(campaign_id);
  admin::v1::GetCampaignResponse now;
  RETURN_IF_ERROR(session.Call("fudai.admin.v1.CampaignService.GetCampaign", get, &now));
  return now.campaign().etag();
}

absl::Status EtagMissing(const Invocation& invocation, Session& session) {
  const std::string id = invocation.Value("ID");
  return UsageError(absl::StrCat(
      invocation.Value("--file"), " does not say from which state of ", id, " it was made; edit the file that '",
      session.LineOf(absl::StrCat("campaigns file ", id, " --out FILE")),
      "' writes, whose \"etag\" does, or give --etag; --force true writes over whatever the campaign says now"));
}

}  // namespace

absl::Status EstimateCampaign(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::EstimateCampaignResponse estimate;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &estimate));
  if (session.settings().json) return session.Print(estimate);
  const admin::v1::WorstBag& bag = estimate.worst_bag();
  text::Table table({"", "liability at most", "liability expected", "cost expected", "bounded by"});
  table.AddRow(Row("an order", estimate.per_order()));
  table.AddRow(Row("a day", estimate.per_day()));
  session.out() << table.Render() << "bag at most: " << text::Counted(bag.coupons(), "coupon") << " worth "
                << text::FormatFen(bag.coupons_fen()) << " together, "
                << text::Counted(bag.free_coffees(), "free coffee") << " worth "
                << text::FormatFen(bag.free_coffees_fen()) << " together\n"
                << "day: " << RateInWords(estimate) << "\n";
  return absl::OkStatus();
}

absl::Status ValidateCampaign(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::ValidateCampaignResponse response;
  RETURN_IF_ERROR(session.Call(kValidate, *request, &response));
  RETURN_IF_ERROR(session.Print(response, invocation.command->columns));
  if (response.findings().empty()) session.err() << invocation.Value("--file") << " is valid\n";
  const int errors = Errors(response);
  return errors == 0 ? absl::OkStatus() : Refusal(invocation, errors);
}

absl::Status CreateCampaign(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::ValidateCampaignRequest validation;
  *validation.mutable_spec() =
      google::protobuf::DynamicCastToGenerated<admin::v1::CreateCampaignRequest>(request.get())->spec();
  admin::v1::ValidateCampaignResponse verdict;
  RETURN_IF_ERROR(session.Call(kValidate, validation, &verdict));
  const int errors = Errors(verdict);
  if (errors > 0) {
    RETURN_IF_ERROR(session.Print(verdict, invocation.command->columns));
    return Refusal(invocation, errors);
  }
  ASSIGN_OR_RETURN(const auto response, session.Call(invocation.command->method, *request));
  return session.Print(*response, invocation.command->columns);
}

absl::Status WriteCampaignFile(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::GetCampaignResponse response;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &response));
  const std::string json = ToFileJson(response.campaign().spec(), response.campaign().etag());
  const std::string path = invocation.Value("--out");
  if (path.empty() || path == "-") {
    session.out() << json << std::flush;
    return session.out() ? absl::OkStatus() : absl::DataLossError("cannot write the campaign's file");
  }
  ASSIGN_OR_RETURN(const auto file, files::OutputFile::Create(path));
  file->stream() << json;
  return file->Commit();
}

absl::Status UpdateCampaign(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  auto& update = *google::protobuf::DynamicCastToGenerated<admin::v1::UpdateCampaignRequest>(request.get());
  ASSIGN_OR_RETURN(const bool force, IsForced(invocation));
  if (force) {
    ASSIGN_OR_RETURN(*update.mutable_etag(), NewestEtag(update.campaign_id(), session));
  }
  if (update.etag().empty()) return EtagMissing(invocation, session);
  ASSIGN_OR_RETURN(const auto response, session.Call(invocation.command->method, update));
  return Confirm(*response, session);
}

absl::Status CompareVersions(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::CompareCampaignVersionsResponse comparison;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &comparison));
  RETURN_IF_ERROR(session.Print(comparison));
  if (comparison.changes().empty() && !session.settings().json) session.out() << "they say the same\n";
  return absl::OkStatus();
}

absl::Status ChangeCampaign(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  ASSIGN_OR_RETURN(const auto response, session.Call(invocation.command->method, *request));
  return Confirm(*response, session);
}

absl::Status CopyCampaign(const Invocation& invocation, Session& session) {
  if (invocation.values.contains("--name") && invocation.Value("--name").empty())
    return UsageError("--name is \"\"; it should have 1 to 60 characters, or be left out for the source's name");
  return ChangeCampaign(invocation, session);
}

absl::Status DeleteCampaign(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  ASSIGN_OR_RETURN(const auto response, session.Call(invocation.command->method, *request));
  if (session.settings().json) return session.Print(*response);
  const admin::v1::Campaign& campaign = CampaignIn(*response);
  session.out() << NameOf(campaign) << ", version " << campaign.version() << ", is deleted\n";
  return absl::OkStatus();
}

absl::Status ArchiveCampaign(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const absl::Duration patience, PatienceOf(invocation));
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::ArchiveCampaignResponse response;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &response));
  if (patience > absl::ZeroDuration()) RETURN_IF_ERROR(AwaitSweep(patience, session, response.mutable_campaign()));
  return Confirm(response, session);
}

}  // namespace fudai::ctl
