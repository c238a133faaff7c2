#pragma once

#include <grpcpp/client_context.h>

#include "common/async/task.h"
#include "common/gateway/connect_request.h"
#include "common/gateway/http.h"
#include "common/gateway/options.h"
#include "common/gateway/routes.h"
#include "common/gateway/rpc_call.h"

namespace fudai::gateway {

// Makes the unary call that a request asks for, and answers it by the Connect protocol. All that it is given outlives
// it; TryCancel on the context ends the call.
async::Task<HttpResponse> AnswerUnary(Caller caller, const Options* options, const HttpRequest* request,
                                      const Route* route, grpc::ClientContext* context);

}  // namespace fudai::gateway
