#include "common/gateway/chunked_answer.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/write.hpp>
#include <utility>

#include "common/gateway/operation.h"

namespace fudai::gateway {

async::Task<bool> ChunkedAnswer::Begin(http::fields headers) {
  http::response<http::empty_body> head(http::response_header<>(std::move(headers)));
  head.version(11);
  head.result(http::status::ok);
  head.chunked(true);
  http::response_serializer<http::empty_body> serializer(head);
  stream_->expires_after(absl::ToChronoMilliseconds(write_time_));
  Operation<error_code> written;
  http::async_write_header(*stream_, serializer, [&written](error_code error, size_t) { written.Complete(error); });
  const error_code error = co_await written;
  co_return !error;
}

async::Task<bool> ChunkedAnswer::Write(std::string chunk) {
  co_return co_await Send(http::make_chunk(asio::const_buffer(chunk.data(), chunk.size())));
}

async::Task<bool> ChunkedAnswer::End() { co_return co_await Send(http::make_chunk_last()); }

template <typename Buffers>
async::Task<bool> ChunkedAnswer::Send(Buffers buffers) {
  stream_->expires_after(absl::ToChronoMilliseconds(write_time_));
  Operation<error_code> written;
  asio::async_write(*stream_, buffers, [&written](error_code error, size_t) { written.Complete(error); });
  const error_code error = co_await written;
  co_return !error;
}

}  // namespace fudai::gateway
