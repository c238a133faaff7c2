#include "common/gateway/stream.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/gateway/answers.h"
#include "common/gateway/call_metadata.h"
#include "common/gateway/connect_envelope.h"
#include "common/gateway/connect_error.h"
#include "common/gateway/message_codec.h"
#include "common/status/macros.h"

namespace fudai::gateway {
namespace {

// Reads what the call needs from its request: metadata and deadline into the context, and the message.
absl::StatusOr<std::string> Prepare(const StreamRequest& stream, grpc::ClientContext* context) {
  ASSIGN_OR_RETURN(const absl::Duration timeout, ReadTimeout(*stream.request));
  if (timeout < absl::InfiniteDuration()) context->set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  RETURN_IF_ERROR(AddMetadata(*stream.request, context));
  ASSIGN_OR_RETURN(const Envelope envelope, ReadOnlyEnvelope(stream.request->body()));
  const bool compressed = (envelope.flags & kCompressedFlag) != 0;
  const absl::string_view encoding = Header(*stream.request, "connect-content-encoding");
  if (compressed && encoding.empty())
    return absl::InvalidArgumentError("the envelope is compressed, and no Connect-Content-Encoding says how");
  ASSIGN_OR_RETURN(std::string message, Unpack(envelope.message, compressed ? encoding : absl::string_view(),
                                               stream.options->max_body_bytes));
  return ToWire(std::move(message), stream.codec, *stream.route->method->input_type());
}

async::Task<bool> Begin(const StreamRequest* stream, const grpc::ClientContext* context, ChunkedAnswer* answer) {
  http::fields headers = stream->headers;
  headers.set(http::field::content_type, BeastView(ContentTypeName({stream->codec, /*streaming=*/true})));
  if (context != nullptr) SetHeaders(ForAnswer(context->GetServerInitialMetadata()), "", &headers);
  co_return co_await answer->Begin(std::move(headers));
}

async::Task<bool> End(absl::Status status, AnswerMetadata trailers, ChunkedAnswer* answer) {
  std::string envelope = WriteEnvelope({kEndStreamFlag, EndStreamJson(status, trailers)});
  const bool written = co_await answer->Write(std::move(envelope));
  if (!written) co_return false;
  co_return co_await answer->End();
}

async::Task<absl::Status> WriteMessage(const StreamRequest* stream, std::string* wire, ChunkedAnswer* answer) {
  CO_ASSIGN_OR_RETURN(const std::string message,
                      FromWire(std::move(*wire), stream->codec, *stream->route->method->output_type()));
  std::string envelope = WriteEnvelope({0, message});
  const bool written = co_await answer->Write(std::move(envelope));
  if (!written) co_return absl::CancelledError("the client is gone");
  co_return absl::OkStatus();
}

// Passes messages on until there are none, or one does not arrive. Its head is written once gRPC's has come, which is
// with the first message or with the end.
async::Task<absl::Status> PassOn(StreamCall* call, const StreamRequest* stream, const grpc::ClientContext* context,
                                 ChunkedAnswer* answer) {
  std::string wire;
  bool more = co_await call->Read(&wire);
  const bool begun = co_await Begin(stream, context, answer);
  absl::Status passed = begun ? absl::OkStatus() : absl::CancelledError("the client is gone");
  while (more && passed.ok()) {
    passed = co_await WriteMessage(stream, &wire, answer);
    if (passed.ok()) more = co_await call->Read(&wire);
  }
  co_return passed;
}

}  // namespace

async::Task<bool> AnswerStream(Caller caller, const StreamRequest* stream, grpc::ClientContext* context,
                               ChunkedAnswer* answer) {
  const absl::StatusOr<std::string> request = Prepare(*stream, context);
  if (!request.ok()) {
    const bool begun = co_await Begin(stream, nullptr, answer);
    if (!begun) co_return false;
    co_return co_await End(request.status(), {}, answer);
  }
  StreamCall call(caller, context, &stream->route->path, *request);
  const absl::Status passed = co_await PassOn(&call, stream, context, answer);
  if (!passed.ok()) context->TryCancel();
  absl::Status end = co_await call.Finish();
  if (absl::IsCancelled(passed)) co_return false;
  if (stream->draining()) end = absl::UnavailableError("the server is ending; begin the stream anew");
  if (!passed.ok()) end = passed;
  AnswerMetadata trailers = ForAnswer(context->GetServerTrailingMetadata());
  co_return co_await End(std::move(end), std::move(trailers), answer);
}

}  // namespace fudai::gateway
