#pragma once

namespace fudai::stats {

// How an answer names users.
enum class Names {
  kPseudonyms,
  // By their ids, for those who may know them.
  kUserIds,
};

}  // namespace fudai::stats
