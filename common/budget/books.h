// A campaign's budget in the store: its account in its home partition, and the escrow of every partition.
//
// Money moves between them by sums that only ever rise (granted, received, recalled, called back), each written by one
// script at its own end: a step that is lost is made good by the next, and one that is repeated changes nothing.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/async/task.h"
#include "common/partition/partition.h"
#include "common/redis/client.h"

namespace fudai::budget {

// What a partition needs of one purse.
struct Want {
  std::string purse;
  // The purse's cap.
  int64_t limit_fen = 0;
  // Above 0.
  int64_t least_fen = 0;
};

struct GrantRequest {
  std::string campaign_id;
  // Newer versions' caps replace older ones'.
  int32_t version = 0;
  int partition = 0;
  // Each of another purse.
  std::vector<Want> wants;
};

struct Granted {
  // To the partition so far, in the order of the wants; empty if a purse was dry.
  std::vector<int64_t> in_all_fen;
  // Purses that have less left than the least that was wanted of them; with any, nothing was granted.
  std::vector<std::string> dry;
};

// What partitions have given back of some purses, in all, where the account did not know of it yet.
struct Recalled {
  struct Part {
    std::string purse;
    int partition = 0;
    int64_t in_all_fen = 0;
  };
  std::string campaign_id;
  std::vector<Part> parts;
};

// Purses in a partition's escrow. What is left there is received + returned - issued - recalled.
struct Escrow {
  int64_t received_fen = 0;
  int64_t issued_fen = 0;
  int64_t returned_fen = 0;
  int64_t recalled_fen = 0;

  int64_t left_fen() const { return received_fen + returned_fen - issued_fen - recalled_fen; }
};

// A purse of the account.
struct Account {
  int64_t limit_fen = 0;
  int64_t left_fen = 0;
  // By partition, so far.
  std::array<int64_t, partition::kCount> granted_fen{};
  std::array<int64_t, partition::kCount> called_back_fen{};
};

// All of a purse. While acts go on, the escrows are read later than the account `before` and earlier than `after`.
struct Books {
  Account before;
  Account after;
  std::array<Escrow, partition::kCount> escrows{};
};

// One store's budgets. Errors: UNAVAILABLE; FAILED_PRECONDITION for a foreign store; DATA_LOSS.
class BudgetStore {
 public:
  // The client outlives it. Escrow is looked for in partitions below `partitions`: in all, but in tests of many small
  // budgets.
  BudgetStore(redis::Client* client, std::string token, int partitions = partition::kCount)
      : client_(client), token_(std::move(token)), partitions_(partitions) {}

  // Grants the partition at least what it wants of every purse, or nothing of any.
  async::Task<absl::StatusOr<Granted>> Grant(GrantRequest request);
  // Takes what is idle out of every partition's purses. It is on its way until CallBack; if that never comes, the next
  // Recall finds it.
  async::Task<absl::StatusOr<Recalled>> Recall(std::string campaign_id, std::vector<std::string> purses);
  // Puts what was recalled into the account. How much came, in fen.
  async::Task<absl::StatusOr<int64_t>> CallBack(Recalled recalled);
  // By purse.
  async::Task<absl::StatusOr<std::map<std::string, Books>>> ReadBooks(std::string campaign_id);

 private:
  async::Task<absl::StatusOr<std::map<std::string, Account>>> ReadAccount(std::string campaign_id);

  redis::Client* client_;
  std::string token_;
  int partitions_;
};

}  // namespace fudai::budget
