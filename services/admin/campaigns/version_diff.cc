#include "services/admin/campaigns/version_diff.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <google/protobuf/wrappers.pb.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace fudai::campaigns {
namespace {

using admin::v1::FieldChange;
using campaign::v1::CampaignSpec;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;
using Path = std::vector<MessageDifferencer::SpecificField>;

// The field by which elements of a list are told apart; null for lists that go by position.
const FieldDescriptor* KeyOf(const FieldDescriptor& list) {
  const Descriptor* spec = CampaignSpec::descriptor();
  const bool keyed = &list == spec->FindFieldByNumber(CampaignSpec::kTemplatesFieldNumber) ||
                     &list == spec->FindFieldByNumber(CampaignSpec::kRecipeFieldNumber);
  return keyed ? list.message_type()->FindFieldByName("template_id") : nullptr;
}

bool IsMessage(const FieldDescriptor& field) { return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE; }

// Timestamps and durations.
bool IsOneValue(const FieldDescriptor& field) {
  return IsMessage(field) && field.message_type()->well_known_type() != Descriptor::WELLKNOWNTYPE_UNSPECIFIED;
}

// Says how the lists within a message are to be compared.
void Configure(const Descriptor& message, MessageDifferencer* differencer) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.is_repeated() && !IsMessage(field)) differencer->TreatAsSet(&field);
    if (field.is_repeated() && KeyOf(field) != nullptr) differencer->TreatAsMap(&field, KeyOf(field));
    if (IsMessage(field) && !IsOneValue(field)) Configure(*field.message_type(), differencer);
  }
}

std::string ToJson(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const bool written = google::protobuf::util::MessageToJsonString(message, &json, options).ok();
  return written ? json : message.ShortDebugString();
}

// A plain value as the message that has its JSON form.
template <typename Wrapper, typename Value>
std::string Wrapped(Value value) {
  Wrapper wrapper;
  wrapper.set_value(std::move(value));
  return ToJson(wrapper);
}

// One value of a field, as proto3 JSON; `index` is for lists.
std::string ValueOf(const Message& parent, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& read = *parent.GetReflection();
  const bool list = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ToJson(list ? read.GetRepeatedMessage(parent, &field, index) : read.GetMessage(parent, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(list ? read.GetRepeatedInt32(parent, &field, index) : read.GetInt32(parent, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return Wrapped<google::protobuf::Int64Value>(list ? read.GetRepeatedInt64(parent, &field, index)
                                                        : read.GetInt64(parent, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return (list ? read.GetRepeatedBool(parent, &field, index) : read.GetBool(parent, &field)) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return Wrapped<google::protobuf::StringValue>(
          (list ? read.GetRepeatedEnum(parent, &field, index) : read.GetEnum(parent, &field))->name());
    default:
      return Wrapped<google::protobuf::StringValue>(list ? read.GetRepeatedString(parent, &field, index)
                                                         : read.GetString(parent, &field));
  }
}

enum class Side { kBefore, kAfter };

// A field that differs, as one of the specs has it.
struct Found {
  std::string path;
  std::string value;
};

// Follows a path from the root. It ends early at a value that is one field.
Found Follow(const Message& root, const Path& path, Side side) {
  const Message* parent = &root;
  Found found;
  for (size_t i = 0; i < path.size(); ++i) {
    const FieldDescriptor& field = *path[i].field;
    const int index = side == Side::kBefore ? path[i].index : path[i].new_index;
    absl::StrAppend(&found.path, i == 0 ? "" : ".", field.name());
    if (field.is_repeated() && IsMessage(field)) {
      const FieldDescriptor* key = KeyOf(field);
      const std::string element =
          key == nullptr ? absl::StrCat(index)
                         : ValueOf(parent->GetReflection()->GetRepeatedMessage(*parent, &field, index), *key, 0);
      absl::StrAppend(&found.path, "[", element, "]");
    }
    if (i + 1 == path.size() || IsOneValue(field)) {
      found.value = ValueOf(*parent, field, index);
      break;
    }
    parent = field.is_repeated() ? &parent->GetReflection()->GetRepeatedMessage(*parent, &field, index)
                                 : &parent->GetReflection()->GetMessage(*parent, &field);
  }
  return found;
}

class Reporter final : public MessageDifferencer::Reporter {
 public:
  Reporter(const CampaignSpec& before, const CampaignSpec& after) : before_(before), after_(after) {}

  void ReportAdded(const Message&, const Message&, const Path& path) override {
    if (AlwaysThere(path)) return AddChanged(path);
    Found after = Follow(after_, path, Side::kAfter);
    Add(FieldChange::KIND_ADDED, std::move(after.path), "", std::move(after.value));
  }
  void ReportDeleted(const Message&, const Message&, const Path& path) override {
    if (AlwaysThere(path)) return AddChanged(path);
    Found before = Follow(before_, path, Side::kBefore);
    Add(FieldChange::KIND_REMOVED, std::move(before.path), std::move(before.value), "");
  }
  void ReportModified(const Message&, const Message&, const Path& path) override {
    if (!IsMessage(*path.back().field)) AddChanged(path);  // of a message, its fields are reported
  }

  std::vector<FieldChange> Take() { return std::move(changes_); }

 private:
  // A plain field, whose absence is a value: 0, "" or false. Within a moment, the moment counts.
  static bool AlwaysThere(const Path& path) {
    return !path.back().field->is_repeated() && !path.back().field->has_presence();
  }

  void AddChanged(const Path& path) {
    Found before = Follow(before_, path, Side::kBefore);
    Add(FieldChange::KIND_CHANGED, std::move(before.path), std::move(before.value),
        Follow(after_, path, Side::kAfter).value);
  }

  void Add(FieldChange::Kind kind, std::string field, std::string before, std::string after) {
    const bool same_moment = kind == FieldChange::KIND_CHANGED && !changes_.empty() && changes_.back().field() == field;
    if (same_moment) return;
    FieldChange& change = changes_.emplace_back();
    change.set_kind(kind);
    change.set_field(std::move(field));
    change.set_before(std::move(before));
    change.set_after(std::move(after));
  }

  const CampaignSpec& before_;
  const CampaignSpec& after_;
  std::vector<FieldChange> changes_;
};

}  // namespace

std::vector<FieldChange> Compare(const CampaignSpec& before, const CampaignSpec& after) {
  MessageDifferencer differencer;
  Configure(*CampaignSpec::descriptor(), &differencer);
  Reporter reporter(before, after);
  differencer.ReportDifferencesTo(&reporter);
  differencer.Compare(before, after);
  return reporter.Take();
}

}  // namespace fudai::campaigns
