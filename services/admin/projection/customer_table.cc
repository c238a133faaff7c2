#include "services/admin/projection/customer_table.h"

#include <array>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/admin/database/rows.h"

namespace fudai::projection {
namespace {

// The fields of a customer, in the order of kColumns.
constexpr std::array kColumns = {
    "orders",         "generation", "campaign_id", "converted_at_ms",   "first_order_ms", "marks",
    "campaign_marks", "spend_fen",  "toucher_id",  "touch_campaign_id", "touched_at_ms"};
using Fields = std::tuple<long long, long long, std::string, long long, long long, long long, long long, long long,
                          std::string, std::string, long long>;
static_assert(kColumns.size() == std::tuple_size_v<Fields>);

template <typename Customer>
auto Tie(Customer& customer) {
  return std::tie(customer.orders, customer.generation, customer.campaign_id, customer.converted_at_ms,
                  customer.first_order_ms, customer.marks, customer.campaign_marks, customer.spend_fen,
                  customer.toucher_id, customer.touch_campaign_id, customer.touched_at_ms);
}

std::string SaveSql() {
  const auto set = [](std::string* out, const char* column) { absl::StrAppend(out, column, " = excluded.", column); };
  return absl::StrCat("INSERT INTO customers (user_id, pseudonym, ", absl::StrJoin(kColumns, ", "),
                      ") {rows} ON CONFLICT (user_id) DO UPDATE SET ", absl::StrJoin(kColumns, ", ", set));
}

}  // namespace

std::map<std::string, Customer> ReadCustomers(soci::session& sql, const std::vector<std::string>& user_ids) {
  using Row = decltype(std::tuple_cat(std::tuple<std::string>(), Fields()));
  const std::string query =
      absl::StrCat("SELECT user_id, ", absl::StrJoin(kColumns, ", "), " FROM customers WHERE user_id IN ({rows})");
  const std::vector<std::tuple<std::string>> keys(user_ids.begin(), user_ids.end());
  std::map<std::string, Customer> customers;
  for (const Row& row : database::SelectByRows<Row>(sql, query, keys)) {
    std::apply([&customers](const std::string& user_id,
                            const auto&... fields) { Tie(customers[user_id]) = std::tie(fields...); },
               row);
  }
  return customers;
}

void SaveCustomers(soci::session& sql, const std::vector<CustomerToSave>& customers) {
  std::vector<decltype(std::tuple_cat(std::tuple<std::string, std::string>(), Fields()))> rows;
  for (const CustomerToSave& next : customers)
    rows.emplace_back(std::tuple_cat(std::tie(*next.user_id, next.pseudonym), Tie(*next.customer)));
  database::RunWithRows(sql, SaveSql(), rows);
}

}  // namespace fudai::projection
