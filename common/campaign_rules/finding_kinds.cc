#include "common/campaign_rules/finding_kinds.h"

#include <iterator>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace fudai::campaign_rules {
namespace {

using enum FindingKind;

struct Row {
  FindingKind kind;
  FindingWords words;
};

// Codes are stable: programs know findings by them. Sentences and Chinese words (the page's zh/findings.ts) may change.
constexpr Row kRows[] = {
    {kOutOfRange, {"out_of_range", "is {value}; it should be {min} to {max}"}},
    {kAmountOutOfRange, {"amount_out_of_range", "is {value_fen}; it should be {min_fen} to {max_fen} fen"}},
    {kDurationOutOfRange,
     {"duration_out_of_range", "is {value_duration}; it should be {min_duration} to {max_duration}"}},
    {kTooManyEntries, {"too_many_entries", "has {count} entries; it should have at most {max}"}},
    {kBadId, {"bad_id", "is \"{value}\"; it should be 1 to 64 printable ASCII characters without spaces"}},
    {kBadShortName, {"bad_short_name", "is \"{value}\"; it should be 1 to 24 of a-z, 0-9 and \"-\""}},
    {kNamedAgain, {"named_again", "names \"{value}\" again; it should be there once"}},
    {kUnknownTemplate, {"unknown_template", "is \"{value}\"; it should be the template_id of one of templates"}},
    {kNameLength, {"name_length", "has {count} characters (\"{value}\"); it should have 1 to {max}"}},
    {kNameControlCharacters, {"name_control_characters", "is \"{value}\"; it should hold no control characters"}},
    {kNameBlank, {"name_blank", "holds nothing but spaces; it should say what is given"}},
    {kNameTiesToMoments,
     {"name_ties_to_moments", "is \"{value}\", which ties a gain to Moments; it should not mention them"}},
    {kNamePromisesForSharing,
     {"name_promises_for_sharing",
      "is \"{value}\", which promises a gain for sharing; it should say what is given: gains come from orders and from "
      "friends' own taps"}},
    {kNamePromisesForVisit,
     {"name_promises_for_visit",
      "is \"{value}\", which promises a gain for a mere visit; it should say what is given: gains come from orders and "
      "from friends' own taps"}},
    {kNamePromisesByChance,
     {"name_promises_by_chance",
      "is \"{value}\", which promises a gain by chance; it should say what is given for certain"}},
    {kNameHides, {"name_hides", "is \"{value}\", which hides what is given; it should say what it is"}},
    {kNameOfOtherValue,
     {"name_of_other_value",
      "is \"{value}\", as that of templates[{index}], though one is worth {other_fen} fen and the other {value_fen}; "
      "it should tell them apart"}},
    {kBadCampaignId,
     {"bad_campaign_id", "is \"{value}\"; it should be 1 to 24 of a-z, 0-9 and \"-\", beginning with a letter"}},
    {kMissingMoment, {"missing_moment", "is missing; it should be a moment such as \"2026-03-01T00:00:00+08:00\""}},
    {kMomentOutOfRange, {"moment_out_of_range", "is {value_time}; it should lie in the years 2000 to 2099"}},
    {kEndBeforeStart, {"end_before_start", "is {value_time}; it should be after start_time, which is {start_time}"}},
    {kEndPassed,
     {"end_passed",
      "is {value_time}, and has passed, so that no order paid from now on earns a bag; it should be after now, which "
      "is {now_time}"}},
    {kUnknownTimeZone,
     {"unknown_time_zone", "is \"{value}\"; it should be the IANA name of a time zone, such as \"Asia/Shanghai\""}},
    {kLifeBeyondWindow,
     {"life_beyond_window",
      "is {value_duration}, longer than the whole window of {window_duration}; it should be at most that, since bags "
      "end with the campaign"}},
    {kTemplateCount, {"template_count", "has {count} templates; it should have 1 to {max}"}},
    {kTemplateAgain, {"template_again", "is \"{value}\" again; each template should have its own id"}},
    {kUnusedTemplate,
     {"unused_template",
      "is \"{value}\", which neither the recipe nor growth.free_coffee_template_id uses; one of them should"}},
    {kRecipeAgain, {"recipe_again", "is \"{value}\" again; each template should appear once, with its whole count"}},
    {kBagSize, {"bag_size", "makes a bag of {count} coupons; the counts should add up to 1 to {max}"}},
    {kUnevenBag,
     {"uneven_bag",
      "is \"{value}\", worth {value_fen} fen where another coupon of the bag is worth {least_fen}: opening the bag "
      "would be a draw; it should be worth at most {times} times the cheapest, {max_fen}"}},
    {kStepCount, {"step_count", "has {count} steps; it should have 1 to {max}"}},
    {kFirstStepNotZero, {"first_step_not_zero", "is {value}; the first step should begin at 0"}},
    {kStepOverlaps,
     {"step_overlaps", "is {value}, so that the step overlaps the one before; it should be more than {before}"}},
    {kStepDropsNotMore, {"step_drops_not_more", "is {value}; it should be more than the {before} of the step before"}},
    {kStepBehindCap,
     {"step_behind_cap",
      "is {value}, and as many friends fill all the cups that growth.max_cups_per_user allows ({cups}), so that the "
      "step never counts; it should be less, or growth.max_cups_per_user more"}},
    {kCupNeverFull,
     {"cup_never_full",
      "is {value}, which takes the opens of {friends} new friends; an order every minute of the campaign gives bags "
      "for {opens}, so that no cup is ever full; it should be less, or the steps' drops more"}},
    {kCupHardlyEverFull,
     {"cup_hardly_ever_full",
      "is {value}, which takes the opens of {friends} friends; a cup that takes more than {max} will hardly ever be "
      "full; it should be less"}},
    {kTooManyCupsAtOnce,
     {"too_many_cups_at_once",
      "is {value}, so that one open of {drops} drops would fill {cups} cups; it should fill at most {max}"}},
    {kUnknownCarryOver, {"unknown_carry_over", "is {value}; it should be CARRY_OVER_KEEP or CARRY_OVER_DISCARD"}},
    {kBudgetAboveTotal,
     {"budget_above_total",
      "is {value_fen}; it should be at most budget.total_fen, which is {total_fen}, or 0 for no cap"}},
    {kBudgetBelowTemplate,
     {"budget_below_template",
      "is {value_fen}, less than the {bag_fen} fen that one bag can cost at most in coupons of this template; it "
      "should be at least that, or 0 for no cap"}},
    {kTotalBelowBag,
     {"total_below_bag",
      "is {value_fen}, less than the {bag_fen} fen that one bag can cost at most ({coupons} coupons worth "
      "{coupons_fen} fen together and {coffees} free coffees worth {coffees_fen} fen together); it should be at least "
      "that, or 0 for no cap"}},
    {kDailyBelowBag,
     {"daily_below_bag",
      "is {value_fen}, less than the {bag_fen} fen that one bag can cost at most ({coupons} coupons worth "
      "{coupons_fen} fen together and {coffees} free coffees worth {coffees_fen} fen together), so that a day may end "
      "within its first bag; it should be more"}},
    {kOrderBelowBag,
     {"order_below_bag",
      "is {value_fen}, so that an order of {value_fen} fen earns more than it brings: {bag_fen} fen that one bag can "
      "cost at most ({coupons} coupons worth {coupons_fen} fen together and {coffees} free coffees worth {coffees_fen} "
      "fen together); it should be at least that, or the bag should hold less"}},
    {kAmountAboveValue, {"amount_above_value", "is {amount_fen}; it should be 1 to value_fen, which is {value_fen}"}},
    {kAmountBelowValue,
     {"amount_below_value",
      "is {amount_fen}, so that the coupon never takes off the {value_fen} of value_fen, which the budget pays; they "
      "should be equal"}},
    {kItemOfAnyKind,
     {"item_of_any_kind",
      "has no conditions on skus or categories, so that it gives the dearest unit of any kind, up to {value_fen} fen; "
      "it should name those that are meant"}},
    {kDeliveryOfArticles,
     {"delivery_of_articles",
      "has conditions on skus or categories, which ask only that one such article is in the basket; it should have "
      "none unless that is meant"}},
    {kIncludedAndExcluded,
     {"included_and_excluded", "is \"{value}\", which conditions.{list} names too; it should be in one of them"}},
    {kFirstOrderOfFreeCoffee,
     {"first_order_of_free_coffee",
      "is true for the free coffee, whose owner has ordered before, so that none could ever be used; it should be "
      "false"}},
    {kNoDays, {"no_days", "is empty; it should name at least one day, 1 (Monday) to 7 (Sunday)"}},
    {kDayOutOfRange, {"day_out_of_range", "is {value}; it should be 1 (Monday) to 7 (Sunday)"}},
    {kDayAgain, {"day_again", "is {value} again; each day should be there once"}},
    {kMinuteOutOfRange,
     {"minute_out_of_range", "is {value}; it should be {min} to {max}, in minutes after midnight: 540 is 9:00"}},
    {kEndMinuteBeforeStart,
     {"end_minute_before_start",
      "is {value}; it should be after start_minute, which is {start}; hours over midnight are two entries"}},
    {kNotAfterBeforeNotBefore,
     {"not_after_before_not_before", "is {value_time}; it should be after not_before, which is {not_before_time}"}},
    {kNotAfterBeforeAll,
     {"not_after_before_all",
      "is {value_time}, and the first coupons can be used from {first_time} on, so that none could ever be used; it "
      "should be later"}},
    {kNotAfterBeforeLast,
     {"not_after_before_last",
      "is {value_time}, and the last coupons can be used from {last_time} on; those that are given late could not be "
      "used; it should be later"}},
    {kNotBeforeAfterAll,
     {"not_before_after_all",
      "is {value_time}, and the last coupons expire at {last_time}, so that none could ever be used; it should be "
      "earlier, or valid_days more"}},
    {kNotBeforeAfterFirst,
     {"not_before_after_first",
      "is {value_time}, and the first coupons expire at {first_time}; those that are given early could not be used; it "
      "should be earlier"}},
    {kHoursNeverCome,
     {"hours_never_come",
      "never come between {from_time} and {to_time}, when the coupons can be used, so that none ever could; at least "
      "one should"}},
    {kHoursTooSeldom,
     {"hours_too_seldom",
      "do not come before a coupon expires that is given at {given_time}; it could not be used; valid_days should be "
      "more, or the hours more often"}},
    {kDailyLimitAboveTotal,
     {"daily_limit_above_total",
      "is {value}, more than the {total} of max_uses_per_user; it limits nothing, and should be less or 0"}},
    {kStacksAlone,
     {"stacks_alone", "is {value}, and the coupon stands alone since stacking.group is empty; it should be 0 or 1"}},
    {kStacksOnlyItself,
     {"stacks_only_itself",
      "is 1, so that the coupon never meets another of its group \"{group}\"; it should be more, or 0, which means 2"}},
    {kBadGroup, {"bad_group", "is \"{value}\"; it should be 1 to 24 of a-z, 0-9 and \"-\", or empty"}},
    {kUnknownReturnPolicy,
     {"unknown_return_policy", "is {value}; it should be RETURN_POLICY_RETURN or RETURN_POLICY_FORFEIT"}},
    {kTimeZoneChanged,
     {"time_zone_changed",
      "is \"{value}\"; it should stay \"{published}\" once the campaign has been published: days of caps, limits and "
      "figures begin in it"}},
    {kStartChanged, {"start_changed", "is {value_time}; it should stay {published_time}, which has come"}},
    {kEndNotAhead,
     {"end_not_ahead", "is {value_time}, which has passed; it should lie ahead: to stop the campaign, end it"}},
    {kTemplateLeftOut,
     {"template_left_out",
      "leaves out \"{value}\" (\"{name}\"); it should stay, since bags and coupons of it are out: leave it out of the "
      "recipe instead"}},
    {kDropsPerCupChanged,
     {"drops_per_cup_changed", "is {value}; it should stay {published}, by which cups are filling already"}},
    {kHoldoutChanged,
     {"holdout_changed",
      "is {value_permille}; it should stay {published_permille}, by which customers are compared already"}},
    {kCapAdded,
     {"cap_added", "is {value_fen}; it should stay 0: what was given without a cap was not counted towards one"}},
    {kCapLowered,
     {"cap_lowered",
      "is {value_fen}; it should be {published_fen} or more, or 0 for no cap: what was lent to the partitions"
      " cannot be taken back; pause or end the campaign instead"}},
};

constexpr bool RowsAreInOrder() {
  for (size_t i = 0; i < std::size(kRows); ++i) {
    if (static_cast<size_t>(kRows[i].kind) != i) return false;
  }
  return std::size(kRows) == static_cast<size_t>(kLast) + 1;
}
static_assert(RowsAreInOrder(), "one row for each kind, in the order of FindingKind");

constexpr size_t kMaxText = 80;

// The first characters of a text, in at most `bytes` of UTF-8.
absl::string_view Beginning(absl::string_view text, size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && IsContinuation(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

std::string Shortened(absl::string_view text) {
  const absl::string_view shown = Beginning(text, kMaxText);
  return absl::StrCat(absl::Utf8SafeCHexEscape(shown), shown.size() < text.size() ? "…" : "");
}

std::string InSeconds(absl::Duration duration) {
  const bool whole = duration == absl::Trunc(duration, absl::Seconds(1));
  return whole ? absl::StrCat(absl::ToInt64Seconds(duration), "s")
               : absl::StrFormat("%.9fs", absl::ToDoubleSeconds(duration));
}

// Whole days in words too: "86400s (1 day)".
std::string InSecondsAndDays(absl::Duration duration) {
  const int64_t days = duration / absl::Hours(24);
  if (days <= 0 || duration != days * absl::Hours(24)) return InSeconds(duration);
  return absl::StrCat(InSeconds(duration), " (", days, days == 1 ? " day)" : " days)");
}

std::string InUtc(absl::Time time) { return absl::FormatTime(absl::RFC3339_full, time, absl::UTCTimeZone()); }

}  // namespace

Param::Param(absl::string_view name, int64_t number) : name(name), value(absl::StrCat(number)), shown(value) {}
Param::Param(absl::string_view name, absl::string_view text) : name(name), value(Shortened(text)), shown(value) {}
Param::Param(absl::string_view name, absl::Time moment) : name(name), value(InUtc(moment)), shown(value) {}
Param::Param(absl::string_view name, absl::Duration duration)
    : name(name), value(InSeconds(duration)), shown(InSecondsAndDays(duration)) {}

FindingWords WordsOf(FindingKind kind) { return kRows[static_cast<size_t>(kind)].words; }

Finding MakeFinding(Severity severity, std::string field, FindingKind kind, const Params& params) {
  const FindingWords words = WordsOf(kind);
  Finding finding;
  finding.severity = severity;
  finding.field = std::move(field);
  finding.code = std::string(words.code);
  std::vector<std::pair<std::string, std::string>> shown;
  for (const Param& param : params) {
    shown.emplace_back(absl::StrCat("{", param.name, "}"), param.shown);
    finding.params.emplace(param.name, param.value);
  }
  finding.message = absl::StrReplaceAll(words.sentence, shown);
  return finding;
}

}  // namespace fudai::campaign_rules
