#pragma once

#include <soci/soci.h>

#include <string>

#include "absl/strings/string_view.h"

namespace fudai::pseudonyms {

// The names by which those who may not know users tell them apart: "u-" and twelve characters of Crockford's base32.
// A pseudonym is a keyed hash (BLAKE2b, 60 bits) of the user's id, under a key that the database has made and keeps for
// good: it is the same in every answer and after every rebuild, differs between databases and worlds, and says nothing
// of the user to whoever lacks the key. That two of ten million users share one has odds of about 1 in 23,000; who
// looks users up by it (the column `pseudonym` of the table `customers`) has to expect two.
//
// Immutable.
class Pseudonyms {
 public:
  // Reads the key within the caller's snapshot.
  explicit Pseudonyms(soci::session& sql);

  std::string Of(absl::string_view user_id) const;

 private:
  std::string key_;
};

// A new key, as the table `facts` keeps it under kKeyFact: hexadecimal digits.
std::string NewKey();
inline constexpr char kKeyFact[] = "pseudonym_key";

}  // namespace fudai::pseudonyms
