#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "common/async/loop.h"
#include "common/rpc/method.h"

namespace fudai::testsupport {

// Keeps the messages of a stream; after `limit` of them the caller goes.
class KeptMessages final : public rpc::MessageWriter {
 public:
  explicit KeptMessages(size_t limit = 1000) : limit_(limit) {}

  async::Task<bool> Write(const google::protobuf::Message& message) override {
    serialized_.push_back(message.SerializeAsString());
    co_return serialized_.size() < limit_;
  }

  template <typename Message>
  std::vector<Message> As() const {
    std::vector<Message> messages(serialized_.size());
    for (size_t i = 0; i < messages.size(); ++i) messages[i].ParseFromString(serialized_[i]);
    return messages;
  }

 private:
  size_t limit_;
  std::vector<std::string> serialized_;
};

// Calls the methods of a table as the server would, as owner "mei" at a moment of the test's choice.
class MethodCaller {
 public:
  MethodCaller(async::Loop* loop, std::vector<rpc::Method> table) : loop_(loop), table_(std::move(table)) {
    context_.identity = {"mei", auth::Role::kOwner};
    token_ = {.identity = context_.identity, .expires_at = absl::InfiniteFuture()};
    context_.token = &token_;
    context_.now = absl::FromUnixSeconds(1'772'360'400);
    context_.loop = loop;
  }

  rpc::CallContext& context() { return context_; }

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(absl::string_view method, const Request& request) {
    absl::StatusOr<std::unique_ptr<google::protobuf::Message>> response =
        RunTask(*loop_, Find(method).unary(&request, &context_));
    if (!response.ok()) return response.status();
    return static_cast<const Response&>(**response);
  }

  template <typename Request>
  absl::Status Stream(absl::string_view method, const Request& request, KeptMessages* messages) {
    return RunTask(*loop_, Find(method).stream(&request, &context_, messages));
  }

 private:
  const rpc::Method& Find(absl::string_view name) const {
    for (const rpc::Method& method : table_) {
      if (absl::EndsWith(method.name, name)) return method;
    }
    abort();
  }

  async::Loop* loop_;
  std::vector<rpc::Method> table_;
  auth::Token token_;
  rpc::CallContext context_;
};

}  // namespace fudai::testsupport
