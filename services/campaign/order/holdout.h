#pragma once

#include "absl/strings/string_view.h"

namespace fudai::order {

// Who is compared: a campaign, and a customer of it.
struct HoldoutSubject {
  absl::string_view campaign_id;
  absl::string_view user_id;
};

// The customer's place among the campaign's thousandths, 0 to 999: the first eight bytes, big-endian, of the SHA-256 of
// the campaign's id, a zero byte and the user's id, modulo 1000. So it is the same on every machine and for good,
// spread evenly, and says nothing of the place in another campaign. A pure function.
int HoldoutPlace(const HoldoutSubject& subject);

// Whether a campaign that leaves out so many thousandths of its customers leaves out this one: those whose places come
// first.
bool IsHeldOut(const HoldoutSubject& subject, int holdout_permille);

}  // namespace fudai::order
