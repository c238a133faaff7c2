#include "services/admin/ledger/ledger_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"
#include "services/admin/audit/audit_log.h"
#include "services/admin/pseudonyms/pseudonyms.h"
#include "services/admin/testing/folded_events.h"
#include "services/admin/testing/method_caller.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::ledger {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using admin::v1::ExportLedgerRequest;
using admin::v1::ExportLedgerResponse;
using admin::v1::LedgerEntry;
using admin::v1::LedgerFilter;
using admin::v1::ListEntriesRequest;
using admin::v1::ListEntriesResponse;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LedgerServiceTest : public DatabaseTest {
 protected:
  LedgerServiceTest() : readers_(2) {}

  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    database_ = OpenNew();
    service_ = std::make_unique<LedgerService>(database_.get(), &readers_);
    caller_ = std::make_unique<MethodCaller>(&loop_, service_->Methods());
  }

  void Add(int partition, const event::v1::Event& event, int64_t later_ms = 0) {
    events_.Fold(*database_, partition, event, later_ms);
  }

  // Order o1 of "sharer", its bag opened by u2 and u3, and a guest's order.
  void AddStory() {
    event::v1::Event cups = OpenEvent("bag", 1, "u3");
    cups.mutable_bag_opened()->set_cups_filled(1);
    Add(5, OrderWithBagEvent("o1", "sharer", "bag"), 0);
    Add(5, OpenEvent("bag", 0, "u2"), 30);
    Add(2, CreditEvent("bag-0", "u2", true), 40);
    Add(5, cups, 50);
    Add(2, OrderEvent("o2", "", 10), 10);
  }

  // The places of what matches, as "partition/number", over pages of `size`.
  std::vector<std::string> List(const LedgerFilter& filter, int size = 100) {
    ListEntriesRequest request;
    *request.mutable_filter() = filter;
    request.set_page_size(size);
    std::vector<std::string> places;
    do {
      const auto page = caller_->Call<ListEntriesResponse>("ListEntries", request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return places;
      for (const LedgerEntry& entry : page->entries())
        places.push_back(absl::StrCat(entry.partition(), "/", entry.number()));
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return places;
  }

  async::Loop loop_;
  async::BlockingPool readers_;
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<LedgerService> service_;
  std::unique_ptr<MethodCaller> caller_;
  FoldedEvents events_;
};
INSTANTIATE_TEST_SUITE_P(Databases, LedgerServiceTest, BothDatabases(), DatabaseName);

TEST_P(LedgerServiceTest, ListsOldestFirst) {
  AddStory();
  EXPECT_THAT(List({}), ElementsAre("5/1", "2/2", "5/2", "2/1", "5/3"));
  EXPECT_THAT(List({}, 1), ElementsAre("5/1", "2/2", "5/2", "2/1", "5/3"));
  EXPECT_THAT(List({}, 2), ElementsAre("5/1", "2/2", "5/2", "2/1", "5/3"));
}

TEST_P(LedgerServiceTest, Filters) {
  AddStory();
  LedgerFilter filter;
  filter.set_user_id("sharer");
  EXPECT_THAT(List(filter), ElementsAre("5/1", "5/2", "2/1", "5/3"));
  filter.set_coupon_id("bag-0");
  EXPECT_THAT(List(filter), ElementsAre("5/2", "2/1"));
  filter = {};
  filter.set_user_id("u2");
  EXPECT_THAT(List(filter, 1), ElementsAre("5/2", "2/1"));
  filter = {};
  filter.set_bag_id("bag");
  EXPECT_THAT(List(filter), ElementsAre("5/1", "5/2", "2/1", "5/3"));
  filter = {};
  filter.set_order_id("o2");
  EXPECT_THAT(List(filter), ElementsAre("2/2"));
  filter = {};
  filter.set_campaign_id("autumn");
  EXPECT_THAT(List(filter), IsEmpty());
}

TEST_P(LedgerServiceTest, FindsWhoFilledTheCupOfAFreeCoffee) {
  AddStory();
  LedgerFilter filter;
  filter.set_coupon_id("bag-1f0");
  EXPECT_THAT(List(filter), ElementsAre("5/3"));
  filter.set_coupon_id("bag-1f1");
  EXPECT_THAT(List(filter), IsEmpty());
}

TEST_P(LedgerServiceTest, FindsUsesByCouponOrderUserAndBag) {
  AddStory();
  event::v1::Event coffee = UseEvent(event::v1::CouponUsed::STEP_RESERVED);
  coffee.mutable_coupon_used()->set_coupon_id("bag-1f0");
  coffee.mutable_coupon_used()->set_user_id("sharer");
  coffee.mutable_coupon_used()->set_order_id("o3");
  Add(2, UseEvent(event::v1::CouponUsed::STEP_REDEEMED), 60);
  Add(5, coffee, 70);
  LedgerFilter filter;
  filter.set_coupon_id("bag-0");
  EXPECT_THAT(List(filter), ElementsAre("5/2", "2/1", "2/3"));
  filter.set_coupon_id("bag-1f0");
  EXPECT_THAT(List(filter), ElementsAre("5/3", "5/4"));
  filter = {};
  filter.set_order_id("o2");
  EXPECT_THAT(List(filter), ElementsAre("2/2", "2/3"));
  filter = {};
  filter.set_user_id("u2");
  EXPECT_THAT(List(filter), ElementsAre("5/2", "2/1", "2/3"));
  filter = {};
  filter.set_bag_id("bag");
  EXPECT_THAT(List(filter), ElementsAre("5/1", "5/2", "2/1", "5/3", "2/3", "5/4"));
}

TEST_P(LedgerServiceTest, FindsNothingUnderACouponIdThatIsNone) {
  AddStory();
  LedgerFilter filter;
  for (const char* id : {"bag-1fzz", "bag-1f", "bag-1f-1", "bag-1f99999999999", "bag-", "f"}) {
    filter.set_coupon_id(id);
    EXPECT_THAT(List(filter), IsEmpty()) << id;
  }
}

TEST_P(LedgerServiceTest, RefusesFiltersThatNoIdCanHave) {
  AddStory();
  for (const char* field : {"campaign_id", "user_id", "bag_id", "order_id", "coupon_id"}) {
    ListEntriesRequest request;
    LedgerFilter& filter = *request.mutable_filter();
    filter.GetReflection()->SetString(&filter, LedgerFilter::descriptor()->FindFieldByName(field),
                                      std::string("bag\0x", 5));
    const absl::Status status = caller_->Call<ListEntriesResponse>("ListEntries", request).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr(absl::StrCat("filter.", field, " is \"bag\\x00x\"; it should")));
  }
}

TEST_P(LedgerServiceTest, FiltersByTime) {
  AddStory();
  LedgerFilter filter;
  filter.mutable_start_time()->set_seconds(kEventMs / 1000);
  filter.mutable_start_time()->set_nanos(9'000'001);
  filter.mutable_end_time()->set_seconds(kEventMs / 1000);
  filter.mutable_end_time()->set_nanos(40'000'000);
  EXPECT_THAT(List(filter), ElementsAre("2/2", "5/2"));
  filter.mutable_end_time()->set_seconds(0);
  ListEntriesRequest request;
  *request.mutable_filter() = filter;
  const absl::Status status = caller_->Call<ListEntriesResponse>("ListEntries", request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("filter.end_time"));
}

TEST_P(LedgerServiceTest, RefusesTokensAndSizesThatAreNone) {
  AddStory();
  ListEntriesRequest request;
  request.set_page_size(1);
  const auto page = caller_->Call<ListEntriesResponse>("ListEntries", request);
  ASSERT_TRUE(page.ok()) << page.status();
  request.mutable_filter()->set_user_id("u2");
  for (const std::string& token : {page->next_page_token(), std::string("garbage")}) {
    request.set_page_token(token);
    EXPECT_EQ(caller_->Call<ListEntriesResponse>("ListEntries", request).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_EQ(caller_->Call<ListEntriesResponse>("ListEntries", request).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_P(LedgerServiceTest, ListsAFullPageWhereMoreIsAskedFor) {
  for (int i = 0; i < 1001; ++i) Add(3, OrderEvent(absl::StrCat("o", i), "u1", 1));
  ListEntriesRequest request;
  request.set_page_size(1001);
  const auto page = caller_->Call<ListEntriesResponse>("ListEntries", request);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->entries_size(), 1000);
}

TEST_P(LedgerServiceTest, ExportsByPlaceInBatches) {
  for (int i = 0; i < 260; ++i) {
    Add(9, OrderEvent(absl::StrCat("o", i), "u1", 1));
    Add(3, OrderEvent(absl::StrCat("p", i), "u2", 1));
  }
  KeptMessages messages;
  ASSERT_TRUE(caller_->Stream("ExportLedger", ExportLedgerRequest(), &messages).ok());
  const auto batches = messages.As<ExportLedgerResponse>();
  ASSERT_EQ(batches.size(), 2);
  EXPECT_EQ(batches[0].entries_size(), 500);
  EXPECT_EQ(batches[1].entries_size(), 20);
  EXPECT_EQ(batches[0].entries(0).partition(), 3);
  EXPECT_EQ(batches[0].entries(0).event().order_reported().order_id(), "p0");
  EXPECT_EQ(batches[1].entries(19).number(), 260);
}

TEST_P(LedgerServiceTest, NamesUsersAsTheRoleMaySeeThem) {
  AddStory();
  for (const auth::Role role : {auth::Role::kOwner, auth::Role::kApprover, auth::Role::kEditor, auth::Role::kViewer}) {
    caller_->context().identity.role = role;
    const auto page = caller_->Call<ListEntriesResponse>("ListEntries", ListEntriesRequest());
    ASSERT_TRUE(page.ok()) << page.status();
    const std::string listed = page->entries(0).event().order_reported().user_id();
    KeptMessages messages;
    ASSERT_TRUE(caller_->Stream("ExportLedger", ExportLedgerRequest(), &messages).ok());
    const std::string exported = messages.As<ExportLedgerResponse>()[0].entries(2).event().order_reported().user_id();
    EXPECT_EQ(listed, exported);
    EXPECT_EQ(listed == "sharer", role == auth::Role::kOwner) << listed;
  }
}

TEST_P(LedgerServiceTest, PutsLookUpsByIdIntoTheAuditLog) {
  AddStory();
  ListEntriesRequest by_id, by_pseudonym, by_order;
  by_id.mutable_filter()->set_user_id("u2");
  by_order.mutable_filter()->set_order_id("o1");
  std::string pseudonym;
  std::vector<std::string> audited;
  const auto read = [&](soci::session& sql) {
    pseudonym = pseudonyms::Pseudonyms(sql).Of("u2");
    audited.clear();
    for (const admin::v1::AuditEntry& entry : audit::ReadChain(sql, 0, 100))
      audited.push_back(absl::StrJoin({entry.actor(), entry.actor_role(), entry.action(), entry.subject()}, " "));
    return absl::OkStatus();
  };
  ASSERT_TRUE(database_->Read(read).ok());
  by_pseudonym.mutable_filter()->set_user_id(pseudonym);
  EXPECT_TRUE(caller_->Call<ListEntriesResponse>("ListEntries", by_id).ok());
  caller_->context().identity.role = auth::Role::kViewer;
  for (const ListEntriesRequest& request : {by_pseudonym, by_order, ListEntriesRequest()})
    EXPECT_TRUE(caller_->Call<ListEntriesResponse>("ListEntries", request).ok());
  ASSERT_TRUE(database_->Read(read).ok());
  EXPECT_THAT(audited, IsEmpty()) << "an owner may know ids, and pseudonyms tell none";

  EXPECT_TRUE(caller_->Call<ListEntriesResponse>("ListEntries", by_id).ok());
  ExportLedgerRequest guess;
  guess.mutable_filter()->set_user_id("nobody");
  KeptMessages messages;
  EXPECT_TRUE(caller_->Stream("ExportLedger", guess, &messages).ok());
  ASSERT_TRUE(database_->Read(read).ok());
  EXPECT_THAT(audited, ElementsAre("mei viewer ListEntries user/" + pseudonym,
                                   ::testing::MatchesRegex("mei viewer ExportLedger user/u-[0-9a-z]+")));
}

// Adds an event to each partition as soon as the first batch has been sent.
class AddingWriter final : public rpc::MessageWriter {
 public:
  explicit AddingWriter(std::function<void()> add) : add_(std::move(add)) {}
  async::Task<bool> Write(const google::protobuf::Message& message) override {
    entries += static_cast<const ExportLedgerResponse&>(message).entries_size();
    if (add_) std::exchange(add_, nullptr)();
    co_return true;
  }
  int entries = 0;

 private:
  std::function<void()> add_;
};

TEST_P(LedgerServiceTest, ExportsTheLedgerAsOfTheCall) {
  for (int i = 0; i < 510; ++i) Add(3, OrderEvent(absl::StrCat("o", i), "u1", 1));
  AddingWriter writer([this] { Add(3, OrderEvent("late", "u1", 1)), Add(7, OrderEvent("later", "u2", 1)); });
  const auto table = service_->Methods();
  const ExportLedgerRequest request;
  ASSERT_TRUE(RunTask(loop_, table[1].stream(&request, &caller_->context(), &writer)).ok());
  EXPECT_EQ(writer.entries, 510);
}

TEST_P(LedgerServiceTest, FinishesAnExportWhoseTokenExpires) {
  Add(3, OrderEvent("o1", "u1", 1));
  caller_->context().ended = [] { return true; };
  KeptMessages messages;
  ASSERT_TRUE(caller_->Stream("ExportLedger", ExportLedgerRequest(), &messages).ok());
  EXPECT_EQ(messages.As<ExportLedgerResponse>().size(), 1);
}

// The places of an export's entries, as "partition/number".
std::vector<std::string> PlacesOf(const KeptMessages& messages) {
  std::vector<std::string> places;
  for (const ExportLedgerResponse& batch : messages.As<ExportLedgerResponse>()) {
    for (const LedgerEntry& entry : batch.entries())
      places.push_back(absl::StrCat(entry.partition(), "/", entry.number()));
  }
  return places;
}

TEST_P(LedgerServiceTest, ResumesAnExportAsOfItsFirstCall) {
  for (int i = 0; i < 505; ++i) Add(3, OrderEvent(absl::StrCat("o", i), "u1", 1));
  Add(200, OrderEvent("p0", "u2", 1));
  ExportLedgerRequest request;
  KeptMessages first(1);
  ASSERT_FALSE(caller_->Stream("ExportLedger", request, &first).ok());
  Add(3, OrderEvent("late", "u1", 1)), Add(7, OrderEvent("later", "u1", 1)), Add(200, OrderEvent("latest", "u1", 1));
  request.set_resume_token(first.As<ExportLedgerResponse>().back().resume_token());
  KeptMessages rest;
  ASSERT_TRUE(caller_->Stream("ExportLedger", request, &rest).ok());
  EXPECT_THAT(PlacesOf(rest), ElementsAre("3/501", "3/502", "3/503", "3/504", "3/505", "200/1"));
  request.set_resume_token(rest.As<ExportLedgerResponse>().back().resume_token());
  KeptMessages none;
  ASSERT_TRUE(caller_->Stream("ExportLedger", request, &none).ok());
  EXPECT_THAT(PlacesOf(none), IsEmpty());
}

// Puts orders of the campaign "spring" into each of the first partitions.
absl::Status FillPartitions(soci::session& sql, int partitions, int orders) {
  sql << "INSERT INTO ledger"
         " WITH RECURSIVE p (partition) AS (SELECT 0 UNION ALL SELECT partition + 1 FROM p WHERE partition < :p),"
         " n (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < :n)"
         " SELECT partition, number, 1, 1, 'spring', '', '', '', '', '', 0, '' FROM p, n",
      soci::use(partitions - 1, "p"), soci::use(orders, "n");
  sql << "UPDATE offsets SET folded = :n WHERE partition < :p", soci::use(orders), soci::use(partitions);
  return absl::OkStatus();
}

TEST_P(LedgerServiceTest, StopsAnExportThatFindsNothingOnceNobodyWaits) {
  ASSERT_TRUE(database_->Write([](soci::session& sql) { return FillPartitions(sql, 50, 1000); }).ok());
  ExportLedgerRequest request;
  request.mutable_filter()->set_campaign_id("autumn");
  KeptMessages messages;
  int asked = 0;
  caller_->context().interrupted = [&asked] { return ++asked == 3; };
  EXPECT_EQ(caller_->Stream("ExportLedger", request, &messages).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(asked, 3) << "50,000 entries are read in three pieces";
  caller_->context().interrupted = [] { return false; };
  EXPECT_TRUE(caller_->Stream("ExportLedger", request, &messages).ok());
  caller_->context().deadline = absl::Now();
  EXPECT_EQ(caller_->Stream("ExportLedger", request, &messages).code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_THAT(PlacesOf(messages), IsEmpty());
}

// The first piece ends with 20/20.
TEST_P(LedgerServiceTest, ExportsTheMatchesOfEachPieceInOrder) {
  ASSERT_TRUE(
      database_
          ->Write([](soci::session& sql) {
            RETURN_IF_ERROR(FillPartitions(sql, 50, 999));
            sql << "UPDATE ledger SET campaign_id = 'autumn' WHERE number IN (20, 21) AND partition IN (20, 49)";
            return absl::OkStatus();
          })
          .ok());
  ExportLedgerRequest request;
  request.mutable_filter()->set_campaign_id("autumn");
  KeptMessages messages;
  ASSERT_TRUE(caller_->Stream("ExportLedger", request, &messages).ok());
  EXPECT_THAT(PlacesOf(messages), ElementsAre("20/20", "20/21", "49/20", "49/21"));
}

TEST_P(LedgerServiceTest, RefusesIdsThatNoneCanHave) {
  ListEntriesRequest request;
  request.mutable_filter()->set_user_id(std::string(65, 'u'));
  const absl::Status status = caller_->Call<ListEntriesResponse>("ListEntries", request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("filter.user_id is \"uuu"));
}

TEST_P(LedgerServiceTest, RefusesResumeTokensThatAreNone) {
  Add(3, OrderEvent("o1", "u1", 1)), Add(3, OrderEvent("o2", "u1", 1));
  KeptMessages messages;
  ASSERT_TRUE(caller_->Stream("ExportLedger", ExportLedgerRequest(), &messages).ok());
  ListEntriesRequest page;
  page.set_page_size(1);
  const std::string of_a_list = caller_->Call<ListEntriesResponse>("ListEntries", page)->next_page_token();
  ExportLedgerRequest request;
  for (const std::string& token : {std::string("garbage"), of_a_list}) {
    request.set_resume_token(token);
    const absl::Status status = caller_->Stream("ExportLedger", request, &messages);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("it should be the resume_token of the last response received"));
  }
  request.mutable_filter()->set_user_id("u1");
  request.set_resume_token(messages.As<ExportLedgerResponse>().back().resume_token());
  EXPECT_EQ(caller_->Stream("ExportLedger", request, &messages).code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(LedgerServiceTest, EndsAnExportWithItsCaller) {
  for (int i = 0; i < 510; ++i) Add(3, OrderEvent(absl::StrCat("o", i), "u1", 1));
  KeptMessages one(1);
  EXPECT_EQ(caller_->Stream("ExportLedger", ExportLedgerRequest(), &one).code(), absl::StatusCode::kCancelled);
  caller_->context().interrupted = [] { return true; };
  KeptMessages none;
  EXPECT_EQ(caller_->Stream("ExportLedger", ExportLedgerRequest(), &none).code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace fudai::ledger
