// The kinds of findings: what each says, under which code, of which values. The only place where a finding is made, so
// that sentence, code and values cannot differ.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/campaign_rules/campaign_rules.h"

namespace fudai::campaign_rules {

// In the order of the table in finding_kinds.cc.
enum class FindingKind {
  // Of any field.
  kOutOfRange,
  kAmountOutOfRange,
  kDurationOutOfRange,
  kTooManyEntries,
  kBadId,
  kBadShortName,
  kNamedAgain,
  kUnknownTemplate,
  // Of names.
  kNameLength,
  kNameControlCharacters,
  kNameBlank,
  kNameTiesToMoments,
  kNamePromisesForSharing,
  kNamePromisesForVisit,
  kNamePromisesByChance,
  kNameHides,
  kNameOfOtherValue,
  // Of the campaign's frame.
  kBadCampaignId,
  kMissingMoment,
  kMomentOutOfRange,
  kEndBeforeStart,
  kEndPassed,
  kUnknownTimeZone,
  kLifeBeyondWindow,
  // Of bags.
  kTemplateCount,
  kTemplateAgain,
  kUnusedTemplate,
  kRecipeAgain,
  kBagSize,
  kUnevenBag,
  // Of growth.
  kStepCount,
  kFirstStepNotZero,
  kStepOverlaps,
  kStepDropsNotMore,
  kStepBehindCap,
  kCupNeverFull,
  kCupHardlyEverFull,
  kTooManyCupsAtOnce,
  kUnknownCarryOver,
  // Of budgets.
  kBudgetAboveTotal,
  kBudgetBelowTemplate,
  kTotalBelowBag,
  kDailyBelowBag,
  kOrderBelowBag,
  // Of benefits.
  kAmountAboveValue,
  kAmountBelowValue,
  kItemOfAnyKind,
  kDeliveryOfArticles,
  // Of conditions.
  kIncludedAndExcluded,
  kFirstOrderOfFreeCoffee,
  kNoDays,
  kDayOutOfRange,
  kDayAgain,
  kMinuteOutOfRange,
  kEndMinuteBeforeStart,
  kNotAfterBeforeNotBefore,
  kNotAfterBeforeAll,
  kNotAfterBeforeLast,
  kNotBeforeAfterAll,
  kNotBeforeAfterFirst,
  kHoursNeverCome,
  kHoursTooSeldom,
  // Of limits, stacking and returns.
  kDailyLimitAboveTotal,
  kStacksAlone,
  kStacksOnlyItself,
  kBadGroup,
  kUnknownReturnPolicy,
  kLastOfSpec = kUnknownReturnPolicy,
  // Of edits of what has been published.
  kTimeZoneChanged,
  kStartChanged,
  kEndNotAhead,
  kTemplateLeftOut,
  kDropsPerCupChanged,
  kHoldoutChanged,
  kCapAdded,
  kCapLowered,
  kLast = kCapLowered,
};

// A value that a finding is about, under its name in the sentence: as programs read it, and as the sentence shows it.
// Names end in _fen for amounts, _permille for shares, _time for moments and _duration for lengths of time.
struct Param {
  Param(absl::string_view name, int64_t number);
  // Cut to 80 characters, with what is not printable escaped.
  Param(absl::string_view name, absl::string_view text);
  // RFC 3339 in UTC.
  Param(absl::string_view name, absl::Time moment);
  // As campaign files write it, "86400s"; the sentence shows whole days too.
  Param(absl::string_view name, absl::Duration duration);

  std::string name;
  std::string value;
  std::string shown;
};
using Params = std::vector<Param>;

// Whether a byte of UTF-8 goes on with a character that an earlier one began.
inline bool IsContinuation(char c) { return (c & 0xC0) == 0x80; }

// The code of a kind, and its sentence with the names of its values in braces.
struct FindingWords {
  absl::string_view code;
  absl::string_view sentence;
};
FindingWords WordsOf(FindingKind kind);

// A finding of Fudai's own about a field. `params` gives each name of the kind's sentence a value, and no other.
Finding MakeFinding(Severity severity, std::string field, FindingKind kind, const Params& params);

}  // namespace fudai::campaign_rules
