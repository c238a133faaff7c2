// A list of texts as one value of a statement, however many they are:
//
//   std::string users = TextList(sql, user_ids);
//   sql << absl::StrCat("SELECT … FROM customers WHERE user_id ", InTextList(sql, ":users")), soci::use(users,
//   "users");
#pragma once

#include <soci/soci.h>

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace fudai::database {

// The value.
std::string TextList(soci::session& sql, absl::Span<const std::string> texts);
// The SQL that tells whether what stands before it is in the list that is bound to a place, such as ":users".
std::string InTextList(soci::session& sql, absl::string_view place);

}  // namespace fudai::database
