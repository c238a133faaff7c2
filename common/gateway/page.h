#pragma once

#include "common/gateway/http.h"
#include "common/gateway/static_files.h"

namespace fudai::gateway {

// Answers a GET or HEAD of `path` with a file. A path without a dot that is no file is a place within the page, whose
// own script knows it: its answer is index.html.
HttpResponse AnswerPage(const StaticFiles& files, const HttpRequest& request, absl::string_view path);

}  // namespace fudai::gateway
