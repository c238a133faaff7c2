// The chain that the audit log's entries form: the formula that audit.proto gives, for the admin server, which extends
// the chain, and for whoever verifies it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "fudai/admin/v1/audit.pb.h"

namespace fudai::audit_chain {

// An entry's place in the chain. The one before the first entry has number 0 and a hash of zeros.
struct Head {
  int64_t number = 0;
  // 64 lower-case hexadecimal digits.
  std::string hash = std::string(64, '0');

  bool operator==(const Head&) const = default;
};

// "NUMBER:HASH", as heads are noted.
std::string FormatHead(const Head& head);

// The head in a text that FormatHead gave; nothing for any other text.
std::optional<Head> ParseHead(absl::string_view text);

// The hash that an entry should have after the one that `previous` is the hash of; the entry's own is not read.
std::string ChainHash(absl::string_view previous, const admin::v1::AuditEntry& entry);

// Follows a chain from its first entry on:
//
//   Verifier verifier(noted);
//   for (const AuditEntry& entry : entries) RETURN_IF_ERROR(verifier.Add(entry));
//   RETURN_IF_ERROR(verifier.Finish(kept));
//
// Errors are DATA_LOSS and name the first entry that is wrong.
class Verifier {
 public:
  // `noted`: a head of this chain that was seen before.
  explicit Verifier(std::optional<Head> noted = std::nullopt) : noted_(std::move(noted)) {}

  // Takes the next entry: its number follows the previous one's, and its hash is what it should be.
  absl::Status Add(const admin::v1::AuditEntry& entry);

  // Call after the last entry: the chain reaches as far as the noted head, and ends with the one that the server `kept`
  // beside its entries, if it tells.
  absl::Status Finish(const std::optional<Head>& kept = std::nullopt) const;

  // The last entry that was right.
  const Head& head() const { return head_; }

 private:
  // The end is missing, as a head of that number shows.
  absl::Status Cut(absl::string_view whose, int64_t number) const;

  std::optional<Head> noted_;
  Head head_;
};

}  // namespace fudai::audit_chain
