#include <ostream>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "fudai/admin/v1/budgets.pb.h"
#include "services/ctl/handlers.h"
#include "services/ctl/request.h"
#include "services/ctl/session.h"
#include "services/ctl/text/display_width.h"
#include "services/ctl/text/field_text.h"

namespace fudai::ctl {
namespace {

// What breaks the law of a cap, each fault once: the server finds one that lasts in each of its readings.
std::string FaultsText(const admin::v1::CapBalance& balance) {
  std::string text;
  std::set<std::string> told;
  for (const std::string& fault : balance.faults()) {
    if (told.insert(fault).second)
      absl::StrAppend(&text, text::Printable(absl::StrCat(balance.cap(), ": ", fault)), "\n");
  }
  return text;
}

}  // namespace

absl::Status ShowBudget(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::GetBudgetResponse budget;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &budget));
  RETURN_IF_ERROR(session.Print(budget, invocation.command->columns));
  if (budget.caps().empty() && !session.settings().json) session.out() << "no caps\n";
  return absl::OkStatus();
}

absl::Status VerifyBudget(const Invocation& invocation, Session& session) {
  ASSIGN_OR_RETURN(const auto request, BuildRequest(invocation));
  admin::v1::VerifyConservationResponse verdict;
  RETURN_IF_ERROR(session.Call(invocation.command->method, *request, &verdict));
  RETURN_IF_ERROR(session.Print(verdict, invocation.command->columns));
  int broken = 0;
  for (const admin::v1::CapBalance& balance : verdict.balances()) {
    broken += balance.faults().empty() ? 0 : 1;
    if (!session.settings().json) session.out() << FaultsText(balance);
  }
  if (verdict.pending_events() > 0) {
    session.err() << "the ledger is " << text::Counted(verdict.pending_events(), "event")
                  << " behind, and nothing was held against it: ask again\n";
  }
  if (verdict.holds()) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat("the law does not hold for ", broken, " of ", text::Counted(verdict.balances_size(), "cap")));
}

}  // namespace fudai::ctl
