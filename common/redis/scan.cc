#include "common/redis/scan.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace fudai::redis {

async::Task<absl::StatusOr<Slice>> Scan(Client* client, std::string cursor, int count) {
  const absl::string_view prefix = client->options().key_prefix;
  std::vector<std::string> args = {std::move(cursor), "COUNT", absl::StrCat(count)};
  if (!prefix.empty()) args.insert(args.end(), {"MATCH", absl::StrCat(prefix, "*")});
  Pending pending = client->Command("SCAN", {}, args);
  CO_ASSIGN_OR_RETURN(const Reply reply, co_await pending);
  Slice slice{.cursor = std::string(reply[0].string()), .keys = {}};
  for (size_t i = 0; i < reply[1].size(); ++i) slice.keys.emplace_back(reply[1][i].string().substr(prefix.size()));
  co_return slice;
}

}  // namespace fudai::redis
