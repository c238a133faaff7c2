#include "common/redis/connection.h"

#include <hiredis/hiredis.h>
#include <signal.h>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::redis {
namespace {

constexpr absl::Duration kReconnectPause = absl::Milliseconds(50);

}  // namespace

std::string Format(const std::vector<absl::string_view>& words) {
  std::vector<const char*> data;
  std::vector<size_t> lengths;
  for (const absl::string_view word : words) {
    data.push_back(word.data());
    lengths.push_back(word.size());
  }
  char* formatted = nullptr;
  const int size = redisFormatCommandArgv(&formatted, static_cast<int>(data.size()), data.data(), lengths.data());
  std::string wire(formatted, size);
  redisFreeCommand(formatted);
  return wire;
}

void Connection::Free::operator()(redisContext* context) const { redisFree(context); }

Connection::Connection(async::Loop* loop, Owner* owner, ConnectionOptions options)
    : loop_(loop), owner_(owner), options_(std::move(options)) {
  signal(SIGPIPE, SIG_IGN);  // hiredis writes without MSG_NOSIGNAL; a peer that is gone is an error of that write.
  loop_->Add(this);
}

Connection::~Connection() {
  loop_->Remove(this);
  Close("the client was closed");
}

size_t Connection::in_flight() const { return awaited_.size() + held_.size(); }

absl::Status Connection::Send(const std::shared_ptr<Request>& request) {
  RETURN_IF_ERROR(Connect());
  Append(request->wire, Awaited::Kind::kRequest, request);
  return absl::OkStatus();
}

absl::Status Connection::SendAsking(const std::shared_ptr<Request>& request) {
  RETURN_IF_ERROR(Connect());
  Append(Format({"ASKING"}), Awaited::Kind::kNothing);
  return Send(request);
}

absl::Status Connection::SendWithScript(const std::shared_ptr<Request>& request) {
  RETURN_IF_ERROR(Connect());
  Append(Format({"SCRIPT", "LOAD", request->script->text()}), Awaited::Kind::kNothing);
  request->told = this;
  return Send(request);
}

void Connection::Append(absl::string_view wire, Awaited::Kind kind, std::shared_ptr<Request> request) {
  redisAppendFormattedCommand(context_.get(), wire.data(), wire.size());
  unsent_ = true;
  unasked_ = true;
  awaited_.push_back({kind, std::move(request), absl::Now() + options_.timeout});
}

// What follows a batch in the pipeline is answered once so many replicas have the batch, or patience ends.
void Connection::AskReplicas() {
  const Replication& replication = options_.replication;
  if (!unasked_ || replication.replicas == 0) return;
  const std::string replicas = absl::StrCat(replication.replicas);
  const std::string patience = absl::StrCat(absl::ToInt64Milliseconds(replication.patience));
  Append(Format({"WAIT", replicas, patience}), Awaited::Kind::kReplicas);
  unasked_ = false;
}

absl::Status Connection::Connect() {
  if (context_) return absl::OkStatus();
  const absl::Time now = absl::Now();
  if (now >= next_attempt_) {
    next_attempt_ = now + kReconnectPause;
    const Endpoint& to = options_.endpoint;
    context_.reset(to.unix_path.empty() ? redisConnectNonBlock(to.host.c_str(), to.port)
                                        : redisConnectUnixNonBlock(to.unix_path.c_str()));
    if (context_ && context_->err == 0) return absl::OkStatus();
    if (context_) last_error_ = context_->errstr;
    context_.reset();
  }
  return absl::UnavailableError(absl::StrCat("Redis at ", endpoint().ToString(), " cannot be reached: ", last_error_));
}

void Connection::Close(const std::string& why) {
  if (!context_) return;
  last_error_ = why;
  const std::string lost =
      absl::StrCat(answered_ ? absl::StrCat("the connection to Redis at ", endpoint().ToString(), " was lost: ")
                             : absl::StrCat("Redis at ", endpoint().ToString(), " cannot be reached: "),
                   why);
  Requests requests;
  for (auto& [request, reply] : std::exchange(held_, {})) requests.push_back(std::move(request));
  for (Awaited& awaited : std::exchange(awaited_, {})) {
    if (awaited.kind == Awaited::Kind::kRequest) requests.push_back(std::move(awaited.request));
  }
  const bool may_have_run = std::exchange(sent_, false);
  context_.reset();
  unsent_ = unasked_ = answered_ = false;
  owner_->OnLost(this, std::move(requests), may_have_run, lost);
}

int Connection::fd() const { return context_ ? context_->fd : -1; }

void Connection::Flush() {
  if (!context_ || awaited_.empty()) return;
  AskReplicas();
  if (unsent_) {
    const size_t before = sdslen(context_->obuf);
    int done = 0;
    if (redisBufferWrite(context_.get(), &done) != REDIS_OK) return Close(context_->errstr);
    unsent_ = done == 0;
    sent_ |= sdslen(context_->obuf) < before;
  }
  if (absl::Now() > awaited_.front().deadline) Close("no reply in time");
}

void Connection::OnReadable() {
  if (redisBufferRead(context_.get()) != REDIS_OK) return Close(context_->errstr);
  while (context_) {
    void* raw = nullptr;
    if (redisGetReplyFromReader(context_.get(), &raw) != REDIS_OK) return Close(context_->errstr);
    if (raw == nullptr) return;
    Reply reply(static_cast<redisReply*>(raw));
    if (awaited_.empty()) return Close("it sent a reply that nothing had asked for");
    Awaited awaited = std::move(awaited_.front());
    awaited_.pop_front();
    answered_ = true;
    Deliver(std::move(awaited), std::move(reply));
  }
}

void Connection::Deliver(Awaited awaited, Reply reply) {
  if (awaited.kind == Awaited::Kind::kReplicas) return Release(reply);
  if (awaited.kind == Awaited::Kind::kNothing) return;
  // What did not run needs no replicas.
  if (options_.replication.replicas > 0 && !reply.is_error()) {
    held_.emplace_back(std::move(awaited.request), std::move(reply));
  } else {
    owner_->OnReply(this, std::move(awaited.request), std::move(reply));
  }
}

void Connection::Release(const Reply& replicas) {
  auto held = std::exchange(held_, {});
  const Replication& replication = options_.replication;
  if (!replicas.is_error() && replicas.integer() >= replication.replicas) {
    for (auto& [request, reply] : held) owner_->OnReply(this, std::move(request), std::move(reply));
    return;
  }
  const std::string found = replicas.is_error()
                                ? absl::StrCat("\"", replicas.error(), "\" instead of how many replicas")
                                : absl::StrCat(replicas.integer(), " replicas");
  Requests requests;
  for (auto& [request, reply] : held) requests.push_back(std::move(request));
  owner_->OnLost(
      this, std::move(requests), true,
      absl::StrCat(found, " of Redis at ", endpoint().ToString(), " had it within ",
                   absl::FormatDuration(replication.patience), ", and ", replication.replicas, " must have it"));
}

}  // namespace fudai::redis
