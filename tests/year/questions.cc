#include "tests/year/questions.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/audit.pb.h"
#include "fudai/admin/v1/budgets.pb.h"
#include "fudai/admin/v1/campaigns.pb.h"
#include "fudai/admin/v1/ledger.pb.h"
#include "fudai/admin/v1/stats.pb.h"
#include "tests/harness/generic_call.h"
#include "tests/load/load_result.h"
#include "tests/year/year.h"

namespace fudai::year {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;

// A stretch of the year, as fields of a request's JSON.
struct Span {
  const char* name;
  std::string fields;
};

std::string Moment(int64_t ms) {
  return absl::FormatTime(absl::RFC3339_sec, absl::FromUnixMillis(ms), absl::UTCTimeZone());
}

std::vector<Span> Spans() {
  const int64_t end_ms = kStartMs + kDays * kDayMs;
  return {{"year", ""},
          {"30 days", absl::StrCat(R"("start_time": ")", Moment(end_ms - 30 * kDayMs), R"(", "end_time": ")",
                                   Moment(end_ms), R"(")")}};
}

const MethodDescriptor* Find(const FileDescriptor* file, const std::string& method) {
  for (int i = 0; i < file->service_count(); ++i) {
    if (const MethodDescriptor* found = file->service(i)->FindMethodByName(method); found != nullptr) return found;
  }
  return nullptr;
}

bool HasField(const MethodDescriptor& method, const char* name) {
  return method.input_type()->FindFieldByName(name) != nullptr;
}

// An empty request with these fields of JSON.
std::string Request(const MethodDescriptor& method, const std::string& fields) {
  const std::unique_ptr<Message> request(MessageFactory::generated_factory()->GetPrototype(method.input_type())->New());
  const auto parsed = google::protobuf::util::JsonStringToMessage(absl::StrCat("{", fields, "}"), request.get());
  return parsed.ok() ? request->SerializeAsString() : std::string();
}

Question Make(const MethodDescriptor& method, const std::string& about, const std::string& fields) {
  return {absl::StrCat(method.name(), " ", about), absl::StrCat("/", method.service()->full_name(), "/", method.name()),
          Request(method, fields)};
}

// What a method of StatsService needs besides a campaign and a range.
std::string Particulars(const MethodDescriptor& method) {
  if (method.name() == "QueryTimeseries") return R"(, "metric": "METRIC_ORDERS", "granularity": "GRANULARITY_DAY")";
  if (method.name() == "QueryWeekHours") return R"(, "metric": "WEEK_METRIC_ORDERS")";
  return "";
}

// Whether it is answered for one campaign alone.
bool NeedsCampaign(const MethodDescriptor& method) {
  return method.name() == "QueryCoupons" || method.name() == "QueryHoldout" || method.name() == "QueryGrowthCoffee";
}

void AddStats(const std::string& campaign_id, std::vector<Question>* questions) {
  const google::protobuf::ServiceDescriptor* service = admin::v1::QueryFunnelRequest::descriptor()->file()->service(0);
  const std::string scope = campaign_id.empty() ? "chain" : "campaign";
  for (int i = 0; i < service->method_count(); ++i) {
    const MethodDescriptor& method = *service->method(i);
    // A tree needs a root, sparklines many campaigns: see AddStories and AddOverview.
    if (method.server_streaming() || method.name() == "GetShareTree" || method.name() == "QuerySparklines") continue;
    if (campaign_id.empty() && NeedsCampaign(method)) continue;
    const std::string fields = absl::StrCat(R"("campaign_id": ")", campaign_id, R"(")", Particulars(method));
    for (const Span& span : Spans()) {
      const bool of_days = HasField(method, "start_time");
      if (!of_days && !span.fields.empty()) continue;
      questions->push_back(Make(method, of_days ? absl::StrCat(scope, ", ", span.name) : scope,
                                absl::StrCat(fields, span.fields.empty() ? "" : ", ", span.fields)));
    }
  }
}

// What is asked of one person, bag, coupon or order.
void AddStories(std::vector<Question>* questions) {
  const FileDescriptor* file = admin::v1::ListEntriesRequest::descriptor()->file();
  const MethodDescriptor& list = *Find(file, "ListEntries");
  questions->push_back(Make(list, "of a user", R"("filter": {"user_id": "oFudaiUserOfTheYear000000001"})"));
  questions->push_back(Make(list, "of a bag", R"("filter": {"bag_id": "bag0000000001"})"));
  questions->push_back(Make(list, "of a coupon", R"("filter": {"coupon_id": "bag0000000001-0"})"));
  questions->push_back(Make(list, "of an order", R"("filter": {"order_id": "order-0000000001"})"));
  questions->push_back(Make(list, "of all", ""));
  const MethodDescriptor& tree = *Find(admin::v1::QueryFunnelRequest::descriptor()->file(), "GetShareTree");
  questions->push_back(Make(tree, "2,000 nodes", R"("user": "oFudaiUserOfTheYear000000001", "max_nodes": 2000)"));
  questions->push_back(Make(tree, "10,000 nodes", R"("user": "oFudaiUserOfTheYear000000001", "max_nodes": 10000)"));
}

// What the overview asks of all campaigns at once.
void AddOverview(const std::vector<std::string>& campaigns, std::vector<Question>* questions) {
  const size_t shown = std::min<size_t>(campaigns.size(), 100);
  const std::string ids = absl::StrJoin(campaigns.begin(), campaigns.begin() + static_cast<int64_t>(shown), R"(", ")");
  const FileDescriptor* file = admin::v1::QueryFunnelRequest::descriptor()->file();
  for (const Span& span : Spans()) {
    questions->push_back(Make(*Find(file, "QuerySparklines"), absl::StrCat(shown, " campaigns, ", span.name),
                              absl::StrCat(R"("campaign_ids": [")", ids,
                                           R"("], "metrics": ["METRIC_OPENINGS"], "granularity": "GRANULARITY_DAY")",
                                           span.fields.empty() ? "" : ", ", span.fields)));
  }
}

void AddLists(std::vector<Question>* questions) {
  questions->push_back(Make(*Find(admin::v1::ListCampaignsRequest::descriptor()->file(), "ListCampaigns"), "all", ""));
  questions->push_back(
      Make(*Find(admin::v1::ListAuditEntriesRequest::descriptor()->file(), "ListAuditEntries"), "all", ""));
}

void AddCampaign(const std::string& campaign_id, std::vector<Question>* questions) {
  const std::string fields = absl::StrCat(R"("campaign_id": ")", campaign_id, R"(")");
  const FileDescriptor* campaigns = admin::v1::GetCampaignRequest::descriptor()->file();
  questions->push_back(Make(*Find(campaigns, "GetCampaign"), "campaign", fields));
  questions->push_back(Make(*Find(campaigns, "ListCampaignVersions"), "campaign", fields));
  questions->push_back(Make(*Find(admin::v1::GetBudgetRequest::descriptor()->file(), "GetBudget"), "campaign", fields));
}

absl::StatusOr<absl::Duration> AskOnce(const harness::Caller& caller, const Question& question) {
  const absl::Time start = absl::Now();
  const harness::GenericReply reply = harness::CallByName(caller, question.path, question.request);
  if (!reply.status.ok())
    return absl::Status(reply.status.code(), absl::StrCat(question.name, ": ", reply.status.message()));
  return absl::Now() - start;
}

}  // namespace

std::vector<Question> QuestionsAbout(const std::string& campaign_id) {
  std::vector<Question> questions;
  AddStats(campaign_id, &questions);
  if (campaign_id.empty()) {
    AddStories(&questions);
    AddLists(&questions);
  } else {
    AddCampaign(campaign_id, &questions);
  }
  return questions;
}

absl::StatusOr<std::vector<Latency>> Ask(const harness::Caller& caller, const std::vector<std::string>& campaigns,
                                         int times) {
  std::vector<Question> questions = QuestionsAbout("");
  AddOverview(campaigns, &questions);
  const size_t of_chain = questions.size();
  for (Question& question : QuestionsAbout(campaigns.front())) questions.push_back(std::move(question));
  std::vector<load::LoadResult> results(questions.size());
  for (int round = 0; round <= times; ++round) {
    const std::vector<Question> next = QuestionsAbout(campaigns[round % campaigns.size()]);
    for (size_t i = 0; i < questions.size(); ++i) {
      ASSIGN_OR_RETURN(const absl::Duration took, AskOnce(caller, i < of_chain ? questions[i] : next[i - of_chain]));
      if (round > 0) results[i].latencies.push_back(took);
    }
  }
  std::vector<Latency> latencies;
  for (size_t i = 0; i < questions.size(); ++i)
    latencies.push_back({questions[i].name, load::Percentile(results[i], 0.5), load::Percentile(results[i], 0.95)});
  return latencies;
}

}  // namespace fudai::year
