#include "services/admin/stats/share_tree_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace fudai::stats {
namespace {

// The touches of a campaign; '' is every campaign. What is said of ids that are not empty lets the database use the
// index, which leaves these out.
std::string Touches(absl::string_view table, const std::string& campaign_id) {
  const std::string by_toucher = absl::StrCat(table, ".toucher_id <> ''");
  return campaign_id.empty() ? by_toucher : absl::StrCat(by_toucher, " AND ", table, ".touch_campaign_id = :campaign");
}

std::string SelectSql(const std::string& condition, const std::string& campaign_id) {
  return absl::StrCat(
      "SELECT c.user_id, c.pseudonym, c.toucher_id, c.touched_at_ms, c.orders,"
      " (SELECT COUNT(*) FROM customers t WHERE t.toucher_id = c.user_id AND ",
      Touches("t", campaign_id), ") FROM customers c WHERE ", condition,
      " ORDER BY c.touched_at_ms, c.pseudonym, c.user_id LIMIT :limit");
}

}  // namespace

ShareTreeStore::ShareTreeStore(soci::session& sql, std::string campaign_id)
    : sql_(sql), campaign_id_(std::move(campaign_id)), children_(sql) {
  std::vector<std::string> places;
  for (size_t i = 0; i < kParents; ++i) places.push_back(absl::StrCat(":parent", i));
  Prepare(&children_,
          absl::StrCat("c.toucher_id IN (", absl::StrJoin(places, ", "), ") AND ", Touches("c", campaign_id_)),
          absl::MakeSpan(parents_));
}

// The values are bound to the condition's places in their order.
void ShareTreeStore::Prepare(soci::statement* statement, const std::string& condition, absl::Span<std::string> values) {
  if (!campaign_id_.empty()) statement->exchange(soci::use(campaign_id_, "campaign"));
  for (size_t i = 0; i < values.size(); ++i) statement->exchange(soci::use(values[i], absl::StrCat("parent", i)));
  statement->exchange(soci::use(limit_, "limit"));
  for (std::string* text : {&user_id_, &pseudonym_, &toucher_id_}) statement->exchange(soci::into(*text));
  for (long long* number : {&touched_at_ms_, &orders_, &touched_}) statement->exchange(soci::into(*number));
  statement->alloc();
  statement->prepare(SelectSql(condition, campaign_id_));
  statement->define_and_bind();
}

std::vector<TreeRow> ShareTreeStore::Run(soci::statement* statement) {
  std::vector<TreeRow> rows;
  for (bool more = statement->execute(true); more; more = statement->fetch())
    rows.push_back({user_id_, pseudonym_, toucher_id_, touched_at_ms_, orders_, touched_});
  return rows;
}

std::vector<TreeRow> ShareTreeStore::Find(absl::string_view column, const std::string& value) {
  std::string wanted = value;
  soci::statement select(sql_);
  limit_ = 2;
  Prepare(&select, absl::StrCat("c.", column, " = :parent0"), absl::MakeSpan(&wanted, 1));
  return Run(&select);
}

std::vector<TreeRow> ShareTreeStore::ReadChildren(absl::Span<const std::string> parents, int limit) {
  parents_.fill("");
  std::copy(parents.begin(), parents.end(), parents_.begin());
  limit_ = limit;
  return Run(&children_);
}

}  // namespace fudai::stats
