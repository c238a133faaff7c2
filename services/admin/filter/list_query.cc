#include "services/admin/filter/list_query.h"

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"

namespace fudai::filter {
namespace {

using google::protobuf::Message;

bool IsOrderable(const Field& field, absl::string_view key) {
  return field.name() == key || field.kind() == Kind::kTime || field.kind() == Kind::kNumber;
}

// A field's value as the database compares it: a text, or a number in digits.
std::string ValueOf(const Message& message, const Field& field) {
  const auto* reflection = message.GetReflection();
  if (field.kind() == Kind::kText) return reflection->GetString(message, field.descriptor);
  if (field.kind() == Kind::kNumber) return absl::StrCat(reflection->GetInt64(message, field.descriptor));
  const auto& time = google::protobuf::DynamicCastToGenerated<google::protobuf::Timestamp>(
      &reflection->GetMessage(message, field.descriptor));
  return absl::StrCat(google::protobuf::util::TimeUtil::TimestampToMilliseconds(*time));
}

}  // namespace

std::vector<Field> FieldsOf(const google::protobuf::Descriptor& element,
                            const std::vector<std::pair<absl::string_view, absl::string_view>>& columns) {
  std::vector<Field> fields;
  for (const auto& [name, column] : columns)
    fields.push_back({element.FindFieldByName(std::string(name)), std::string(column)});
  return fields;
}

absl::StatusOr<ListQuery> ListQuery::Parse(const Asked& asked, const List& list) {
  ListQuery query;
  ASSIGN_OR_RETURN(const int size, paging::ParsePageSize(asked.page_size, list.sizes));
  query.limit_ = size + 1;
  std::vector<Field> known = list.fields;
  known.insert(known.end(), list.filter_only.begin(), list.filter_only.end());
  ASSIGN_OR_RETURN(query.condition_, Condition::Parse(asked.filter, known));
  RETURN_IF_ERROR(query.ParseOrder(asked, list));
  query.request_ = absl::StrCat(list.fields.front().descriptor->containing_type()->full_name(), "\n", asked.filter,
                                "\n", asked.order_by);
  RETURN_IF_ERROR(query.ParsePosition(asked.page_token));
  return query;
}

absl::Status ListQuery::ParseOrder(const Asked& asked, const List& list) {
  const bool usual = absl::StripAsciiWhitespace(asked.order_by).empty();
  const std::vector<absl::string_view> words =
      absl::StrSplit(usual ? list.usual_order : asked.order_by, ' ', absl::SkipWhitespace());
  descending_ = words.size() == 2 && words[1] == "desc";
  std::vector<absl::string_view> known;
  for (const Field& field : list.fields) {
    if (field.name() == list.key) key_ = field;
    if (!IsOrderable(field, list.key)) continue;
    known.push_back(field.name());
    if (field.name() == words[0]) order_ = field;
  }
  if (order_.descriptor != nullptr && (words.size() == 1 || descending_)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("order_by is \"", absl::CHexEscape(asked.order_by.substr(0, 80)),
                                                 "\"; it should be one of ", absl::StrJoin(known, ", "),
                                                 ", with \" desc\" after it for descending"));
}

absl::Status ListQuery::ParsePosition(const std::string& page_token) {
  ASSIGN_OR_RETURN(const paging::Position position, paging::ParsePageToken(request_, page_token, 2));
  first_page_ = position.empty();
  if (first_page_) return absl::OkStatus();
  const auto read = [](const std::string& text, const Field& field, Place* place) {
    place->text = text;
    return field.kind() == Kind::kText || absl::SimpleAtoi(text, &place->number);
  };
  if (read(position[0], order_, &after_) && read(position[1], key_, &after_key_)) return absl::OkStatus();
  return absl::InvalidArgumentError("page_token is damaged; it should be the next_page_token of the page before");
}

std::string ListQuery::Tail() const {
  std::vector<std::string> conditions;
  if (!condition_.sql().empty()) conditions.push_back(condition_.sql());
  if (!first_page_) {
    conditions.push_back(
        absl::StrCat("(", order_.column, ", ", key_.column, ") ", descending_ ? "<" : ">", " (:after, :after_key)"));
  }
  const absl::string_view direction = descending_ ? " DESC" : "";
  return absl::StrCat(conditions.empty() ? "" : " WHERE ", absl::StrJoin(conditions, " AND "), " ORDER BY ",
                      order_.column, direction, ", ", key_.column, direction, " LIMIT :page");
}

void ListQuery::Bind(soci::statement& statement) const {
  condition_.Bind(statement);
  const auto bind = [&](const Place& place, const Field& field, const char* name) {
    if (field.kind() == Kind::kText) {
      statement.exchange(soci::use(place.text, name));
    } else {
      statement.exchange(soci::use(place.number, name));
    }
  };
  if (!first_page_) {
    bind(after_, order_, "after");
    bind(after_key_, key_, "after_key");
  }
  statement.exchange(soci::use(limit_, "page"));
}

std::string ListQuery::TokenAfter(const Message& last) const {
  return paging::MakePageToken(request_, {ValueOf(last, order_), ValueOf(last, key_)});
}

}  // namespace fudai::filter
