#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace fudai::gateway {

// A file of a web page, ready to be served.
struct StaticFile {
  std::string content;
  std::string gzip;  // The content, compressed; empty where that saves nothing.
  std::string content_type;
  std::string etag;  // With its quotes.
  // Whether its name changes with its content, so that clients may keep it for good.
  bool immutable = false;
};

// What a gateway serves besides methods.
class StaticFiles {
 public:
  virtual ~StaticFiles() = default;
  // The file at a path such as "/index.html"; null if there is none. It lives as long as this object.
  virtual const StaticFile* Find(absl::string_view path) const = 0;
};

// The files of a built page, held in memory. Those under /assets/ have names that change with their content, as Vite
// makes them.
class PageFiles final : public StaticFiles {
 public:
  // Of (path from the page's root, content): {"assets/app-3f9c.js", "…"}.
  explicit PageFiles(const std::vector<std::pair<std::string, std::string>>& files);

  const StaticFile* Find(absl::string_view path) const override;

 private:
  absl::flat_hash_map<std::string, StaticFile> by_path_;
};

}  // namespace fudai::gateway
