// Statements that carry many rows each: one row at a time costs PostgreSQL a round trip for every row. In their SQL,
// "{rows}" stands where the rows belong:
//
//   RunWithRows(sql, "INSERT INTO totals {rows} ON CONFLICT …", totals);
//   SelectByRows<Cup>(sql, "SELECT … FROM cups WHERE (campaign_id, user_id) IN ({rows})", keys);
//   RunWithRows(sql, "UPDATE offsets SET folded = given.column2 FROM ({rows}) AS given WHERE …", offsets);
//
// A row is a tuple of std::string and long long. Each function works within the caller's transaction; rows go in their
// order, some with each statement, so no two of an INSERT that updates may have one key.
#pragma once

#include <soci/soci.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::database {
namespace rows_internal {

// How many rows a statement carries at most.
size_t MostRows(soci::session& sql);

// The SQL with "VALUES (…), (…)" for "{rows}". `is_text` tells of each column whether it is text.
std::string Fill(absl::string_view sql, const std::vector<bool>& is_text, size_t rows);

// A statement, bound to variables of its own: those of the rows it carries, and of one that it answers.
template <typename Row, typename Answer = std::tuple<>>
class Statement {
 public:
  Statement(soci::session& sql, absl::string_view text, size_t rows) : rows_(rows), statement_(sql) {
    for (Row& row : rows_) std::apply([this](auto&... values) { (statement_.exchange(soci::use(values)), ...); }, row);
    std::apply([this](auto&... values) { (statement_.exchange(soci::into(values)), ...); }, answer_);
    statement_.alloc();
    statement_.prepare(Fill(text, Types(static_cast<Row*>(nullptr)), rows));
    statement_.define_and_bind();
  }

  // The next rows to carry, from `first` on. True if the statement has an answer.
  bool Execute(typename std::vector<Row>::const_iterator first) {
    std::copy_n(first, rows_.size(), rows_.begin());
    return statement_.execute(true);
  }
  bool Fetch() { return statement_.fetch(); }
  const Answer& answer() const { return answer_; }
  long long affected() { return statement_.get_affected_rows(); }
  size_t size() const { return rows_.size(); }

 private:
  template <typename... Columns>
  static std::vector<bool> Types(std::tuple<Columns...>* /*row*/) {
    return {std::is_same_v<Columns, std::string>...};
  }

  std::vector<Row> rows_;
  Answer answer_;
  soci::statement statement_;
};

// Calls `act` with a statement that carries rows, and the first of them, until all have been carried.
template <typename Answer, typename Row, typename Act>
void ForEachStatement(soci::session& sql, absl::string_view text, const std::vector<Row>& rows, Act act) {
  auto next = rows.begin();
  while (next != rows.end()) {
    const size_t left = rows.end() - next;
    Statement<Row, Answer> statement(sql, text, std::min(left, MostRows(sql)));
    for (size_t full = left / statement.size(); full > 0; --full, next += statement.size()) act(statement, next);
  }
}

}  // namespace rows_internal

// Runs a statement that changes rows. Returns how many it changed.
template <typename Row>
long long RunWithRows(soci::session& sql, absl::string_view text, const std::vector<Row>& rows) {
  long long affected = 0;
  rows_internal::ForEachStatement<std::tuple<>>(sql, text, rows, [&affected](auto& statement, auto first) {
    statement.Execute(first);
    affected += statement.affected();
  });
  return affected;
}

// Returns the rows, tuples likewise, that a query answers for these keys; no two keys may be equal.
template <typename Answer, typename Key>
std::vector<Answer> SelectByRows(soci::session& sql, absl::string_view text, const std::vector<Key>& keys) {
  std::vector<Answer> answers;
  rows_internal::ForEachStatement<Answer>(sql, text, keys, [&answers](auto& statement, auto first) {
    for (bool more = statement.Execute(first); more; more = statement.Fetch()) answers.push_back(statement.answer());
  });
  return answers;
}

}  // namespace fudai::database
