#pragma once

#include <string>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace fudai::gateway {

// A method that can be called, and the path by which: "/package.Service/Method".
struct Route {
  std::string path;
  const google::protobuf::MethodDescriptor* method = nullptr;
};

// The methods that can be called. A route stays where it is for as long as its Routes live.
class Routes {
 public:
  // Of fully qualified names: "package.Service.Method". INVALID_ARGUMENT for one that is not linked in, or that takes a
  // stream of requests.
  static absl::StatusOr<Routes> Create(const std::vector<std::string>& methods);

  // Null where nothing has that path.
  const Route* Find(absl::string_view path) const;

 private:
  absl::node_hash_map<std::string, Route> by_path_;
};

}  // namespace fudai::gateway
