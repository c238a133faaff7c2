// Statements that carry many rows each: one row at a time costs PostgreSQL a round trip for every row. In their SQL,
// "{rows}" stands where the rows belong:
//
//   RunWithRows(sql, "INSERT INTO totals {rows} ON CONFLICT …", totals);
//   SelectByRows<Cup>(sql, "SELECT … FROM cups WHERE (campaign_id, user_id) IN ({rows})", keys);
//   RunWithRows(sql, "UPDATE offsets SET folded = given.column2 FROM ({rows}) AS given WHERE …", offsets);
//
// A row is a tuple of std::string and long long. Each function works within the caller's transaction. Rows go in the
// order of their values, so that all transactions lock rows in the same order and neighbours of an index come together;
// some go with each statement, so no two of an INSERT that updates may have one key.
#pragma once

#include <soci/soci.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace fudai::database {
namespace rows_internal {

// SQLite has no round trips to save: its statements carry a row each, as values. PostgreSQL's carry thousands, an array
// for each column, which cost it one look at the statement, however many there are.
bool CarriesArrays(soci::session& sql);
inline constexpr size_t kMostOfArrays = 5000;

// The SQL with values or arrays for "{rows}", bound to :v0, :v1, … `is_text` tells of each column whether it is text.
std::string Fill(absl::string_view sql, const std::vector<bool>& is_text, bool arrays);

// Appends an element to what stands between the braces of PostgreSQL's literal of an array.
void AppendElement(const std::string& text, std::string* array);
void AppendElement(long long number, std::string* array);

// A statement, bound to variables of its own: those of the rows it carries, and of one that it answers.
template <typename Row, typename Answer = std::tuple<>>
class Statement {
 public:
  Statement(soci::session& sql, absl::string_view text) : arrays_(CarriesArrays(sql)), statement_(sql) {
    if (arrays_) {
      for (std::string& array : columns_) statement_.exchange(soci::use(array));
    } else {
      std::apply([this](auto&... values) { (statement_.exchange(soci::use(values)), ...); }, row_);
    }
    std::apply([this](auto&... values) { (statement_.exchange(soci::into(values)), ...); }, answer_);
    statement_.alloc();
    statement_.prepare(Fill(text, Types(static_cast<Row*>(nullptr)), arrays_));
    statement_.define_and_bind();
  }

  // How many rows it carries at most.
  size_t most() const { return arrays_ ? kMostOfArrays : 1; }
  // Has it carry some rows. True if it has an answer.
  bool Execute(const std::vector<const Row*>& rows, size_t begin, size_t end) {
    if (arrays_) {
      Pack(rows, begin, end, std::make_index_sequence<std::tuple_size_v<Row>>());
    } else {
      row_ = *rows[begin];
    }
    return statement_.execute(true);
  }
  bool Fetch() { return statement_.fetch(); }
  const Answer& answer() const { return answer_; }
  long long affected() { return statement_.get_affected_rows(); }

 private:
  template <typename... Columns>
  static std::vector<bool> Types(std::tuple<Columns...>* /*row*/) {
    return {std::is_same_v<Columns, std::string>...};
  }

  template <size_t... kColumns>
  void Pack(const std::vector<const Row*>& rows, size_t begin, size_t end, std::index_sequence<kColumns...> /*all*/) {
    for (std::string& array : columns_) array = "{";
    for (size_t i = begin; i < end; ++i) (AppendElement(std::get<kColumns>(*rows[i]), &columns_[kColumns]), ...);
    for (std::string& array : columns_) array += '}';
  }

  const bool arrays_;
  Row row_;
  std::array<std::string, std::tuple_size_v<Row>> columns_;
  Answer answer_;
  soci::statement statement_;
};

// Calls `act` with a statement that has carried some rows, and whether it has an answer, until all have been carried.
template <typename Answer, typename Row, typename Act>
void ForEachStatement(soci::session& sql, absl::string_view text, const std::vector<Row>& rows, Act act) {
  if (rows.empty()) return;
  std::vector<const Row*> sorted;
  sorted.reserve(rows.size());
  for (const Row& row : rows) sorted.push_back(&row);
  std::sort(sorted.begin(), sorted.end(), [](const Row* a, const Row* b) { return *a < *b; });
  Statement<Row, Answer> statement(sql, text);
  for (size_t begin = 0; begin < sorted.size(); begin += statement.most()) {
    const bool answers = statement.Execute(sorted, begin, std::min(begin + statement.most(), sorted.size()));
    act(statement, answers);
  }
}

}  // namespace rows_internal

// Runs a statement that changes rows. Returns how many it changed.
template <typename Row>
long long RunWithRows(soci::session& sql, absl::string_view text, const std::vector<Row>& rows) {
  long long affected = 0;
  rows_internal::ForEachStatement<std::tuple<>>(
      sql, text, rows, [&affected](auto& statement, bool /*answers*/) { affected += statement.affected(); });
  return affected;
}

// Returns the rows, tuples likewise, that a query answers for these keys; no two keys may be equal.
template <typename Answer, typename Key>
std::vector<Answer> SelectByRows(soci::session& sql, absl::string_view text, const std::vector<Key>& keys) {
  std::vector<Answer> answers;
  rows_internal::ForEachStatement<Answer>(sql, text, keys, [&answers](auto& statement, bool more) {
    for (; more; more = statement.Fetch()) answers.push_back(statement.answer());
  });
  return answers;
}

}  // namespace fudai::database
