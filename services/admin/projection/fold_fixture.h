#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/admin/database/database.h"
#include "services/admin/projection/fold.h"
#include "services/admin/testing/test_events.h"

namespace fudai::projection {

// Appends events to partitions, and folds them as the projector would.
class Stream {
 public:
  explicit Stream(database::Database* database) : database_(database) {}

  Stream& Add(int partition, const event::v1::Event& event) {
    rows_.push_back(*DecodeEvent(partition, ++batch_.after[partition], event.SerializeAsString()));
    return *this;
  }
  // Folds what was added since the last time, in batches of at most `size`.
  absl::Status Fold(size_t size = 1000) {
    Batch batch;
    batch.before = batch.after = batch_.before;
    for (const LedgerRow& row : rows_) {
      batch.rows.push_back(row);
      batch.after[row.partition] = row.number;
      if (batch.rows.size() < size && &row != &rows_.back()) continue;
      const absl::Status folded = database_->Write([&](soci::session& sql) { return projection::Fold(sql, batch); });
      if (!folded.ok()) return folded;
      batch = {{}, batch.after, batch.after};
    }
    batch_.before = batch_.after;
    rows_.clear();
    return absl::OkStatus();
  }

 private:
  database::Database* database_;
  std::vector<LedgerRow> rows_;
  Batch batch_;
};

// Every row of a table, as text.
inline std::string Dump(database::Database& database, const std::string& table) {
  static const std::map<std::string, std::string> kColumns = {
      {"totals", "campaign_id || ' ' || counter || ' ' || value"},
      {"coupons_by_template", "campaign_id || ' ' || template_id || ' ' || value"},
      {"quarters", "campaign_id || ' ' || metric || ' ' || start_ms || ' ' || value"},
      {"series_days", "campaign_id || ' ' || metric || ' ' || start_ms || ' ' || value"},
      {"series_minutes", "campaign_id || ' ' || metric || ' ' || start_ms || ' ' || value"},
      {"template_quarters", "campaign_id || ' ' || template_id || ' ' || start_ms || ' ' || liability_fen"},
      {"openers", "campaign_id || ' ' || user_id || ' ' || first_ms"},
      {"customers",
       "user_id || ' ' || orders || ' ' || generation || ' ' || campaign_id || ' ' || converted_at_ms || ' ' ||"
       " first_order_ms || ' ' || marks || ' ' || campaign_marks || ' ' || spend_fen || ' ' ||"
       " toucher_id || ' ' || touch_campaign_id || ' ' || touched_at_ms"},
      {"customer_buckets", "campaign_id || ' ' || kind || ' ' || bucket || ' ' || customers || ' ' || spend_fen"},
      {"rollups", "campaign_id || ' ' || metric || ' ' || start_ms || ' ' || dimension || ' ' || value"},
      {"sharers",
       "campaign_id || ' ' || user_id || ' ' || bags || ' ' || openings || ' ' || brought || ' ' || free_coffees"},
      {"holdout_members",
       "user_id || ' ' || campaign_id || ' ' || held_out || ' ' || first_order || ' ' || orders || ' ' || revenue_fen"},
      {"holdout_groups",
       "campaign_id || ' ' || held_out || ' ' || customers || ' ' || orders || ' ' || revenue_fen || ' ' ||"
       " squares_high || ' ' || squares_low"},
      {"cups", "campaign_id || ' ' || user_id || ' ' || drops || ' ' || filled || ' ' || helpers || ' ' || begun_ms"},
      {"shop_spans",
       "campaign_id || ' ' || span || ' ' || start_ms || ' ' || shop_id || ' ' || orders || ' ' || paid_fen || ' ' ||"
       " refunds || ' ' || refunded_fen || ' ' || first_orders || ' ' || bags || ' ' || coupons_redeemed || ' ' ||"
       " discount_fen"},
      {"offsets", "partition || ' ' || folded || ' ' || counted"}};
  std::vector<std::string> lines;
  const absl::Status status = database.Read([&](soci::session& sql) {
    soci::rowset<std::string> rows =
        (sql.prepare << "SELECT " + kColumns.at(table) + " AS line FROM " + table + " ORDER BY line");
    lines.assign(rows.begin(), rows.end());
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return absl::StrJoin(lines, "\n");
}

inline std::string DumpAll(database::Database& database) {
  std::string all;
  for (const char* table : {"rollups", "totals", "coupons_by_template", "quarters", "series_days", "series_minutes",
                            "template_quarters", "openers", "customers", "sharers", "customer_buckets",
                            "holdout_members", "holdout_groups", "cups", "shop_spans", "offsets"}) {
    absl::StrAppend(&all, table, "\n", Dump(database, table), "\n");
  }
  return all;
}

// Many events of all kinds, over weeks, of users and bags each in its partition.
inline void AddMixture(Stream* stream) {
  using namespace fudai::testsupport;  // NOLINT(google-build-using-namespace): the makers of events.
  constexpr int64_t kStepMs = 7 * 3'600'000;
  for (int i = 0; i < 120; ++i) {
    const int buyer = i % 11, opener = (i * 5 + 3) % 11;
    const int partition = buyer % 7, openers_partition = opener % 7;
    const int64_t given_at_ms = kEventMs + i * kStepMs, at_ms = given_at_ms + (i % 4 - 2) * 5 * kStepMs;
    const std::string order = absl::StrCat("o", i), bag = absl::StrCat("bag", i), user = absl::StrCat("u", buyer);
    const auto add = [&](int to, event::v1::Event event, int64_t ms) {
      event.set_occurred_at_ms(ms);
      stream->Add(to, event);
    };
    if (i % 5 == 0) add(partition, RefundEvent(order, 10 * i), at_ms);
    event::v1::Event reported = i % 3 == 0 ? OrderEvent(order, user, 100) : OrderWithBagEvent(order, user, bag);
    reported.mutable_order_reported()->set_first_order(i < 11 ? 1 : 0);
    add(partition, reported, given_at_ms);
    if (i % 4 == 0) add(partition, RefundEvent(order, 5 * i), at_ms);
    for (int index = 0; index < i % 3; ++index) {
      event::v1::Event open = OpenEvent(bag, index, absl::StrCat("u", (opener + index) % 11));
      open.mutable_bag_opened()->set_bag_given_at_ms(given_at_ms);
      add(partition, open, at_ms + index);
    }
    event::v1::Event credit = CreditEvent(bag + "-0", absl::StrCat("u", opener), i >= 30 && i < 36);
    credit.mutable_coupon_credited()->set_generation(1 + i % 3);
    add(openers_partition, credit, at_ms);
    event::v1::Event conversion = ConversionEvent(order, absl::StrCat("u", opener));
    conversion.mutable_conversion_recorded()->set_generation(1 + i % 3);
    conversion.mutable_conversion_recorded()->set_bag_given_at_ms(given_at_ms);
    if (i % 11 == opener || i < 6) add(openers_partition, conversion, at_ms);
    add(partition, UseEvent(static_cast<event::v1::CouponUsed::Step>(1 + i % 6)), at_ms);
    if (i % 7 == 0) add(partition, ExpiryEvent(), at_ms);
  }
}

}  // namespace fudai::projection
