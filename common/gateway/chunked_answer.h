#pragma once

#include <string>

#include "absl/time/time.h"
#include "common/async/task.h"
#include "common/gateway/http.h"

namespace fudai::gateway {

// An answer of a length that is not known when it begins: its head, chunks, and an end. Every function says whether the
// client has taken it in time; after a false the connection is of no use. The stream outlives it.
class ChunkedAnswer {
 public:
  ChunkedAnswer(beast::tcp_stream* stream, absl::Duration write_time) : stream_(stream), write_time_(write_time) {}

  async::Task<bool> Begin(http::fields headers);
  // `chunk` is not empty.
  async::Task<bool> Write(std::string chunk);
  async::Task<bool> End();

 private:
  template <typename Buffers>
  async::Task<bool> Send(Buffers buffers);

  beast::tcp_stream* stream_;
  absl::Duration write_time_;
};

}  // namespace fudai::gateway
