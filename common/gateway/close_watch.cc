#include "common/gateway/close_watch.h"

#include <utility>

namespace fudai::gateway {
namespace {

constexpr size_t kChunk = 4 << 10;
constexpr size_t kMostKept = 64 << 10;

}  // namespace

CloseWatch::CloseWatch(beast::tcp_stream* stream, beast::flat_buffer* buffer, std::function<void()> on_close)
    : stream_(stream), buffer_(buffer), on_close_(std::move(on_close)) {
  stream_->expires_never();
  Read();
}

async::Task<void> CloseWatch::End() {
  ending_ = true;
  stream_->cancel();
  co_await ended_;
}

void CloseWatch::Read() {
  stream_->async_read_some(buffer_->prepare(kChunk), [this](error_code error, size_t bytes) { OnRead(error, bytes); });
}

void CloseWatch::OnRead(error_code error, size_t bytes) {
  buffer_->commit(bytes);
  if (error && !ending_) on_close_();
  if (!error && !ending_ && buffer_->size() < kMostKept) return Read();
  ended_.Complete(true);
}

}  // namespace fudai::gateway
