// Macros that hand an error on to the caller: the only macros of this project.
//
//   absl::StatusOr<Receipt> Report(const Order& order) {
//     RETURN_IF_ERROR(Validate(order));
//     ASSIGN_OR_RETURN(Bag bag, store.Issue(order));
//     return Receipt{bag.id};
//   }
//
// The enclosing function returns absl::Status or absl::StatusOr<T>; a coroutine that returns a Task of either uses
// CO_RETURN_IF_ERROR and CO_ASSIGN_OR_RETURN. RETURN_IF_ERROR takes a Status or a StatusOr, whose value it drops.
//
// Caution: ASSIGN_OR_RETURN expands to several statements, so it cannot be the lone body of an `if`, and a declaration
// in its first argument must hold no comma (no `std::map<int, int> m`, no `auto [a, b]`).
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace fudai::status::internal {

inline absl::Status ToStatus(absl::Status status) { return status; }

template <typename T>
absl::Status ToStatus(absl::StatusOr<T> result) {
  return std::move(result).status();
}

}  // namespace fudai::status::internal

#define RETURN_IF_ERROR(...) FUDAI_IF_ERROR_(return, __VA_ARGS__)
#define CO_RETURN_IF_ERROR(...) FUDAI_IF_ERROR_(co_return, __VA_ARGS__)

#define ASSIGN_OR_RETURN(lhs, ...) FUDAI_ASSIGN_OR_(return, FUDAI_UNIQUE_(__LINE__), lhs, __VA_ARGS__)
#define CO_ASSIGN_OR_RETURN(lhs, ...) FUDAI_ASSIGN_OR_(co_return, FUDAI_UNIQUE_(__LINE__), lhs, __VA_ARGS__)

#define FUDAI_IF_ERROR_(leave, ...)                                       \
  do {                                                                    \
    auto fudai_result = (__VA_ARGS__);                                    \
    if (!fudai_result.ok()) {                                             \
      leave ::fudai::status::internal::ToStatus(std::move(fudai_result)); \
    }                                                                     \
  } while (false)

#define FUDAI_ASSIGN_OR_(leave, result, lhs, ...) \
  auto result = (__VA_ARGS__);                    \
  if (!result.ok()) {                             \
    leave std::move(result).status();             \
  }                                               \
  lhs = *std::move(result)

#define FUDAI_UNIQUE_(line) FUDAI_JOIN_(fudai_result_, line)
#define FUDAI_JOIN_(prefix, line) FUDAI_JOIN_NOW_(prefix, line)
#define FUDAI_JOIN_NOW_(prefix, line) prefix##line
