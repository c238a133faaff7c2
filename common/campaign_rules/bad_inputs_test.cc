// One bad input for each field of a campaign, and what the validator says of it: bad_inputs_golden.txt holds them all.
// A field without a bad input fails the test. UPDATE_GOLDEN=1 writes the file anew.
#include "common/campaign_rules/bad_inputs.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/campaign_rules/finding_kinds.h"

namespace fudai::campaign_rules {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kGolden[] = FUDAI_ROOT "/common/campaign_rules/bad_inputs_golden.txt";

// Names every field below a message: "growth.steps[].drops". A message that is there once is as right as its fields;
// one without fields, a list, a moment and a duration are fields by themselves.
void WalkFields(const Descriptor& type, const std::string& prefix, std::set<std::string>* fields) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::string path = absl::StrCat(prefix, field.name(), field.is_repeated() ? "[]" : "");
    const Descriptor* inner = field.message_type();
    const bool walked = inner != nullptr && inner->field_count() > 0 && inner->file()->package() != "google.protobuf";
    if (!walked || field.is_repeated()) fields->insert(path);
    if (walked) WalkFields(*inner, path + ".", fields);
  }
}

std::string WithoutIndexes(absl::string_view path) {
  std::string plain;
  for (const absl::string_view part : absl::StrSplit(path, absl::ByAnyChar("[]"))) {
    if (part.empty() || !absl::ascii_isdigit(part[0])) absl::StrAppend(&plain, part);
  }
  return plain;
}

bool NamesTheFieldAndTheFix(const std::vector<Finding>& findings, const std::string& field) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return WithoutIndexes(finding.field) == WithoutIndexes(field) && absl::StrContains(finding.message, "should");
  });
}

std::vector<Finding> FindingsOf(const BadInput& input) {
  CampaignSpec spec = ValidSpec();
  input.spoil(spec);
  return Validate(spec, ValidNow());
}

// A finding as people read it, and as programs do below.
std::string InLines(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    absl::StrAppend(&text, finding.severity == Severity::kError ? "  error " : "  warning ", Describe({finding}), "\n",
                    "    ", finding.code, ": ", absl::StrJoin(finding.params, "; ", absl::PairFormatter(" = ")), "\n");
  }
  return text;
}

TEST(BadInputsTest, NameTheFieldAndTheFix) {
  for (const BadInput& input : AllBadInputs()) {
    const std::vector<Finding> findings = FindingsOf(input);
    EXPECT_TRUE(NamesTheFieldAndTheFix(findings, input.field)) << input.field << ": " << input.what << "\n"
                                                               << InLines(findings);
  }
}

TEST(BadInputsTest, ThereIsOneForEachField) {
  std::set<std::string> fields;
  WalkFields(*CampaignSpec::descriptor(), "", &fields);
  std::set<std::string> unknown;
  std::set<std::string> without = fields;
  for (const BadInput& input : AllBadInputs()) {
    without.erase(input.field);
    if (!fields.contains(input.field)) unknown.insert(input.field);
  }
  EXPECT_THAT(without, IsEmpty()) << "fields of a campaign without a bad input";
  EXPECT_THAT(unknown, IsEmpty()) << "bad inputs of what is no field";
}

TEST(BadInputsTest, ThereIsOneForEachKindOfFinding) {
  std::set<std::string> without;
  for (int kind = 0; kind <= static_cast<int>(FindingKind::kLastOfSpec); ++kind)
    without.emplace(WordsOf(static_cast<FindingKind>(kind)).code);
  for (const BadInput& input : AllBadInputs()) {
    for (const Finding& finding : FindingsOf(input)) without.erase(finding.code);
  }
  EXPECT_THAT(without, ElementsAre("bad_campaign_id")) << "a campaign's id is no part of its spec";
}

// The names in braces of a kind's sentence.
std::set<std::string> NamesIn(absl::string_view sentence) {
  std::set<std::string> names;
  for (const absl::string_view part : absl::StrSplit(sentence, '{')) {
    const size_t end = part.find('}');
    if (end != absl::string_view::npos) names.emplace(part.substr(0, end));
  }
  return names;
}

TEST(BadInputsTest, GiveEachNameOfTheSentenceAValue) {
  std::map<std::string, std::set<std::string>> names;
  for (int kind = 0; kind <= static_cast<int>(FindingKind::kLast); ++kind) {
    const FindingWords words = WordsOf(static_cast<FindingKind>(kind));
    EXPECT_TRUE(names.emplace(words.code, NamesIn(words.sentence)).second) << words.code << " stands for two kinds";
  }
  for (const BadInput& input : AllBadInputs()) {
    for (const Finding& finding : FindingsOf(input)) {
      std::set<std::string> given;
      for (const auto& [name, value] : finding.params) given.insert(name);
      EXPECT_EQ(given, names[finding.code]) << finding.code;
      EXPECT_FALSE(absl::StrContains(finding.message, "{")) << finding.message;
    }
  }
}

TEST(BadInputsTest, AreFoundAsTheGoldenFileSays) {
  std::string found;
  for (const BadInput& input : AllBadInputs())
    absl::StrAppend(&found, input.field, ": ", input.what, "\n", InLines(FindingsOf(input)));
  if (getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kGolden) << found;
  std::ostringstream golden;
  golden << std::ifstream(kGolden).rdbuf();
  EXPECT_EQ(found, golden.str()) << "if the difference is meant, run this test with UPDATE_GOLDEN=1";
}

}  // namespace
}  // namespace fudai::campaign_rules
