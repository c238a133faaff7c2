#pragma once

#include <functional>

#include "common/async/task.h"
#include "common/gateway/http.h"
#include "common/gateway/operation.h"

namespace fudai::gateway {

// Watches a connection while a call is under way, for a client that goes away. What the client sends meanwhile, such as
// its next request, is kept in the buffer, up to a bound; beyond it nobody watches until the call is over.
//
//   CloseWatch watch(&stream, &buffer, [&] { context.TryCancel(); });
//   …
//   co_await watch.End();
class CloseWatch {
 public:
  // Begins to watch. What it is given outlives it.
  CloseWatch(beast::tcp_stream* stream, beast::flat_buffer* buffer, std::function<void()> on_close);

  // Ends the watch. Always, before the object goes.
  async::Task<void> End();

 private:
  void Read();
  void OnRead(error_code error, size_t bytes);

  beast::tcp_stream* stream_;
  beast::flat_buffer* buffer_;
  std::function<void()> on_close_;
  bool ending_ = false;
  Operation<bool> ended_;
};

}  // namespace fudai::gateway
