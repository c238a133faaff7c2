#include "common/budget/books.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/budget/lua.h"
#include "common/status/macros.h"

namespace fudai::budget {
namespace {

const redis::Script& GrantScript() {
  static const redis::Script script("grant", kGrantLua);
  return script;
}

const redis::Script& RecallScript() {
  static const redis::Script script("recall", kRecallLua);
  return script;
}

const redis::Script& CallBackScript() {
  static const redis::Script script("call_back", kCallBackLua);
  return script;
}

const redis::Script& ReadAccountScript() {
  static const redis::Script script("read_account", kReadAccountLua);
  return script;
}

const redis::Script& ReadEscrowScript() {
  static const redis::Script script("read_escrow", kReadEscrowLua);
  return script;
}

// A campaign's account lives in the partition that its id falls into.
int HomeOf(const std::string& campaign_id) { return partition::OfUser(campaign_id); }

std::vector<std::string> AccountKeys(const std::string& campaign_id) {
  const int home = HomeOf(campaign_id);
  return {partition::HeaderKey(home), partition::AccountKey(home, campaign_id)};
}

std::vector<std::string> EscrowKeys(int partition, const std::string& campaign_id) {
  return {partition::HeaderKey(partition), partition::EscrowKey(partition, campaign_id)};
}

int64_t TakeInteger(absl::string_view* packed) {
  uint64_t value = 0;
  for (size_t i = sizeof(value); i > 0; --i) value = value << 8 | static_cast<uint8_t>((*packed)[i - 1]);
  packed->remove_prefix(sizeof(value));
  return static_cast<int64_t>(value);
}

absl::StatusOr<Escrow> DecodeEscrow(absl::string_view packed) {
  constexpr size_t kSize = 4 * sizeof(int64_t);
  if (packed.size() != kSize)
    return absl::DataLossError(absl::StrCat("an escrow has ", packed.size(), " bytes, not ", kSize));
  Escrow escrow;
  escrow.received_fen = TakeInteger(&packed);
  escrow.issued_fen = TakeInteger(&packed);
  escrow.returned_fen = TakeInteger(&packed);
  escrow.recalled_fen = TakeInteger(&packed);
  return escrow;
}

// Reads one field of an account, "<kind>:<purse>" or "<kind>:<purse>:<partition>"; see grant.lua.
void ReadField(absl::string_view field, int64_t value, std::map<std::string, Account>* accounts) {
  const char kind = field[0];
  absl::string_view name = field.substr(2);
  if (kind == 'b') (*accounts)[std::string(name)].limit_fen = value;
  if (kind == 'l') (*accounts)[std::string(name)].left_fen = value;
  if (kind != 'g' && kind != 'k') return;
  const size_t colon = name.rfind(':');
  int partition = -1;
  if (colon == absl::string_view::npos || !absl::SimpleAtoi(name.substr(colon + 1), &partition) || partition < 0 ||
      partition >= partition::kCount)
    return;
  Account& account = (*accounts)[std::string(name.substr(0, colon))];
  (kind == 'g' ? account.granted_fen : account.called_back_fen)[partition] = value;
}

}  // namespace

async::Task<absl::StatusOr<Granted>> BudgetStore::Grant(GrantRequest request) {
  redis::Call call{AccountKeys(request.campaign_id),
                   {token_, absl::StrCat(request.version), absl::StrCat(request.partition)}};
  for (const Want& want : request.wants) {
    call.args.push_back(want.purse);
    call.args.push_back(absl::StrCat(want.limit_fen));
    call.args.push_back(absl::StrCat(want.least_fen));
  }
  redis::Pending pending = client_->Eval(GrantScript(), call);
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  Granted granted;
  for (size_t i = 0; i < reply[0].size(); ++i) granted.in_all_fen.push_back(reply[0][i].integer());
  for (size_t i = 0; i < reply[1].size(); ++i) granted.dry.emplace_back(reply[1][i].string());
  co_return granted;
}

async::Task<absl::StatusOr<Recalled>> BudgetStore::Recall(std::string campaign_id, std::vector<std::string> purses) {
  std::map<std::string, Account> accounts;
  CO_ASSIGN_OR_RETURN(accounts, co_await ReadAccount(campaign_id));
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partitions_; ++i) {
    redis::Call call{EscrowKeys(i, campaign_id), {token_}};
    for (const std::string& purse : purses) {
      call.args.push_back(purse);
      call.args.push_back(absl::StrCat(accounts[purse].granted_fen[i]));
    }
    pending.push_back(client_->Eval(RecallScript(), call));
  }
  Recalled all{campaign_id, {}};
  absl::Status failed;
  for (int i = 0; i < partitions_; ++i) {
    const absl::StatusOr<redis::Reply> recalled = co_await pending[i];
    failed.Update(recalled.status());
    for (size_t k = 0; recalled.ok() && k < purses.size(); ++k) {
      if ((*recalled)[k].integer() == accounts[purses[k]].called_back_fen[i]) continue;
      all.parts.push_back({purses[k], i, (*recalled)[k].integer()});
    }
  }
  if (!failed.ok()) co_return failed;
  co_return all;
}

async::Task<absl::StatusOr<int64_t>> BudgetStore::CallBack(Recalled recalled) {
  redis::Call back{AccountKeys(recalled.campaign_id), {token_}};
  for (const Recalled::Part& part : recalled.parts)
    back.args.insert(back.args.end(), {part.purse, absl::StrCat(part.partition), absl::StrCat(part.in_all_fen)});
  redis::Pending called_back = client_->Eval(CallBackScript(), back);
  CO_ASSIGN_OR_RETURN(const redis::Reply came, co_await called_back);
  co_return came.integer();
}

async::Task<absl::StatusOr<std::map<std::string, Account>>> BudgetStore::ReadAccount(std::string campaign_id) {
  redis::Call call{AccountKeys(campaign_id), {token_}};
  redis::Pending pending = client_->Eval(ReadAccountScript(), call);
  CO_ASSIGN_OR_RETURN(const redis::Reply reply, co_await pending);
  std::map<std::string, Account> accounts;
  for (size_t i = 0; i + 1 < reply.size(); i += 2) ReadField(reply[i].string(), reply[i + 1].integer(), &accounts);
  co_return accounts;
}

async::Task<absl::StatusOr<std::map<std::string, Books>>> BudgetStore::ReadBooks(std::string campaign_id) {
  std::map<std::string, Account> before;
  std::map<std::string, Account> after;
  CO_ASSIGN_OR_RETURN(before, co_await ReadAccount(campaign_id));
  std::vector<redis::Pending> pending;
  for (int i = 0; i < partitions_; ++i) {
    const redis::Call call{EscrowKeys(i, campaign_id), {token_}};
    pending.push_back(client_->Eval(ReadEscrowScript(), call));
  }
  std::map<std::string, Books> books;
  absl::Status failed;
  for (int i = 0; i < partitions_; ++i) {
    const absl::StatusOr<redis::Reply> reply = co_await pending[i];
    failed.Update(reply.status());
    for (size_t k = 0; reply.ok() && k + 1 < reply->size(); k += 2) {
      const absl::StatusOr<Escrow> escrow = DecodeEscrow((*reply)[k + 1].string());
      failed.Update(escrow.status());
      if (escrow.ok()) books[std::string((*reply)[k].string())].escrows[i] = *escrow;
    }
  }
  if (!failed.ok()) co_return failed;
  CO_ASSIGN_OR_RETURN(after, co_await ReadAccount(campaign_id));
  for (auto& [purse, account] : before) books[purse].before = account;
  for (auto& [purse, account] : after) books[purse].after = account;
  co_return books;
}

}  // namespace fudai::budget
