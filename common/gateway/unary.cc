#include "common/gateway/unary.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/gateway/answers.h"
#include "common/gateway/call_metadata.h"
#include "common/gateway/gzip.h"
#include "common/gateway/message_codec.h"
#include "common/status/macros.h"

namespace fudai::gateway {
namespace {

// Reads what the call needs from its request: metadata and deadline into the context, and the message.
absl::StatusOr<std::string> Prepare(const Options& options, const HttpRequest& request, const Route& route, Codec codec,
                                    grpc::ClientContext* context) {
  ASSIGN_OR_RETURN(const absl::Duration timeout, ReadTimeout(request));
  context->set_deadline(absl::ToChronoTime(absl::Now() + std::min(timeout, options.call_time)));
  RETURN_IF_ERROR(AddMetadata(request, context));
  ASSIGN_OR_RETURN(std::string body,
                   Unpack(request.body(), Header(request, "content-encoding"), options.max_body_bytes));
  return ToWire(std::move(body), codec, *route.method->input_type());
}

HttpResponse MessageAnswer(std::string body, Codec codec, bool compress) {
  HttpResponse answer(http::status::ok, 11, std::move(body));
  answer.set(http::field::content_type, BeastView(ContentTypeName({codec, /*streaming=*/false})));
  answer.set(http::field::vary, "Accept-Encoding");
  if (!compress) return answer;
  answer.body() = Gzip(answer.body());
  answer.set(http::field::content_encoding, "gzip");
  return answer;
}

HttpResponse ReplyAnswer(const Options& options, const HttpRequest& request, const Route& route, Codec codec,
                         UnaryReply reply) {
  if (!reply.status.ok()) return ErrorAnswer(reply.status);
  absl::StatusOr<std::string> body = FromWire(std::move(reply.message), codec, *route.method->output_type());
  if (!body.ok()) return ErrorAnswer(body.status());
  const bool compress = body->size() >= options.compress_from_bytes && AcceptsGzip(Header(request, "accept-encoding"));
  return MessageAnswer(*std::move(body), codec, compress);
}

}  // namespace

async::Task<HttpResponse> AnswerUnary(Caller caller, const Options* options, const HttpRequest* request,
                                      const Route* route, grpc::ClientContext* context) {
  const absl::string_view given = Header(*request, "content-type");
  const std::optional<ContentType> type = ParseContentType(given);
  if (!type.has_value() || type->streaming) co_return UnsupportedType(AcceptedTypes(/*streaming=*/false), given);
  absl::StatusOr<std::string> message = Prepare(*options, *request, *route, type->codec, context);
  if (!message.ok()) co_return ErrorAnswer(message.status());
  UnaryReply reply = co_await CallUnary(caller, context, &route->path, *std::move(message));
  HttpResponse answer = ReplyAnswer(*options, *request, *route, type->codec, std::move(reply));
  SetHeaders(ForAnswer(context->GetServerInitialMetadata()), "", &answer);
  SetHeaders(ForAnswer(context->GetServerTrailingMetadata()), "trailer-", &answer);
  co_return answer;
}

}  // namespace fudai::gateway
