// What WeChat's rules forbid a campaign, as far as a spec can say it. docs/wechat.md holds the sources, and what the
// construction of campaigns excludes.
#include <algorithm>
#include <iterator>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "common/campaign_rules/bag_cost.h"
#include "common/campaign_rules/findings.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;
using campaign::v1::CampaignSpec;

constexpr char kVisitGain[] = "wechat.visit-gain";
constexpr char kShareReward[] = "wechat.share-reward";
constexpr char kMomentsReward[] = "wechat.moments-reward";
constexpr char kRandomGain[] = "wechat.random-gain";
constexpr char kUndisclosed[] = "wechat.undisclosed";

// The dearest coupon of a bag may be worth this many times the cheapest. WeChat names no number: this is Fudai's.
constexpr int64_t kMostTimes = 10;

using Words = absl::Span<const absl::string_view>;

// Words in a name that promise what a rule forbids.
struct Promise {
  const char* rule;
  Words words;
  // Whether they do so only where a gain follows, as in "分享后即得".
  bool needs_gain;
  FindingKind kind;
};

// All words are as Normalize makes names.
constexpr absl::string_view kMoments[] = {"朋友圈",    "wechatmoments", "tomoments",
                                          "onmoments", "inmoments",     "yourmoments"};
constexpr absl::string_view kSharing[] = {"分享", "转发", "轉發", "转给", "发给"};
constexpr absl::string_view kSharingForGain[] = {"sharetoget",    "sharetowin",   "sharetoearn",
                                                 "sharetounlock", "shareandget",  "shareandwin",
                                                 "forsharing",    "forwardtoget", "forforwarding"};
constexpr absl::string_view kVisits[] = {"点一下", "點一下", "浏览",   "瀏覽", "访问",
                                         "訪問",   "观看",   "看一看", "进入", "進入"};
constexpr absl::string_view kVisitForGain[] = {"justvisit", "justclick", "visittoget", "viewtoget"};
constexpr absl::string_view kChance[] = {"抽奖", "抽獎",   "开奖", "中奖",      "中獎",    "摇奖",
                                         "手气", "碰运气", "随机", "luckydraw", "lottery", "raffle"};
constexpr absl::string_view kHidden[] = {"神秘",   "盲盒",    "盲袋",         "盲抽",
                                         "惊喜礼", "mystery", "surprisegift", "blindbox"};

// What may stand between an act and its gain, and the gain.
constexpr absl::string_view kBetween[] = {"，",   ",",  "后", "後", "即",   "可",   "就",     "立", "便",
                                          "马上", "给", "到", "至", "好友", "朋友", "微信群", "群"};
constexpr absl::string_view kGains[] = {"得",   "领",   "領",   "送",   "赢",   "贏",   "赚",   "賺",   "抽",
                                        "返",   "奖",   "獎",   "享",   "免费", "免費", "解锁", "解鎖", "有礼",
                                        "有禮", "有奖", "有獎", "有钱", "有錢", "获",   "獲"};

constexpr Promise kPromises[] = {
    {kMomentsReward, kMoments, false, kNameTiesToMoments},
    {kShareReward, kSharing, true, kNamePromisesForSharing},
    {kShareReward, kSharingForGain, false, kNamePromisesForSharing},
    {kVisitGain, kVisits, true, kNamePromisesForVisit},
    {kVisitGain, kVisitForGain, false, kNamePromisesForVisit},
    {kRandomGain, kChance, false, kNamePromisesByChance},
    {kUndisclosed, kHidden, false, kNameHides},
};

// ASCII where the text begins with a full-width form of it, U+FF01 to U+FF5E (EF BC 81 to EF BD 9E in UTF-8); else 0.
char FullWidth(absl::string_view text) {
  if (text.size() < 3 || text[0] != '\xEF') return 0;
  const int form = (static_cast<unsigned char>(text[1]) - 0xBC) * 0x40 + static_cast<unsigned char>(text[2]) - 0x80;
  return form >= 0x01 && form <= 0x5E ? static_cast<char>(' ' + form) : '\0';
}

std::string FoldFullWidth(absl::string_view text) {
  std::string folded;
  while (!text.empty()) {
    const char full_width = FullWidth(text);
    folded.push_back(full_width == 0 ? text[0] : full_width);
    text.remove_prefix(full_width == 0 ? 1 : 3);
  }
  return folded;
}

// As names are compared: however their words are set apart and their letters drawn.
std::string Normalize(absl::string_view name) {
  std::string text = absl::StrReplaceAll(
      FoldFullWidth(name),
      {{"\u3000", ""}, {"\u00a0", ""}, {"\u200b", ""}, {"\u2010", ""}, {"\u2013", ""}, {"\u2014", ""}});
  const auto sets_apart = [](char c) { return absl::ascii_isspace(c) || c == '-' || c == '_'; };
  text.erase(std::remove_if(text.begin(), text.end(), sets_apart), text.end());
  absl::AsciiStrToLower(&text);
  return text;
}

bool GainFollows(absl::string_view text) {
  for (bool skipped = true; skipped;) {
    skipped = false;
    for (const absl::string_view word : kBetween) skipped |= absl::ConsumePrefix(&text, word);
  }
  return std::any_of(std::begin(kGains), std::end(kGains),
                     [text](absl::string_view gain) { return absl::StartsWith(text, gain); });
}

bool Makes(const Promise& promise, absl::string_view name) {
  for (; !name.empty(); name.remove_prefix(1)) {
    for (const absl::string_view word : promise.words) {
      if (absl::StartsWith(name, word) && (!promise.needs_gain || GainFollows(name.substr(word.size())))) return true;
    }
  }
  return false;
}

void CheckName(const std::string& field, absl::string_view shown, Findings* findings) {
  const std::string name = Normalize(shown);
  if (name.empty() && !shown.empty()) {
    findings->Violation(kUndisclosed, field, kNameBlank);
  }
  for (const Promise& promise : kPromises) {
    if (Makes(promise, name)) findings->Violation(promise.rule, field, promise.kind, {{"value", shown}});
  }
}

// Coupons that are worth different amounts under one name: nobody could tell before the tap what the bag holds.
void CheckNamesTellValues(const CampaignSpec& spec, Findings* findings) {
  absl::flat_hash_map<std::string, int> first;
  for (int i = 0; i < spec.templates_size(); ++i) {
    const auto [known, added] = first.emplace(Normalize(spec.templates(i).display_name()), i);
    if (added || known->first.empty()) continue;
    const int64_t before = spec.templates(known->second).value_fen();
    if (before == spec.templates(i).value_fen()) continue;
    findings->Violation(kUndisclosed, Element("templates", i, "display_name"), kNameOfOtherValue,
                        {{"value", spec.templates(i).display_name()},
                         {"index", known->second},
                         {"other_fen", before},
                         {"value_fen", spec.templates(i).value_fen()}});
  }
}

// Which coupon a friend gets is decided by the order of opening. Where one is worth many times another, it is a draw.
void CheckEvenness(const CampaignSpec& spec, Findings* findings) {
  int64_t least = INT64_MAX;
  for (const auto& entry : spec.recipe()) least = std::min(least, ValueOf(spec, entry.template_id()));
  for (int i = 0; i < spec.recipe_size(); ++i) {
    const int64_t value = ValueOf(spec, spec.recipe(i).template_id());
    if (value <= kMostTimes * least) continue;
    findings->Violation(kRandomGain, Element("recipe", i, "template_id"), kUnevenBag,
                        {{"value", spec.recipe(i).template_id()},
                         {"value_fen", value},
                         {"least_fen", least},
                         {"times", kMostTimes},
                         {"max_fen", kMostTimes * least}});
  }
}

}  // namespace

void CheckCompliance(const CampaignSpec& spec, Findings* findings) {
  CheckName("display_name", spec.display_name(), findings);
  for (int i = 0; i < spec.templates_size(); ++i) {
    CheckName(Element("templates", i, "display_name"), spec.templates(i).display_name(), findings);
  }
  CheckNamesTellValues(spec, findings);
  if (IsPriceable(spec)) CheckEvenness(spec, findings);
}

}  // namespace fudai::campaign_rules
