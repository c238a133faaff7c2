#include "services/admin/stats/share_tree_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/admin/database/text_list.h"

namespace fudai::stats {
namespace {

// The touches of a campaign; '' is every campaign. What is said of ids that are not empty lets the database use the
// index, which leaves these out.
std::string Touches(const std::string& campaign_id) {
  const std::string by_toucher = "toucher_id <> ''";
  return campaign_id.empty() ? by_toucher : absl::StrCat(by_toucher, " AND touch_campaign_id = :campaign");
}

// The touches of a campaign by parents.
std::string TouchesOfParents(soci::session& sql, const std::string& campaign_id) {
  return absl::StrCat("toucher_id ", database::InTextList(sql, ":parents"), " AND ", Touches(campaign_id));
}

// The first customers of whom a condition holds, in the order of touches.
std::string SelectSql(const std::string& condition) {
  return absl::StrCat("SELECT user_id, pseudonym, toucher_id, touched_at_ms, orders FROM customers WHERE ", condition,
                      " ORDER BY touched_at_ms, pseudonym, user_id LIMIT :limit");
}

}  // namespace

std::string ShareTreeStore::ChildrenSql(soci::session& sql, const std::string& campaign_id) {
  return SelectSql(TouchesOfParents(sql, campaign_id));
}

ShareTreeStore::ShareTreeStore(soci::session& sql, std::string campaign_id)
    : sql_(sql), campaign_id_(std::move(campaign_id)), children_(sql), counts_(sql) {
  UseParents(&children_);
  Prepare(&children_, ChildrenSql(sql, campaign_id_));
  UseParents(&counts_);
  counts_.exchange(soci::into(toucher_id_));
  counts_.exchange(soci::into(count_));
  counts_.alloc();
  counts_.prepare(absl::StrCat("SELECT toucher_id, COUNT(*) FROM customers WHERE ", TouchesOfParents(sql, campaign_id_),
                               " GROUP BY toucher_id"));
  counts_.define_and_bind();
}

void ShareTreeStore::UseParents(soci::statement* statement) {
  if (!campaign_id_.empty()) statement->exchange(soci::use(campaign_id_, "campaign"));
  statement->exchange(soci::use(parents_, "parents"));
}

void ShareTreeStore::Prepare(soci::statement* statement, const std::string& query) {
  statement->exchange(soci::use(limit_, "limit"));
  for (std::string* text : {&user_id_, &pseudonym_, &toucher_id_}) statement->exchange(soci::into(*text));
  for (long long* number : {&touched_at_ms_, &orders_}) statement->exchange(soci::into(*number));
  statement->alloc();
  statement->prepare(query);
  statement->define_and_bind();
}

std::vector<TreeRow> ShareTreeStore::Run(soci::statement* statement) {
  std::vector<TreeRow> rows;
  for (bool more = statement->execute(true); more; more = statement->fetch())
    rows.push_back({user_id_, pseudonym_, toucher_id_, touched_at_ms_, orders_});
  return rows;
}

std::vector<TreeRow> ShareTreeStore::Find(absl::string_view column, const std::string& value) {
  soci::statement select(sql_);
  limit_ = 2;
  select.exchange(soci::use(value, "value"));
  Prepare(&select, SelectSql(absl::StrCat(column, " = :value")));
  return Run(&select);
}

std::vector<TreeRow> ShareTreeStore::ReadChildren(absl::Span<const std::string> parents, int limit) {
  parents_ = database::TextList(sql_, parents);
  limit_ = limit;
  return Run(&children_);
}

std::map<std::string, int64_t> ShareTreeStore::CountChildren(absl::Span<const std::string> parents) {
  parents_ = database::TextList(sql_, parents);
  std::map<std::string, int64_t> counts;
  for (bool more = counts_.execute(true); more; more = counts_.fetch()) counts[toucher_id_] = count_;
  return counts;
}

}  // namespace fudai::stats
