// What folding and counting anew cost: printed, not judged.
#include <gtest/gtest.h>

#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/admin/projection/fold.h"
#include "services/admin/projection/numbers.h"
#include "services/admin/testing/test_databases.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {
namespace {

using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
using event::v1::Event;

constexpr int kOrders = 4000;
constexpr int kUsers = 3000;
constexpr int kPartitions = 256;
constexpr size_t kBatch = 2000;

double CpuSeconds(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

// Orders with bags, each opened by three, one of whom is new and orders: what a campaign's good day looks like.
class Day {
 public:
  explicit Day(database::Database* database) : database_(database) {
    for (int i = 0; i < kOrders; ++i) AddOrder(i, i % kUsers);
  }
  size_t events() const { return rows_.size(); }

  void Fold() {
    Batch batch;
    for (const LedgerRow& row : rows_) {
      batch.rows.push_back(row);
      batch.after[row.partition] = row.number;
      if (batch.rows.size() < kBatch && &row != &rows_.back()) continue;
      ASSERT_TRUE(database_->Write([&](soci::session& sql) { return projection::Fold(sql, batch); }).ok());
      batch = {{}, batch.after, batch.after};
    }
  }

 private:
  void AddOrder(int order, int buyer) {
    const int partition = buyer % kPartitions;
    const std::string bag = absl::StrCat("bag", order);
    Event reported = OrderWithBagEvent(absl::StrCat("o", order), absl::StrCat("u", buyer), bag);
    reported.mutable_order_reported()->set_first_order(order == buyer ? 1 : 0);
    Add(partition, reported, order);
    for (int index = 0; index < 3; ++index) {
      const int opener = (order * 3 + index * 7 + 1) % kUsers;
      Event open = OpenEvent(bag, index, absl::StrCat("u", opener));
      open.mutable_bag_opened()->set_bag_given_at_ms(kEventMs + order);
      Add(partition, open, order + 1);
      Add(opener % kPartitions, CreditEvent(absl::StrCat(bag, "-", index), absl::StrCat("u", opener), index == 0),
          order);
    }
  }
  void Add(int partition, Event event, int64_t later_ms) {
    event.set_occurred_at_ms(kEventMs + later_ms);
    rows_.push_back(*DecodeEvent(partition, ++numbers_[partition], event.SerializeAsString()));
  }

  database::Database* database_;
  database::Offsets numbers_{};
  std::vector<LedgerRow> rows_;
};

class FoldSpeedTest : public DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, FoldSpeedTest, BothDatabases(), DatabaseName);

TEST_P(FoldSpeedTest, Prints) {
  const std::unique_ptr<database::Database> database = OpenNew();
  Day day(database.get());
  const double folding = CpuSeconds([&day] { day.Fold(); });
  const double counting = CpuSeconds([&database] {
    const auto forget_and_count = [](soci::session& sql) {
      ForgetNumbers(sql);
      return CountLedger(sql, kBatch);
    };
    absl::StatusOr<int64_t> left = database->Write(forget_and_count);
    while (left.ok() && *left > 0) left = database->Write([](soci::session& sql) { return CountLedger(sql, kBatch); });
    ASSERT_TRUE(left.ok()) << left.status();
  });
  const double events = static_cast<double>(day.events());
  printf("%.0f events: %.0f folded, %.0f counted anew per CPU second of this process\n", events, events / folding,
         events / counting);
}

}  // namespace
}  // namespace fudai::projection
