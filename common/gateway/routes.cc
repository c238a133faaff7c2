#include "common/gateway/routes.h"

#include "absl/strings/str_cat.h"

namespace fudai::gateway {

absl::StatusOr<Routes> Routes::Create(const std::vector<std::string>& methods) {
  Routes routes;
  for (const std::string& name : methods) {
    const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
    if (method == nullptr) return absl::InvalidArgumentError(absl::StrCat("no such method: ", name));
    if (method->client_streaming())
      return absl::InvalidArgumentError(absl::StrCat(name, " takes a stream of requests, which HTTP/1.1 cannot bring"));
    const std::string path = absl::StrCat("/", method->service()->full_name(), "/", method->name());
    routes.by_path_[path] = {path, method};
  }
  return routes;
}

const Route* Routes::Find(absl::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &found->second;
}

}  // namespace fudai::gateway
