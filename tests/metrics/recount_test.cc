// Each metric against its independent recount (recount.py) from the exported ledger: after a made-up day, once more
// after the projection has been rebuilt, and after replays of real orders.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "fudai/admin/v1/campaigns.grpc.pb.h"
#include "fudai/admin/v1/ledger.grpc.pb.h"
#include "fudai/admin/v1/stats.grpc.pb.h"
#include "fudai/admin/v1/stats_people.pb.h"
#include "fudai/campaign/v1/checkout.grpc.pb.h"
#include "tests/harness/eventually.h"
#include "tests/harness/process.h"
#include "tests/harness/stack.h"

namespace fudai::metrics {
namespace {

using admin::v1::CampaignService;
using admin::v1::StatsService;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCampaign[] = "spring-bag";
constexpr char kChainZone[] = "Asia/Shanghai";
constexpr absl::Duration kReplayLimit = absl::Minutes(15);
constexpr absl::Duration kArchiveLimit = absl::Minutes(2);

bool HasPython() { return harness::RunToEnd({"python3", "--version"}).exit_status == 0; }

std::string Read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The lines that only one of two texts has, "-" for the first's and "+" for the second's.
std::vector<std::string> Differences(const std::string& before, const std::string& after) {
  const std::set<std::string> first = absl::StrSplit(before, '\n'), second = absl::StrSplit(after, '\n');
  std::vector<std::string> differences;
  for (const std::string& line : first) {
    if (second.count(line) == 0) differences.push_back("- " + line);
  }
  for (const std::string& line : second) {
    if (first.count(line) == 0) differences.push_back("+ " + line);
  }
  return differences;
}

// Days to ask about, as the commands take them; empty for an open end.
struct Range {
  std::string first;
  std::string end;
};

// A command `fudai stats NAME`, and whether it answers for the chain, for a range of days, and for one user.
struct Metric {
  const char* name;
  bool of_chain = true;
  bool of_ranges = true;
  // Of a command that shows one metric of several.
  const char* choice = nullptr;
  // Of a command about one user: the one who brought most.
  bool of_user = false;
};

constexpr Metric kMetrics[] = {
    {"funnel"},
    {"virality"},
    {"coffee", /*of_chain=*/false},
    {"shops"},
    {"hours", /*of_chain=*/true, /*of_ranges=*/true, "orders"},
    {"hours", /*of_chain=*/true, /*of_ranges=*/true, "openings"},
    {"hours", /*of_chain=*/true, /*of_ranges=*/true, "coupons_redeemed"},
    {"holdout", /*of_chain=*/false, /*of_ranges=*/false},
    {"money"},
    {.name = "coupons", .of_chain = false},
    {"cohorts"},
    {"customers"},
    {.name = "sharers", .of_ranges = false},
    {.name = "tree", .of_ranges = false, .of_user = true},
};

// The fields of some messages of one kind, and of others', that are absent or 0 in each of them.
template <typename Rows>
std::set<std::string> ZeroThroughout(const std::vector<const google::protobuf::Message*>& totals, const Rows& rows) {
  std::vector<const google::protobuf::Message*> messages = totals;
  for (const auto& row : rows) messages.push_back(&row);
  std::set<std::string> names, seen;
  for (const google::protobuf::Message* message : messages) {
    for (int i = 0; i < message->GetDescriptor()->field_count(); ++i)
      names.insert(message->GetDescriptor()->field(i)->name());
    std::vector<const google::protobuf::FieldDescriptor*> set;
    message->GetReflection()->ListFields(*message, &set);
    for (const auto* field : set) seen.insert(field->name());
  }
  for (const std::string& name : seen) names.erase(name);
  return names;
}

class RecountTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!HasPython()) GTEST_SKIP() << "python3 is not installed: deploy/setup test";
  }

  void Run(const std::vector<std::string>& words) const {
    const harness::Ending ending = stack_.Fudai(words);
    ASSERT_EQ(ending.exit_status, 0) << absl::StrJoin(words, " ") << ": " << ending.output << ending.error;
  }

  // Publishes the sample campaign with another time zone, and with a holdout.
  void Publish(const std::string& zone) {
    zone_ = zone;
    const std::string file = stack_.folder().File("campaign.json");
    std::ofstream(file) << absl::StrReplaceAll(
        Read(FUDAI_ROOT "/deploy/sample-campaign.json"),
        {{kChainZone, zone}, {"\"trigger\":", "\"holdout_permille\": 200, \"trigger\":"}});
    Run({"campaigns", "create", kCampaign, "--file", file});
    Run({"campaigns", "publish", kCampaign});
  }

  void Replay(std::vector<std::string> flags) {
    flags.push_back(absl::StrCat("--campaign=", kCampaign));
    const harness::Ending ending = harness::RunToEnd(stack_.ReplayCommand(flags), kReplayLimit);
    ASSERT_EQ(ending.exit_status, 0) << ending.output << ending.error;
  }

  // Writes one answer to a file, whose path it returns.
  std::string Answer(const Metric& metric, const std::string& campaign, const std::string& zone, const Range& range) {
    std::vector<std::string> words = {"stats", metric.name, "--json", "--time_zone", zone};
    if (metric.choice != nullptr) words.insert(words.end(), {"--metric", metric.choice});
    if (metric.of_user) words.insert(words.end(), {best_sharer_, "--max_nodes", "20000"});
    if (metric.of_user && !campaign.empty()) words.push_back("--campaign");
    if (!campaign.empty()) words.push_back(campaign);
    if (!range.first.empty()) words.insert(words.end(), {"--from", range.first});
    if (!range.end.empty()) words.insert(words.end(), {"--to", range.end});
    const harness::Ending ending = stack_.Fudai(words);
    EXPECT_EQ(ending.exit_status, 0) << ending.error;
    const std::string path = stack_.folder().File(absl::StrCat("answer-", ++answers_, ".json"));
    std::ofstream(path) << ending.output;
    return path;
  }

  // The answers of each metric that knows the scope and the range, as JSON.
  std::string Answers(const std::string& campaign, const std::string& zone, const Range& range) {
    const bool whole_life = range.first.empty() && range.end.empty();
    std::vector<std::string> answers;
    for (const Metric& metric : kMetrics) {
      if ((campaign.empty() && !metric.of_chain) || (!whole_life && !metric.of_ranges)) continue;
      const std::string name = metric.choice == nullptr ? metric.name : absl::StrCat(metric.name, ":", metric.choice);
      answers.push_back(absl::StrCat("\"", name, "\": \"", Answer(metric, campaign, zone, range), "\""));
    }
    asked_ += answers.size();
    return absl::StrJoin(answers, ", ");
  }

  // Who brought most new customers.
  std::string BestSharer() {
    const harness::Ending ending = stack_.Fudai({"stats", "sharers", "--page_size", "1", "--json"});
    admin::v1::ListSharersResponse page;
    const auto parsed = google::protobuf::util::JsonStringToMessage(ending.output, &page);
    EXPECT_TRUE(parsed.ok() && page.sharers_size() == 1) << ending.output << ending.error;
    return page.sharers_size() == 1 ? page.sharers(0).user() : "";
  }

  std::string Question(const std::string& campaign, const Range& range) {
    const std::string zone = campaign.empty() ? kChainZone : zone_;
    const auto day = [](const std::string& text) { return text.empty() ? "null" : absl::StrCat("\"", text, "\""); };
    return absl::StrCat("{\"campaign\": \"", campaign, "\", \"zone\": \"", zone, "\", \"user\": \"", best_sharer_,
                        "\", \"from\": ", day(range.first), ", \"to\": ", day(range.end), ", \"answers\": {",
                        Answers(campaign, zone, range), "}}");
  }

  // Asks for every range of the campaign and of the chain, and holds the answers against the recount.
  void Compare(const std::vector<Range>& ranges) {
    stack_.AwaitSettled();
    const std::string ledger = stack_.folder().File("ledger.jsonl"), file = stack_.folder().File("questions.json");
    Run({"ledger", "export", "--format", "json", "--out", ledger});
    std::vector<std::string> questions;
    best_sharer_ = BestSharer();
    asked_ = 0;
    for (const Range& range : ranges) {
      for (const char* campaign : {kCampaign, ""}) questions.push_back(Question(campaign, range));
    }
    std::ofstream(file) << "[" << absl::StrJoin(questions, ",\n") << "]";
    const harness::Ending ending = harness::RunToEnd({"python3", FUDAI_ROOT "/tests/metrics/recount.py", ledger, file});
    EXPECT_EQ(ending.exit_status, 0) << ending.output << ending.error;
    EXPECT_THAT(ending.output, HasSubstr(absl::StrCat(asked_, " answers, 0 differences")));
  }

  // Every row of the tables that hold numbers.
  std::string Tables() {
    const harness::Ending ending =
        harness::RunToEnd({"python3", FUDAI_ROOT "/tests/metrics/tables.py", stack_.folder().File("admin.db")});
    EXPECT_EQ(ending.exit_status, 0) << ending.error;
    return ending.output;
  }

  // Has the numbers counted anew by a server that dies at once, at whatever point that is, and by the next.
  void Rebuild() {
    stack_.AwaitSettled();
    const std::string before = Tables();
    stack_.admin().Kill();
    stack_.admin().Start({"--rebuild"});
    stack_.admin().Kill();
    stack_.admin().Start();
    stack_.AwaitSettled();
    EXPECT_THAT(Differences(before, Tables()), IsEmpty());
  }

  template <typename Request, typename Response>
  Response Ask(grpc::Status (StatsService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
               Request request) const {
    request.set_campaign_id(kCampaign);
    const absl::StatusOr<Response> response = stack_.Marketer().Call(method, request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(Response());
  }

  // The orders that coupons have paid for, and whose they are.
  std::map<std::string, std::string> PaidOrders() const {
    admin::v1::ListEntriesRequest request;
    std::map<std::string, std::string> buyers;
    do {
      const auto page = stack_.Marketer().Call(&admin::v1::LedgerService::Stub::ListEntries, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const admin::v1::LedgerEntry& entry : page->entries()) {
        const event::v1::CouponUsed& use = entry.event().coupon_used();
        if (use.step() == event::v1::CouponUsed::STEP_REDEEMED) buyers[use.order_id()] = use.user_id();
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return buyers;
  }

  // Takes the discount of every third order back, and half a yuan of every other third's, weeks later: some coupons
  // have expired by then.
  void TakeDiscountsBack() const {
    stack_.AwaitSettled();
    int number = 0;
    for (const auto& [order_id, user_id] : PaidOrders()) {
      if (++number % 3 == 0) continue;
      campaign::v1::ReverseRedemptionRequest request;
      request.set_order_id(order_id);
      request.set_user_id(user_id);
      request.set_reversal_id(absl::StrCat("recount-", order_id));
      request.set_discount_fen(number % 3 == 1 ? 0 : 50);
      const auto reversed = stack_.Ordering()
                                .At(harness::Noon() + absl::Hours(24 * 20))
                                .Call(&campaign::v1::CheckoutService::Stub::ReverseRedemption, request);
      EXPECT_TRUE(reversed.ok() || absl::IsFailedPrecondition(reversed.status())) << reversed.status();
    }
  }

  // Ends the campaign and, once that is allowed, archives it: what is left of its coupons expires.
  void EndAndArchive() const {
    Run({"campaigns", "end", kCampaign});
    stack_.AwaitSettled();
    admin::v1::ArchiveCampaignRequest archive;
    archive.set_campaign_id(kCampaign);
    const harness::Caller later = stack_.Marketer().At(harness::Noon() + absl::Hours(24 * 400));
    const auto archived = later.Call(&CampaignService::Stub::ArchiveCampaign, archive);
    ASSERT_TRUE(archived.ok()) << archived.status();
    admin::v1::GetCampaignRequest get;
    get.set_campaign_id(kCampaign);
    EXPECT_TRUE(harness::Eventually(
        [&] {
          const auto campaign = stack_.Marketer().Call(&CampaignService::Stub::GetCampaign, get);
          return campaign.ok() && campaign->campaign().archive().phase() == admin::v1::CampaignArchive::PHASE_DONE;
        },
        kArchiveLimit));
  }

  harness::Stack stack_;
  std::string zone_;
  std::string best_sharer_;
  int answers_ = 0;
  size_t asked_ = 0;
};

// The campaign's midnight is the chain's noon, amid the orders. In simulated time coupons expire with their campaign.
TEST_F(RecountTest, AgreesAfterAMadeUpDay) {
  Publish("America/New_York");
  Replay({"--day=2026-05-20", "--day_orders=500", "--day_customers=250", "--purchase_probability=0.3"});
  TakeDiscountsBack();
  EndAndArchive();
  const std::vector<Range> ranges = {{"", ""},           {"2026-05-19", "2026-05-20"}, {"2026-05-20", "2026-05-21"},
                                     {"2026-05-21", ""}, {"", "2026-05-22"},           {"2026-06-20", "2026-06-21"}};
  Compare(ranges);

  const std::string answer = Answer({"virality"}, "", kChainZone, {});
  EXPECT_THAT(Read(answer), HasSubstr("\"generation\": 3")) << "the day should have brought friends of friends";
  const auto money = Ask(&StatsService::Stub::QueryMoney, admin::v1::QueryMoneyRequest());
  EXPECT_THAT(ZeroThroughout({&money.money()}, money.days()), IsEmpty());
  EXPECT_EQ(money.money().outstanding_fen(), 0) << "every coupon was used or has expired";
  const auto coupons = Ask(&StatsService::Stub::QueryCoupons, admin::v1::QueryCouponsRequest());
  EXPECT_THAT(ZeroThroughout({}, coupons.templates()), IsEmpty());
}

TEST_F(RecountTest, AgreesAfterARebuild) {
  Publish(kChainZone);
  Replay({"--day=2026-05-20", "--day_orders=300", "--day_customers=150"});
  Rebuild();
  Compare({{"", ""}, {"2026-05-20", "2026-05-21"}});
}

// Real orders, where a folder holds them: FUDAI_DATA.
class RealDataTest : public RecountTest {
 protected:
  static std::string File(const std::string& name) {
    const char* folder = std::getenv("FUDAI_DATA");
    return absl::StrCat(folder == nullptr ? "" : folder, "/", name);
  }
  static bool Has(const std::string& name) { return std::filesystem::exists(File(name)); }
};

TEST_F(RealDataTest, AgreesAfterTheVendingMachinesOrders) {
  if (!Has("orders_coffee_vending.csv.gz"))
    GTEST_SKIP() << "FUDAI_DATA names no folder with orders_coffee_vending.csv.gz";
  Publish(kChainZone);
  Replay({"--orders=" + File("orders_coffee_vending.csv.gz"), "--graph=" + File("graph_facebook.csv.gz")});
  Compare({{"", ""}, {"2024-04-01", "2024-05-01"}, {"2024-06-01", ""}});
}

TEST_F(RealDataTest, AgreesAfterTheShopsOrdersAndRefunds) {
  if (!Has("orders_online_retail.csv.gz"))
    GTEST_SKIP() << "FUDAI_DATA names no folder with orders_online_retail.csv.gz";
  Publish(kChainZone);
  Replay({"--orders=" + File("orders_online_retail.csv.gz"), "--refunds=" + File("refunds_online_retail.csv.gz")});
  Rebuild();
  Compare({{"", ""}, {"2010-12-01", "2011-03-01"}, {"2011-06-01", ""}});
}

}  // namespace
}  // namespace fudai::metrics
