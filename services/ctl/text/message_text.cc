#include "services/ctl/text/message_text.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ctl/text/field_text.h"
#include "services/ctl/text/lines.h"
#include "services/ctl/text/table.h"
#include "services/ctl/text/terms.h"

namespace fudai::text {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr absl::string_view kNextPage = "next_page_token";

// The way from a message to one of its leaves.
using Path = std::vector<const FieldDescriptor*>;

void AppendLeaves(const Descriptor& type, const Path& prefix, std::vector<Path>& paths) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    Path path = prefix;
    path.push_back(&field);
    if (IsLeaf(field)) {
      paths.push_back(std::move(path));
    } else if (!field.is_repeated()) {
      AppendLeaves(*field.message_type(), path, paths);
    }
  }
}

Path ParsePath(const Descriptor& type, absl::string_view text) {
  Path path;
  const Descriptor* at = &type;
  for (const absl::string_view name : absl::StrSplit(text, '.')) {
    path.push_back(at->FindFieldByName(std::string(name)));
    at = path.back()->message_type();
  }
  return path;
}

std::vector<Path> ColumnsOf(const Descriptor& type, const std::vector<std::string>& columns) {
  std::vector<Path> paths;
  for (const std::string& column : columns) paths.push_back(ParsePath(type, column));
  if (paths.empty()) AppendLeaves(type, {}, paths);
  return paths;
}

std::string PathText(const Message& message, const Path& path, absl::TimeZone zone) {
  const Message* at = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) at = &at->GetReflection()->GetMessage(*at, path[i]);
  return FieldText(*at, *path.back(), zone);
}

// Whether a row can show all of a message.
bool IsFlat(const Descriptor& type) {
  if (HasTerms(type)) return false;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!IsLeaf(field) && (field.is_repeated() || !IsFlat(*field.message_type()))) return false;
  }
  return true;
}

// "coupons_by_template" has a column of templates and one of coupons.
std::vector<std::string> MapHeaders(const FieldDescriptor& field) {
  const std::vector<std::string> words = absl::StrSplit(Label(field), " by ");
  return words.size() == 2 ? std::vector<std::string>{words[1], words[0]} : std::vector<std::string>{"key", "value"};
}

std::string TableText(const Message& message, const FieldDescriptor& field, const MessageStyle& style, int indent) {
  const std::vector<Path> paths = ColumnsOf(*field.message_type(), style.columns);
  std::vector<std::string> headers;
  for (const Path& path : paths) headers.push_back(Label(*path.back()));
  std::vector<std::vector<std::string>> rows;
  const auto* reflection = message.GetReflection();
  for (int i = 0; i < reflection->FieldSize(message, &field); ++i) {
    const Message& element = reflection->GetRepeatedMessage(message, &field, i);
    std::vector<std::string>& row = rows.emplace_back();
    for (const Path& path : paths) row.push_back(PathText(element, path, style.zone));
  }
  if (field.is_map()) std::sort(rows.begin(), rows.end());
  Table table(field.is_map() ? MapHeaders(field) : std::move(headers));
  for (auto& row : rows) table.AddRow(std::move(row));
  return table.Render(indent);
}

std::string BodyText(const Message& message, const MessageStyle& style, int indent);

// A block for each element, which begins with a dash.
std::string BlocksText(const Message& message, const FieldDescriptor& field, const MessageStyle& style, int indent) {
  std::string text;
  const auto* reflection = message.GetReflection();
  for (int i = 0; i < reflection->FieldSize(message, &field); ++i) {
    std::string block = BodyText(reflection->GetRepeatedMessage(message, &field, i), style, indent + 2);
    if (!block.empty()) block[indent] = '-';
    text += block;
  }
  return text;
}

std::string ListText(const Message& message, const FieldDescriptor& field, const MessageStyle& style, int indent) {
  const bool table = !style.columns.empty() || IsFlat(*field.message_type());
  return table ? TableText(message, field, style, indent) : BlocksText(message, field, style, indent);
}

bool HasSection(const Message& message, const FieldDescriptor& field) {
  const auto* reflection = message.GetReflection();
  if (IsLeaf(field)) return false;
  return field.is_repeated() ? reflection->FieldSize(message, &field) > 0 : reflection->HasField(message, &field);
}

// The lines of label and value.
std::string LeavesText(const Message& message, const MessageStyle& style, int indent) {
  std::vector<Line> lines;
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    if (IsLeaf(field) && field.name() != kNextPage)
      lines.emplace_back(Label(field), FieldText(message, field, style.zone));
  }
  return LinesText(lines, indent);
}

std::string SectionText(const Message& message, const FieldDescriptor& field, const MessageStyle& style, int indent) {
  if (field.is_repeated()) return ListText(message, field, style, indent);
  return BodyText(message.GetReflection()->GetMessage(message, &field), style, indent);
}

std::string BodyText(const Message& message, const MessageStyle& style, int indent) {
  const std::optional<std::vector<Line>> terms = Terms(message, style.zone);
  if (terms.has_value()) return LinesText(*terms, indent);
  std::string text = LeavesText(message, style, indent);
  std::vector<const FieldDescriptor*> sections;
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (HasSection(message, *field)) sections.push_back(field);
  }
  if (text.empty() && sections.size() == 1) return SectionText(message, *sections[0], style, indent);
  const MessageStyle inner{.zone = style.zone};
  for (const FieldDescriptor* field : sections) {
    const bool outermost_list = indent == 0 && field->is_repeated();
    absl::StrAppend(&text, std::string(indent, ' '), Label(*field), "\n",
                    SectionText(message, *field, outermost_list ? style : inner, indent + 2));
  }
  return text;
}

std::string NextPageText(const Message& message) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(std::string(kNextPage));
  if (field == nullptr) return "";
  const std::string token = message.GetReflection()->GetString(message, field);
  return token.empty() ? "" : absl::StrCat("more: --page_token ", token, "\n");
}

}  // namespace

std::string MessageText(const Message& message, const MessageStyle& style) {
  const std::string text = absl::StrCat(BodyText(message, style, 0), NextPageText(message));
  return text.empty() ? "(none)\n" : text;
}

}  // namespace fudai::text
