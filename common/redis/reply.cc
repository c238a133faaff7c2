#include "common/redis/reply.h"

#include <hiredis/hiredis.h>

#include "absl/strings/numbers.h"

namespace fudai::redis {

bool ReplyView::is_nil() const { return reply_ == nullptr || reply_->type == REDIS_REPLY_NIL; }
bool ReplyView::is_array() const { return reply_ != nullptr && reply_->type == REDIS_REPLY_ARRAY; }
bool ReplyView::is_integer() const { return reply_ != nullptr && reply_->type == REDIS_REPLY_INTEGER; }
bool ReplyView::is_error() const { return reply_ != nullptr && reply_->type == REDIS_REPLY_ERROR; }
bool ReplyView::is_string() const {
  return reply_ != nullptr && (reply_->type == REDIS_REPLY_STRING || reply_->type == REDIS_REPLY_STATUS);
}

int64_t ReplyView::integer() const {
  if (is_integer()) return reply_->integer;
  int64_t value = 0;
  return absl::SimpleAtoi(string(), &value) ? value : 0;
}

absl::string_view ReplyView::string() const {
  return is_string() ? absl::string_view(reply_->str, reply_->len) : absl::string_view();
}

absl::string_view ReplyView::error() const {
  return is_error() ? absl::string_view(reply_->str, reply_->len) : absl::string_view();
}

size_t ReplyView::size() const { return is_array() ? reply_->elements : 0; }

ReplyView ReplyView::operator[](size_t index) const {
  return ReplyView(index < size() ? reply_->element[index] : nullptr);
}

Reply::Reply(redisReply* reply) : ReplyView(reply), owned_(reply, [](redisReply* r) { freeReplyObject(r); }) {}

}  // namespace fudai::redis
