#pragma once

#include <grpcpp/client_context.h>

#include <functional>

#include "common/async/task.h"
#include "common/gateway/chunked_answer.h"
#include "common/gateway/connect_request.h"
#include "common/gateway/http.h"
#include "common/gateway/options.h"
#include "common/gateway/routes.h"
#include "common/gateway/rpc_call.h"

namespace fudai::gateway {

// One server stream on its way to an HTTP client.
struct StreamRequest {
  const Options* options;
  const HttpRequest* request;
  const Route* route;
  Codec codec = Codec::kJson;
  // Headers that go with the answer's head besides its own.
  http::fields headers;
  // Whether the gateway drains: the stream then ends with UNAVAILABLE, whatever its call says.
  std::function<bool()> draining;
};

// Makes the server-streaming call that a request asks for, and answers with its messages by the Connect protocol, each
// as soon as the client has taken the one before. False if the connection broke meanwhile. TryCancel on the context
// ends the call.
async::Task<bool> AnswerStream(Caller caller, const StreamRequest* stream, grpc::ClientContext* context,
                               ChunkedAnswer* answer);

}  // namespace fudai::gateway
