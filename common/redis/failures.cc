#include "common/redis/failures.h"

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace fudai::redis {
namespace {

struct Kind {
  absl::string_view code;
  Failure failure;
  bool tells_of_a_change;
};

constexpr Kind kKinds[] = {
    {"MOVED", Failure::kMoved, false},
    {"ASK", Failure::kAsk, false},
    {"NOSCRIPT", Failure::kUnknownScript, false},
    // Some keys of a slot that moves are here, and some there already.
    {"TRYAGAIN", Failure::kPassing, false},
    // A slot has no node, or most nodes cannot see each other.
    {"CLUSTERDOWN", Failure::kPassing, true},
    // A node that was a primary.
    {"READONLY", Failure::kPassing, true},
    {"MASTERDOWN", Failure::kPassing, true},
    // It reads its files.
    {"LOADING", Failure::kPassing, false},
    // It cannot write its files.
    {"MISCONF", Failure::kPassing, false},
    {"BUSY", Failure::kPassing, false},
    // Too few replicas follow it: min-replicas-to-write.
    {"NOREPLICAS", Failure::kPassing, false},
};

const Kind* Find(absl::string_view error) {
  const absl::string_view code = error.substr(0, error.find(' '));
  for (const Kind& kind : kKinds) {
    if (code == kind.code) return &kind;
  }
  return nullptr;
}

// What a status of a frozen partition carries.
constexpr absl::string_view kMoving = "fudai/moving";

absl::Status Moving(absl::string_view why) {
  absl::Status status = absl::UnavailableError(why);
  status.SetPayload(kMoving, absl::Cord());
  return status;
}

}  // namespace

Failure FailureOf(absl::string_view error) {
  const Kind* kind = Find(error);
  return kind == nullptr ? Failure::kFinal : kind->failure;
}

bool TellsOfAChange(absl::string_view error) {
  const Kind* kind = Find(error);
  return kind != nullptr && kind->tells_of_a_change;
}

bool TellsOfAMove(const absl::Status& status) { return status.GetPayload(kMoving).has_value(); }

absl::Status ToStatus(absl::string_view error, absl::string_view what) {
  if (absl::ConsumePrefix(&error, "FUDAISTORE ")) return absl::FailedPreconditionError(error);
  if (absl::ConsumePrefix(&error, "FUDAIMOVING ")) return Moving(error);
  // Said at a script's first write or not at all: nothing has been written.
  if (absl::StartsWith(error, "OOM"))
    return absl::ResourceExhaustedError(absl::StrCat("Redis is full and did not run ", what));
  if (Find(error) != nullptr) return absl::UnavailableError(absl::StrCat("Redis cannot run ", what, " now: ", error));
  return absl::InternalError(absl::StrCat("Redis refused ", what, ": ", error));
}

}  // namespace fudai::redis
