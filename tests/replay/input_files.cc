#include "tests/replay/input_files.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "tests/replay/csv.h"
#include "tests/replay/dice.h"
#include "tests/replay/fields.h"

namespace fudai::replay {
namespace {

constexpr int64_t kMaxItems = 1'000'000;

struct OrderColumns {
  int order_id, user_id, paid_at, amount, items;
};

struct RefundColumns {
  int refund_id, order_id, user_id, refunded_at, amount;
};

absl::StatusOr<OrderColumns> FindOrderColumns(const CsvTable& table) {
  OrderColumns columns{};
  ASSIGN_OR_RETURN(columns.order_id, table.Column("order_id"));
  ASSIGN_OR_RETURN(columns.user_id, table.Column("user_id"));
  ASSIGN_OR_RETURN(columns.paid_at, table.Column("paid_at"));
  ASSIGN_OR_RETURN(columns.amount, table.Column("amount_cents"));
  ASSIGN_OR_RETURN(columns.items, table.Column("items"));
  return columns;
}

absl::StatusOr<RefundColumns> FindRefundColumns(const CsvTable& table) {
  RefundColumns columns{};
  ASSIGN_OR_RETURN(columns.refund_id, table.Column("refund_id"));
  ASSIGN_OR_RETURN(columns.order_id, table.Column("order_id"));
  ASSIGN_OR_RETURN(columns.user_id, table.Column("user_id"));
  ASSIGN_OR_RETURN(columns.refunded_at, table.Column("refunded_at"));
  ASSIGN_OR_RETURN(columns.amount, table.Column("amount_cents"));
  return columns;
}

absl::StatusOr<Order> ReadOrder(const CsvRow& row, const OrderColumns& columns, int shops) {
  const Fields fields(row);
  Order order{.line = row.line};
  ASSIGN_OR_RETURN(order.order_id, fields.Id(columns.order_id, "order_id"));
  ASSIGN_OR_RETURN(order.user_id, fields.OptionalId(columns.user_id, "user_id"));
  ASSIGN_OR_RETURN(order.paid_at_ms, fields.TimeMs(columns.paid_at, "paid_at"));
  ASSIGN_OR_RETURN(order.amount_fen, fields.Integer(columns.amount, "amount_cents", 0, kMaxAmountFen));
  ASSIGN_OR_RETURN(order.items, fields.Integer(columns.items, "items", 1, kMaxItems));
  order.shop_id = ShopOf(order.user_id.empty() ? order.order_id : order.user_id, shops);
  return order;
}

absl::StatusOr<Refund> ReadRefund(const CsvRow& row, const RefundColumns& columns) {
  const Fields fields(row);
  Refund refund{.line = row.line};
  ASSIGN_OR_RETURN(refund.refund_id, fields.Id(columns.refund_id, "refund_id"));
  ASSIGN_OR_RETURN(refund.order_id, fields.OptionalId(columns.order_id, "order_id"));
  ASSIGN_OR_RETURN(refund.user_id, fields.OptionalId(columns.user_id, "user_id"));
  ASSIGN_OR_RETURN(refund.refunded_at_ms, fields.TimeMs(columns.refunded_at, "refunded_at"));
  ASSIGN_OR_RETURN(refund.amount_fen, fields.Integer(columns.amount, "amount_cents", 0, kMaxAmountFen));
  return refund;
}

bool SameContents(const Order& a, const Order& b) {
  return a.user_id == b.user_id && a.items == b.items && a.amount_fen == b.amount_fen && a.paid_at_ms == b.paid_at_ms;
}

bool SameContents(const Refund& a, const Refund& b) {
  return a.user_id == b.user_id && a.amount_fen == b.amount_fen && a.refunded_at_ms == b.refunded_at_ms;
}

// Fills an Input row by row; knows what the rows so far have said.
class Reader {
 public:
  explicit Reader(const InputFiles& files) : files_(files) {}

  absl::Status ReadOrders() {
    ASSIGN_OR_RETURN(const CsvTable table, ReadCsv(files_.orders));
    auto columns = FindOrderColumns(table);
    if (!columns.ok()) return InFile(files_.orders, columns.status());
    for (const CsvRow& row : table.rows) {
      if (files_.limit > 0 && orders_seen_ == files_.limit) {
        NoteBeyondLimit(row, *columns);
        continue;
      }
      ++orders_seen_;
      if (auto taken = TakeOrder(row, *columns, table.header.size()); !taken.ok()) Reject(files_.orders, row, taken);
    }
    return absl::OkStatus();
  }

  absl::Status ReadRefunds() {
    ASSIGN_OR_RETURN(const CsvTable table, ReadCsv(files_.refunds));
    auto columns = FindRefundColumns(table);
    if (!columns.ok()) return InFile(files_.refunds, columns.status());
    for (const CsvRow& row : table.rows) {
      if (auto taken = TakeRefund(row, *columns, table.header.size()); !taken.ok()) Reject(files_.refunds, row, taken);
    }
    return absl::OkStatus();
  }

  Input Take() { return std::move(input_); }

 private:
  static absl::Status InFile(const std::string& path, const absl::Status& status) {
    return absl::Status(status.code(), absl::StrCat(path, ": ", status.message()));
  }

  void Reject(const std::string& path, const CsvRow& row, const absl::Status& status) {
    input_.rejected.push_back({.file = path, .line = row.line, .reason = std::string(status.message())});
  }

  void NoteBeyondLimit(const CsvRow& row, const OrderColumns& columns) {
    if (static_cast<size_t>(columns.order_id) < row.fields.size()) beyond_limit_.insert(row.fields[columns.order_id]);
  }

  absl::Status TakeOrder(const CsvRow& row, const OrderColumns& columns, size_t width) {
    RETURN_IF_ERROR(Fields(row).CheckCount(width));
    ASSIGN_OR_RETURN(Order order, ReadOrder(row, columns, files_.shops));
    const auto [known, fresh] = orders_.try_emplace(order.order_id, input_.orders.size());
    order.repeat = !fresh;
    if (order.repeat && !SameContents(order, input_.orders[known->second])) {
      return absl::InvalidArgumentError(absl::StrCat("column order_id is ", Shown(order.order_id), ", which line ",
                                                     input_.orders[known->second].line,
                                                     " gave to an order with other contents; it must be unique"));
    }
    input_.orders.push_back(std::move(order));
    return absl::OkStatus();
  }

  absl::Status TakeRefund(const CsvRow& row, const RefundColumns& columns, size_t width) {
    RETURN_IF_ERROR(Fields(row).CheckCount(width));
    ASSIGN_OR_RETURN(Refund refund, ReadRefund(row, columns));
    if (refund.order_id.empty()) {
      ++input_.unmatched_refunds;
      return absl::OkStatus();
    }
    const auto order = orders_.find(refund.order_id);
    if (order == orders_.end() && beyond_limit_.contains(refund.order_id)) {
      ++input_.refunds_beyond_limit;
      return absl::OkStatus();
    }
    if (order != orders_.end()) RETURN_IF_ERROR(CheckBuyer(refund, input_.orders[order->second]));
    return AddRefund(std::move(refund));
  }

  static absl::Status CheckBuyer(const Refund& refund, const Order& order) {
    if (refund.user_id == order.user_id) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat("column user_id is ", Shown(refund.user_id), "; it must be ",
                                                   Shown(order.user_id), ", the buyer of order ", order.order_id));
  }

  absl::Status AddRefund(Refund refund) {
    const std::string key = absl::StrCat(refund.order_id, " ", refund.refund_id);
    const auto [known, fresh] = refunds_.try_emplace(key, input_.refunds.size());
    if (fresh) {
      input_.refunds.push_back(std::move(refund));
      return absl::OkStatus();
    }
    const Refund& first = input_.refunds[known->second];
    if (!SameContents(refund, first)) {
      return absl::InvalidArgumentError(absl::StrCat("column refund_id is ", Shown(refund.refund_id), ", which line ",
                                                     first.line,
                                                     " gave to another refund of this order; it must be unique"));
    }
    ++input_.repeated_refunds;
    return absl::OkStatus();
  }

  const InputFiles& files_;
  Input input_;
  int64_t orders_seen_ = 0;
  absl::flat_hash_map<std::string, size_t> orders_;   // order_id → index
  absl::flat_hash_map<std::string, size_t> refunds_;  // order_id and refund_id → index
  absl::flat_hash_set<std::string> beyond_limit_;     // order ids that the limit cut off
};

}  // namespace

absl::StatusOr<Input> ReadInput(const InputFiles& files) {
  Reader reader(files);
  RETURN_IF_ERROR(reader.ReadOrders());
  if (!files.refunds.empty()) RETURN_IF_ERROR(reader.ReadRefunds());
  return reader.Take();
}

std::string ShopOf(absl::string_view name, int shops) {
  return absl::StrFormat("shop-%02d", Dice(0).Below({"shop", name}, shops) + 1);
}

}  // namespace fudai::replay
