#include "common/budget/conservation.h"

#include <numeric>

#include "absl/strings/str_cat.h"

namespace fudai::budget {
namespace {

using Sums = std::array<int64_t, partition::kCount>;

int64_t Sum(const Sums& fen) { return std::accumulate(fen.begin(), fen.end(), int64_t{0}); }

void CheckAccount(const Account& account, std::vector<std::string>* faults) {
  const int64_t out = Sum(account.granted_fen) - Sum(account.called_back_fen);
  if (account.left_fen + out == account.limit_fen) return;
  faults->push_back(absl::StrCat("the account has ", account.left_fen, " fen left and ", out,
                                 " lent out, which is not its limit of ", account.limit_fen));
}

void CheckPartition(const Books& books, int partition, std::vector<std::string>* faults) {
  const Escrow& escrow = books.escrows[partition];
  const auto fault = [&](absl::string_view what) {
    faults->push_back(absl::StrCat("partition ", partition, " ", what));
  };
  if (escrow.left_fen() < 0) fault(absl::StrCat("has issued ", -escrow.left_fen(), " fen more than it has received"));
  if (escrow.received_fen > books.after.granted_fen[partition])
    fault(
        absl::StrCat("has received ", escrow.received_fen, " fen of ", books.after.granted_fen[partition], " granted"));
  if (escrow.recalled_fen < books.before.called_back_fen[partition])
    fault(absl::StrCat("gave up ", escrow.recalled_fen, " fen, and ", books.before.called_back_fen[partition],
                       " were called back"));
}

}  // namespace

Conservation Check(const Books& books) {
  Conservation law;
  law.limit_fen = books.after.limit_fen;
  law.account_fen = books.after.left_fen;
  CheckAccount(books.before, &law.faults);
  CheckAccount(books.after, &law.faults);
  for (int i = 0; i < partition::kCount; ++i) {
    CheckPartition(books, i, &law.faults);
    law.escrow_fen += books.escrows[i].left_fen();
    law.issued_fen += books.escrows[i].issued_fen;
    law.returned_fen += books.escrows[i].returned_fen;
  }
  law.moving_fen = law.limit_fen - law.account_fen - law.escrow_fen - law.issued_fen + law.returned_fen;
  return law;
}

}  // namespace fudai::budget
