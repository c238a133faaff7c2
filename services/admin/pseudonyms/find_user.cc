#include "services/admin/pseudonyms/find_user.h"

#include <vector>

#include "absl/strings/str_cat.h"

namespace fudai::pseudonyms {
namespace {

// The customers of whom a column says this: two at most.
std::vector<std::string> FindBy(soci::session& sql, absl::string_view column, const std::string& value) {
  std::vector<std::string> found;
  std::string user_id;
  soci::statement select =
      (sql.prepare << absl::StrCat("SELECT user_id FROM customers WHERE ", column, " = :value LIMIT 2"),
       soci::use(value), soci::into(user_id));
  for (bool more = select.execute(true); more; more = select.fetch()) found.push_back(user_id);
  return found;
}

}  // namespace

absl::StatusOr<std::string> FindUser(soci::session& sql, const std::string& name) {
  std::vector<std::string> found = FindBy(sql, "user_id", name);
  if (found.empty()) found = FindBy(sql, "pseudonym", name);
  if (found.size() > 1) {
    return absl::FailedPreconditionError(
        absl::StrCat("the pseudonym \"", name, "\" stands for two users; ask by the user's id"));
  }
  return found.empty() ? name : found[0];
}

bool IsPseudonym(soci::session& sql, const std::string& name) {
  return FindBy(sql, "user_id", name).empty() && !FindBy(sql, "pseudonym", name).empty();
}

}  // namespace fudai::pseudonyms
