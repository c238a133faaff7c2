#include "services/admin/ledger/ledger_store.h"

#include <google/protobuf/util/time_util.h>

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::ledger {
namespace {

using admin::v1::LedgerEntry;
using admin::v1::LedgerFilter;
using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

// An id's index holds those rows alone that have one: databases use it where the query says so.
std::string Is(absl::string_view column, absl::string_view value) {
  return absl::StrCat("(", column, " = ", value, " AND ", column, " <> '')");
}

// A place as the database is given it.
struct Bound {
  explicit Bound(const Place& place)
      : occurred_at_ms(place.occurred_at_ms), partition(place.partition), number(place.number) {}
  long long occurred_at_ms;
  int partition;
  long long number;
};

// The conditions of one query and the values they are bound to. Not to be moved while a statement uses it.
//
// The index to use is that of an id which is asked for or else that of the order. What else is asked for is written so
// that no index fits: databases would gather a campaign's millions of entries to sort them, or to pick a bag's.
class Conditions {
 public:
  Conditions(const LedgerFilter& filter, const Part& part) : filter_(filter), order_(part.order), after_(part.after) {
    const bool has_index = order_ == Order::kTime && !NamesAnId(filter);
    if (!filter.campaign_id().empty()) Require(has_index ? "campaign_id = :campaign" : "campaign_id || '' = :campaign");
    if (!filter.bag_id().empty()) Require(Is("bag_id", ":bag"));
    if (!filter.order_id().empty()) Require(Is("order_id", ":order"));
    if (!filter.coupon_id().empty()) RequireCoupon(filter.coupon_id());
    const absl::string_view time = has_index ? "occurred_at_ms" : "occurred_at_ms + 0";
    if (filter.has_start_time()) RequireTime(absl::StrCat(time, " >= :start"), filter.start_time(), &start_ms_);
    if (filter.has_end_time()) RequireTime(absl::StrCat(time, " < :end"), filter.end_time(), &end_ms_);
    RequirePlace(">", "after");
    if (!part.last) return;
    last_.emplace(*part.last);
    RequirePlace("<=", "last");
  }

  // The query of the part's entries. A user's are their own and those of their bags, each read in its order: both
  // together would have to be gathered and sorted.
  std::string Sql() const {
    if (filter_.user_id().empty()) return First("ledger", text_);
    const auto of = [this](absl::string_view column) {
      return absl::StrCat("SELECT * FROM (", First("ledger", absl::StrCat(text_, " AND ", Is(column, ":user"))),
                          ") AS of_", column);
    };
    return First(absl::StrCat("(", of("user_id"), " UNION ", of("sharer_id"), ") AS of_both"), "");
  }

  // Binds the values that the text names.
  void Bind(soci::statement& statement) {
    BindPlace(statement, after_, "after");
    if (last_) BindPlace(statement, *last_, "last");
    if (!filter_.campaign_id().empty()) statement.exchange(soci::use(filter_.campaign_id(), "campaign"));
    if (!filter_.user_id().empty()) statement.exchange(soci::use(filter_.user_id(), "user"));
    if (!filter_.bag_id().empty()) statement.exchange(soci::use(filter_.bag_id(), "bag"));
    if (!filter_.order_id().empty()) statement.exchange(soci::use(filter_.order_id(), "order"));
    if (!filter_.coupon_id().empty()) statement.exchange(soci::use(filter_.coupon_id(), "coupon"));
    if (cup_ >= 0) statement.exchange(soci::use(filling_coupon_id_, "filling"));
    if (cup_ >= 0) statement.exchange(soci::use(cup_, "cup"));
    if (filter_.has_start_time()) statement.exchange(soci::use(start_ms_, "start"));
    if (filter_.has_end_time()) statement.exchange(soci::use(end_ms_, "end"));
  }

 private:
  // A free coffee "{bag}-{index}f{cup}" was given by the open that filled its cup, that of coupon "{bag}-{index}".
  void RequireCoupon(const std::string& coupon_id) {
    const size_t mark = coupon_id.find('f', coupon_id.find('-'));
    int cup = -1;
    if (mark == std::string::npos || !absl::SimpleAtoi(coupon_id.substr(mark + 1), &cup) || cup < 0) {
      return Require(Is("coupon_id", ":coupon"));
    }
    cup_ = cup;
    filling_coupon_id_ = coupon_id.substr(0, mark);
    Require(absl::StrCat("(", Is("coupon_id", ":coupon"), " OR (", Is("coupon_id", ":filling"),
                         " AND cups_filled > :cup))"));
  }

  // Entries happen at whole milliseconds: a bound within one is the next.
  void RequireTime(absl::string_view condition, const Timestamp& timestamp, long long* ms) {
    const long long floor = TimeUtil::TimestampToMilliseconds(timestamp);
    *ms = TimeUtil::MillisecondsToTimestamp(floor) < timestamp ? floor + 1 : floor;
    Require(condition);
  }

  void RequirePlace(absl::string_view compared, absl::string_view name) {
    const std::string occurred = order_ == Order::kTime ? absl::StrCat(":", name, "time, ") : "";
    Require(absl::StrCat("(", Columns(), ") ", compared, " (", occurred, ":", name, "partition, :", name, "number)"));
  }

  void BindPlace(soci::statement& statement, const Bound& bound, absl::string_view name) const {
    if (order_ == Order::kTime) statement.exchange(soci::use(bound.occurred_at_ms, absl::StrCat(name, "time")));
    statement.exchange(soci::use(bound.partition, absl::StrCat(name, "partition")));
    statement.exchange(soci::use(bound.number, absl::StrCat(name, "number")));
  }

  // Selects the first rows of a source, under a condition.
  std::string First(absl::string_view source, absl::string_view where) const {
    return absl::StrCat("SELECT partition, number, occurred_at_ms, campaign_id, payload FROM ", source, " ", where,
                        " ORDER BY ", Columns(), " LIMIT :page");
  }

  void Require(absl::string_view condition) { absl::StrAppend(&text_, text_.empty() ? "WHERE " : " AND ", condition); }

  // The columns of the order.
  absl::string_view Columns() const {
    return order_ == Order::kTime ? "occurred_at_ms, partition, number" : "partition, number";
  }

  const LedgerFilter& filter_;
  const Order order_;
  const Bound after_;
  std::optional<Bound> last_;
  std::string text_;
  std::string filling_coupon_id_;
  int cup_ = -1;
  long long start_ms_ = 0, end_ms_ = 0;
};

struct Row {
  int partition = 0;
  long long number = 0, occurred_at_ms = 0;
  std::string campaign_id, payload;
};

absl::StatusOr<LedgerEntry> Decode(const Row& row) {
  LedgerEntry entry;
  entry.set_partition(row.partition);
  entry.set_number(row.number);
  *entry.mutable_occur_time() = TimeUtil::MillisecondsToTimestamp(row.occurred_at_ms);
  entry.set_campaign_id(row.campaign_id);
  std::string bytes;
  if (absl::Base64Unescape(row.payload, &bytes) && entry.mutable_event()->ParseFromString(bytes)) return entry;
  return absl::DataLossError(
      absl::StrCat("the ledger's event ", row.number, " of partition ", row.partition, " cannot be read"));
}

}  // namespace

bool NamesAnId(const LedgerFilter& filter) {
  return !filter.user_id().empty() || !filter.bag_id().empty() || !filter.order_id().empty() ||
         !filter.coupon_id().empty();
}

std::string EntriesSql(const LedgerFilter& filter, const Part& part) { return Conditions(filter, part).Sql(); }

absl::StatusOr<std::vector<LedgerEntry>> SelectEntries(soci::session& sql, const LedgerFilter& filter,
                                                       const Part& part) {
  Conditions conditions(filter, part);
  Row row;
  soci::statement statement(sql);
  conditions.Bind(statement);
  statement.exchange(soci::use(part.limit, "page"));
  statement.exchange(soci::into(row.partition));
  statement.exchange(soci::into(row.number));
  statement.exchange(soci::into(row.occurred_at_ms));
  statement.exchange(soci::into(row.campaign_id));
  statement.exchange(soci::into(row.payload));
  statement.alloc();
  statement.prepare(conditions.Sql());
  statement.define_and_bind();
  std::vector<LedgerEntry> entries;
  for (bool more = statement.execute(true); more; more = statement.fetch()) {
    ASSIGN_OR_RETURN(LedgerEntry entry, Decode(row));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace fudai::ledger
