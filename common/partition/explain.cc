#include "common/partition/explain.h"

#include <spdlog/spdlog.h>

#include <array>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/redis/failures.h"
#include "common/world/log_mark.h"

namespace fudai::partition {
namespace {

using world::World;

// A rehearsal has no headers while it is wiped, after which the callers' next try finds it anew.
spdlog::level::level_enum LevelOf(const absl::Status& status, World world) {
  const bool wiped = world == World::kRehearsal && absl::IsFailedPrecondition(status);
  // Somebody moves it on purpose.
  if (redis::TellsOfAMove(status)) return spdlog::level::info;
  return wiped ? spdlog::level::info : spdlog::level::err;
}

// While the store is away every call fails alike: one line a second, loop and world says so.
void LogOncePerSecond(const absl::Status& status, World world) {
  thread_local std::array<absl::Time, 2> last = {absl::InfinitePast(), absl::InfinitePast()};
  const absl::Time now = absl::Now();
  absl::Time& last_of_world = last[static_cast<size_t>(world)];
  if (now - last_of_world < absl::Seconds(1)) return;
  last_of_world = now;
  spdlog::log(LevelOf(status, world), "{}{}", world::LogMark(world), std::string(status.message()));
}

}  // namespace

absl::Status Explain(const absl::Status& status, World world) {
  if (absl::IsFailedPrecondition(status)) {
    LogOncePerSecond(status, world);
    return absl::UnavailableError("the store is not ready; repeat the call, an act with the same key");
  }
  if (absl::IsResourceExhausted(status)) {
    LogOncePerSecond(status, world);
    return absl::ResourceExhaustedError(
        "the store is full and refused to write; repeat the call later with the same key");
  }
  if (redis::TellsOfAMove(status)) {
    LogOncePerSecond(status, world);
    const absl::string_view which = status.message().substr(0, status.message().find(':'));
    return absl::UnavailableError(
        absl::StrCat(which, " and takes no acts for a moment; repeat the call, an act with the same key"));
  }
  if (absl::IsUnavailable(status)) {
    LogOncePerSecond(status, world);
    return absl::UnavailableError(
        "the store did not answer, so whether an act was done is unknown; repeat the call, an act with the same key");
  }
  return status;
}

}  // namespace fudai::partition
