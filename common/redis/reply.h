#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

struct redisReply;

namespace fudai::redis {

// A view of one reply or of an element within it; valid as long as the Reply that it came from. Reading what is not
// there, or is of another type, gives the empty value (nil, 0, "", no elements), so that a store decodes a reply in one
// place without a ladder of checks; what must be there, the store checks by type.
class ReplyView {
 public:
  explicit ReplyView(const redisReply* reply) : reply_(reply) {}

  bool is_nil() const;
  bool is_array() const;
  bool is_string() const;
  bool is_integer() const;
  bool is_error() const;
  // The value of an integer, or of a string that holds one.
  int64_t integer() const;
  // The bytes of a string or status.
  absl::string_view string() const;
  // The text of an error.
  absl::string_view error() const;
  // Number of elements of an array.
  size_t size() const;
  ReplyView operator[](size_t index) const;

 private:
  const redisReply* reply_;
};

// One reply, owned.
class Reply : public ReplyView {
 public:
  explicit Reply(redisReply* reply);

 private:
  std::shared_ptr<redisReply> owned_;
};

}  // namespace fudai::redis
