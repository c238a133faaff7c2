#include "common/redis/client.h"

#include <hiredis/hiredis.h>
#include <signal.h>

#include <deque>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace fudai::redis {
namespace {

constexpr absl::Duration kReconnectPause = absl::Milliseconds(50);

// Errors after which the command is known not to have run, so that a caller may repeat it: the store is starting, or a
// replica.
bool IsPassing(absl::string_view error) {
  for (absl::string_view prefix :
       {"LOADING", "READONLY", "MISCONF", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "MASTERDOWN", "NOREPLICAS"}) {
    if (absl::StartsWith(error, prefix)) return true;
  }
  return false;
}

absl::Status ToStatus(absl::string_view error, absl::string_view what) {
  if (absl::StartsWith(error, "FUDAISTORE ")) return absl::FailedPreconditionError(error.substr(11));
  // Said at a script's first write or not at all: nothing has been written.
  if (absl::StartsWith(error, "OOM")) {
    return absl::ResourceExhaustedError(absl::StrCat("Redis is full and did not run ", what));
  }
  if (IsPassing(error)) return absl::UnavailableError(absl::StrCat("Redis cannot run ", what, " now: ", error));
  return absl::InternalError(absl::StrCat("Redis refused ", what, ": ", error));
}

}  // namespace

absl::StatusOr<Endpoint> Endpoint::Parse(absl::string_view text) {
  Endpoint endpoint;
  if (absl::StartsWith(text, "unix:")) {
    endpoint.unix_path = std::string(text.substr(5));
    if (!endpoint.unix_path.empty()) return endpoint;
  }
  std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  endpoint.host = std::string(parts.first);
  if (!endpoint.host.empty() && absl::SimpleAtoi(parts.second, &endpoint.port) && endpoint.port > 0 &&
      endpoint.port < 65536) {
    return endpoint;
  }
  return absl::InvalidArgumentError(absl::StrCat("--redis is \"", text, "\"; it should be unix:/path or host:port"));
}

std::string Endpoint::ToString() const {
  return unix_path.empty() ? absl::StrCat(host, ":", port) : absl::StrCat("unix:", unix_path);
}

struct Pending::State {
  std::string what;                // The script's or command's name, for messages.
  const Script* script = nullptr;  // Set while EVALSHA may still answer NOSCRIPT.
  Call call;                       // Kept with `script`, to send it again as EVAL.
  absl::Time deadline;
  std::optional<absl::StatusOr<Reply>> result;
  std::coroutine_handle<> waiter;

  void Finish(absl::StatusOr<Reply> reply) {
    result.emplace(std::move(reply));
    if (waiter) std::exchange(waiter, nullptr).resume();
  }
};

bool Pending::await_ready() const noexcept { return state_->result.has_value(); }
void Pending::await_suspend(std::coroutine_handle<> waiter) noexcept { state_->waiter = waiter; }
absl::StatusOr<Reply> Pending::await_resume() { return *std::move(state_->result); }

// The socket, and who waits on it, in the order of the replies.
struct Client::Connection {
  struct Free {
    void operator()(redisContext* context) const { redisFree(context); }
  };
  std::unique_ptr<redisContext, Free> context;
  std::deque<std::shared_ptr<Pending::State>> waiting;
  bool unsent = false;
  bool answered = false;
};

Client::Client(async::Loop* loop, Options options) : loop_(loop), options_(std::move(options)) {
  signal(SIGPIPE, SIG_IGN);  // hiredis writes without MSG_NOSIGNAL; a peer that is gone is an error of that write.
  loop_->Add(this);
}

Client::~Client() {
  loop_->Remove(this);
  Fail("the client was closed");
}

size_t Client::in_flight() const { return connection_ ? connection_->waiting.size() : 0; }

Pending Client::Eval(const Script& script, const Call& call) {
  auto state = std::make_shared<Pending::State>();
  state->what = script.name();
  state->script = &script;
  state->call = {Prefixed(call.keys), call.args};
  SendScript(state, "EVALSHA", script.sha());
  return Pending(state);
}

Pending Client::Command(absl::string_view verb, const std::vector<std::string>& keys,
                        const std::vector<std::string>& args) {
  auto state = std::make_shared<Pending::State>();
  state->what = std::string(verb);
  const std::vector<std::string> prefixed = Prefixed(keys);
  std::vector<absl::string_view> words = {verb};
  words.insert(words.end(), prefixed.begin(), prefixed.end());
  words.insert(words.end(), args.begin(), args.end());
  Send(state, words);
  return Pending(state);
}

std::vector<std::string> Client::Prefixed(const std::vector<std::string>& keys) const {
  std::vector<std::string> prefixed = keys;
  for (std::string& key : prefixed) key.insert(0, options_.key_prefix);
  return prefixed;
}

void Client::SendScript(std::shared_ptr<Pending::State> state, absl::string_view command, absl::string_view script) {
  const std::string key_count = absl::StrCat(state->call.keys.size());
  std::vector<absl::string_view> words = {command, script, key_count};
  words.insert(words.end(), state->call.keys.begin(), state->call.keys.end());
  words.insert(words.end(), state->call.args.begin(), state->call.args.end());
  Send(std::move(state), words);
}

void Client::Send(std::shared_ptr<Pending::State> state, const std::vector<absl::string_view>& words) {
  if (absl::Status connected = Connect(); !connected.ok()) {
    state->Finish(connected);
    return;
  }
  std::vector<const char*> data;
  std::vector<size_t> lengths;
  for (absl::string_view word : words) {
    data.push_back(word.data());
    lengths.push_back(word.size());
  }
  redisAppendCommandArgv(connection_->context.get(), static_cast<int>(words.size()), data.data(), lengths.data());
  state->deadline = absl::Now() + options_.timeout;
  connection_->unsent = true;
  connection_->waiting.push_back(std::move(state));
}

absl::Status Client::Connect() {
  if (connection_) return absl::OkStatus();
  const absl::Time now = absl::Now();
  if (now >= next_attempt_) {
    next_attempt_ = now + kReconnectPause;
    const Endpoint& endpoint = options_.endpoint;
    auto connection = std::make_unique<Connection>();
    connection->context.reset(endpoint.unix_path.empty() ? redisConnectNonBlock(endpoint.host.c_str(), endpoint.port)
                                                         : redisConnectUnixNonBlock(endpoint.unix_path.c_str()));
    if (connection->context && connection->context->err == 0) {
      connection_ = std::move(connection);
      return absl::OkStatus();
    }
    if (connection->context) last_error_ = connection->context->errstr;
  }
  return absl::UnavailableError(
      absl::StrCat("Redis at ", options_.endpoint.ToString(), " cannot be reached: ", last_error_));
}

void Client::Fail(absl::string_view why) {
  if (!connection_) return;
  last_error_ = std::string(why);
  std::unique_ptr<Connection> failed = std::move(connection_);
  const std::string lost =
      absl::StrCat(failed->answered ? "the connection to Redis was lost: "
                                    : absl::StrCat("Redis at ", options_.endpoint.ToString(), " cannot be reached: "),
                   last_error_);
  for (const auto& state : failed->waiting) {
    state->Finish(absl::UnavailableError(absl::StrCat("the outcome of ", state->what, " is unknown: ", lost)));
  }
}

int Client::fd() const { return connection_ ? connection_->context->fd : -1; }
bool Client::awaiting() const { return connection_ && !connection_->waiting.empty(); }
bool Client::wants_write() const { return connection_ && connection_->unsent; }

void Client::Flush() {
  if (!connection_ || connection_->waiting.empty()) return;
  if (connection_->unsent) {
    int done = 0;
    if (redisBufferWrite(connection_->context.get(), &done) != REDIS_OK) return Fail(connection_->context->errstr);
    connection_->unsent = done == 0;
  }
  if (absl::Now() > connection_->waiting.front()->deadline) {
    Fail(absl::StrCat("no reply within ", absl::FormatDuration(options_.timeout)));
  }
}

void Client::OnReadable() {
  redisContext* context = connection_->context.get();
  if (redisBufferRead(context) != REDIS_OK) return Fail(context->errstr);
  while (true) {
    void* raw = nullptr;
    if (redisGetReplyFromReader(context, &raw) != REDIS_OK) return Fail(context->errstr);
    if (raw == nullptr) return;
    Reply reply(static_cast<redisReply*>(raw));
    if (connection_->waiting.empty()) return Fail("it sent a reply that nothing had asked for");
    std::shared_ptr<Pending::State> state = std::move(connection_->waiting.front());
    connection_->waiting.pop_front();
    Deliver(std::move(state), std::move(reply));
  }
}

void Client::Deliver(std::shared_ptr<Pending::State> state, Reply reply) {
  if (connection_) connection_->answered = true;
  if (!reply.is_error()) return state->Finish(std::move(reply));
  if (state->script != nullptr && absl::StartsWith(reply.error(), "NOSCRIPT")) {
    const Script* script = std::exchange(state->script, nullptr);
    return SendScript(std::move(state), "EVAL", script->text());
  }
  state->Finish(ToStatus(reply.error(), state->what));
}

}  // namespace fudai::redis
