#include "services/admin/projection/customer_table.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace fudai::projection {
namespace {

// Columns and fields, in the order in which they are bound.
constexpr std::array kTexts = {"campaign_id", "toucher_id", "touch_campaign_id"};
constexpr std::array kNumbers = {"orders", "generation",     "converted_at_ms", "first_order_ms",
                                 "marks",  "campaign_marks", "spend_fen",       "touched_at_ms"};

template <typename Customer>
auto TextsOf(Customer& customer) {
  return std::array{&customer.campaign_id, &customer.toucher_id, &customer.touch_campaign_id};
}

template <typename Customer>
auto NumbersOf(Customer& customer) {
  return std::array{&customer.orders, &customer.generation,     &customer.converted_at_ms, &customer.first_order_ms,
                    &customer.marks,  &customer.campaign_marks, &customer.spend_fen,       &customer.touched_at_ms};
}

std::string Columns() { return absl::StrCat(absl::StrJoin(kTexts, ", "), ", ", absl::StrJoin(kNumbers, ", ")); }

std::string SelectSql() { return absl::StrCat("SELECT ", Columns(), " FROM customers WHERE user_id = :user"); }

std::string SaveSql() {
  const auto place = [](std::string* out, const char* column) { absl::StrAppend(out, ":", column); };
  const auto set = [](std::string* out, const char* column) { absl::StrAppend(out, column, " = excluded.", column); };
  return absl::StrCat("INSERT INTO customers (user_id, pseudonym, ", Columns(), ") VALUES (:user, :pseudonym, ",
                      absl::StrJoin(kTexts, ", ", place), ", ", absl::StrJoin(kNumbers, ", ", place),
                      ") ON CONFLICT (user_id) DO UPDATE SET ", absl::StrJoin(kTexts, ", ", set), ", ",
                      absl::StrJoin(kNumbers, ", ", set));
}

}  // namespace

CustomerTable::CustomerTable(soci::session& sql) : select_(sql), save_(sql) {
  static_assert(kTexts.size() == std::tuple_size_v<decltype(texts_)>);
  static_assert(kNumbers.size() == std::tuple_size_v<decltype(numbers_)>);
  select_.exchange(soci::use(user_id_));
  for (std::string* text : {&user_id_, &pseudonym_}) save_.exchange(soci::use(*text));
  for (std::string& text : texts_) {
    select_.exchange(soci::into(text));
    save_.exchange(soci::use(text));
  }
  for (long long& number : numbers_) {
    select_.exchange(soci::into(number));
    save_.exchange(soci::use(number));
  }
  for (soci::statement* statement : {&select_, &save_}) {
    statement->alloc();
    statement->prepare(statement == &select_ ? SelectSql() : SaveSql());
    statement->define_and_bind();
  }
}

Customer CustomerTable::Find(const std::string& user_id) {
  Customer customer;
  user_id_ = user_id;
  if (!select_.execute(true)) return customer;
  const auto texts = TextsOf(customer);
  for (size_t i = 0; i < texts.size(); ++i) *texts[i] = texts_[i];
  const auto fields = NumbersOf(customer);
  for (size_t i = 0; i < fields.size(); ++i) *fields[i] = numbers_[i];
  return customer;
}

void CustomerTable::Save(const std::string& user_id, const Customer& customer, const std::string& pseudonym) {
  user_id_ = user_id;
  pseudonym_ = pseudonym;
  const auto texts = TextsOf(customer);
  for (size_t i = 0; i < texts.size(); ++i) texts_[i] = *texts[i];
  const auto fields = NumbersOf(customer);
  for (size_t i = 0; i < fields.size(); ++i) numbers_[i] = *fields[i];
  save_.execute(true);
}

}  // namespace fudai::projection
