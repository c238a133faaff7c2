// Customers as nodes of share trees, read from SQL. Each function runs within the caller's snapshot.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace fudai::stats {

// A customer in a tree. Moments are milliseconds since the epoch.
struct TreeRow {
  std::string user_id;
  std::string pseudonym;
  // Whose bag was their first touch, and when; empty and 0 for who came by themselves.
  std::string toucher_id;
  int64_t touched_at_ms = 0;
  int64_t orders = 0;
};

// Reads the trees of a campaign's first touches, or of all.
class ShareTreeStore {
 public:
  // Parents that one query asks about.
  static constexpr size_t kParents = 1000;

  // The query of ReadChildren, for tests.
  static std::string ChildrenSql(soci::session& sql, const std::string& campaign_id);

  // The session must outlive it.
  ShareTreeStore(soci::session& sql, std::string campaign_id);

  // The customers of whom a column, "user_id" or "pseudonym", says this: two at most.
  std::vector<TreeRow> Find(absl::string_view column, const std::string& value);
  // At most `limit` of those whose first touch was a bag of one of the parents, of which there are kParents at most, in
  // the order of touches.
  std::vector<TreeRow> ReadChildren(absl::Span<const std::string> parents, int limit);
  // Of how many people a bag of each of the parents, of whom there are kParents at most, was the first touch; nothing
  // of those who touched nobody.
  std::map<std::string, int64_t> CountChildren(absl::Span<const std::string> parents);

 private:
  // Binds the campaign and the parents.
  void UseParents(soci::statement* statement);
  // Has a statement, whose values are bound, read rows by a query.
  void Prepare(soci::statement* statement, const std::string& query);
  std::vector<TreeRow> Run(soci::statement* statement);

  soci::session& sql_;
  std::string campaign_id_;
  // What the statements read and write.
  std::string parents_;
  int limit_ = 0;
  std::string user_id_, pseudonym_, toucher_id_;
  long long touched_at_ms_ = 0, orders_ = 0, count_ = 0;
  soci::statement children_, counts_;
};

}  // namespace fudai::stats
