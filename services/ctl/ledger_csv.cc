#include "services/ctl/ledger_csv.h"

#include <google/protobuf/reflection.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "services/ctl/text/times.h"

namespace fudai::ctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kEntryColumns = 5;
constexpr absl::string_view kColumns =
    "partition,number,occur_time,campaign_id,event,"
    "order_id,refund_id,user_id,shop_id,items,amount_fen,paid_at_ms,refunded_at_ms,campaign_version,"
    "bag_id,bag_size,bag_expires_at_ms,first_order,holdout_campaign_ids,bag_closed,order_known,"
    "opener_id,sharer_id,coupon_id,template_id,value_fen,index,drops,cups_filled,helpers,"
    "free_coffee_template_id,free_coffee_value_fen,coupon_expires_at_ms,free_coffee_expires_at_ms,opener_is_new,"
    "first_touch,display_name,coupon_valid_from_ms,free_coffee_valid_from_ms,"
    "step,discount_fen,deadline_ms,reversed_fen,coupons,sharer_generation,bag_given_at_ms,generation,"
    "given_at_ms,basket_fen,payable_fen,first_of_order,first_of_campaign,first_of_template";

// Whether 0 says that there is no value: moments, and what comes with a bag.
bool MayBeAbsent(const FieldDescriptor& field) {
  return absl::EndsWith(field.name(), "_at_ms") || field.name() == "campaign_version" || field.name() == "bag_size";
}

// Lists, all of ids, have a space between two of them.
std::string PlainText(const Message& message, const FieldDescriptor& field) {
  const auto* reflection = message.GetReflection();
  if (field.is_repeated()) return absl::StrJoin(reflection->GetRepeatedFieldRef<std::string>(message, &field), " ");
  if (MayBeAbsent(field) && !reflection->HasField(message, &field)) return "";
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->GetString(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->GetBool(message, &field) ? "1" : "0";
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(reflection->GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return absl::StrCat(reflection->GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(reflection->GetInt64(message, &field));
    default:
      return "";
  }
}

}  // namespace

const std::vector<std::string>& LedgerColumns() {
  static const auto* columns = new std::vector<std::string>(absl::StrSplit(kColumns, ','));
  return *columns;
}

std::vector<std::string> LedgerCells(const admin::v1::LedgerEntry& entry) {
  const event::v1::Event& event = entry.event();
  const FieldDescriptor* kind = event::v1::Event::GetReflection()->GetOneofFieldDescriptor(
      event, event::v1::Event::GetDescriptor()->oneof_decl(0));
  std::vector<std::string> cells = {absl::StrCat(entry.partition()), absl::StrCat(entry.number()),
                                    text::FormatInstant(text::ToTime(entry.occur_time())), entry.campaign_id(),
                                    kind == nullptr ? "" : kind->name()};
  const auto& columns = LedgerColumns();
  for (size_t i = kEntryColumns; i < columns.size(); ++i) {
    const FieldDescriptor* field = kind == nullptr ? nullptr : kind->message_type()->FindFieldByName(columns[i]);
    cells.push_back(field == nullptr ? ""
                                     : PlainText(event::v1::Event::GetReflection()->GetMessage(event, kind), *field));
  }
  return cells;
}

}  // namespace fudai::ctl
