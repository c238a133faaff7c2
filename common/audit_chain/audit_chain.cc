#include "common/audit_chain/audit_chain.h"

#include <google/protobuf/util/time_util.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace fudai::audit_chain {
namespace {

using admin::v1::AuditEntry;
using google::protobuf::util::TimeUtil;

constexpr size_t kHexDigits = size_t{2} * crypto_hash_sha256_BYTES;

class Sha256 {
 public:
  Sha256() { crypto_hash_sha256_init(&state_); }

  void Add(absl::string_view bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }

  void AddField(absl::string_view field) {
    std::string length(8, '\0');
    for (size_t i = 0; i < length.size(); ++i) length[i] = static_cast<char>(field.size() >> (8 * (7 - i)));
    Add(length);
    Add(field);
  }

  std::string Hex() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256_final(&state_, digest.data());
    return absl::BytesToHexString({reinterpret_cast<const char*>(digest.data()), digest.size()});
  }

 private:
  crypto_hash_sha256_state state_;
};

bool IsHash(absl::string_view text) {
  const auto is_digit = [](char c) { return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f'); };
  return text.size() == kHexDigits && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

std::string FormatHead(const Head& head) { return absl::StrCat(head.number, ":", head.hash); }

std::optional<Head> ParseHead(absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  Head head{.hash = std::string(parts.second)};
  if (!absl::SimpleAtoi(parts.first, &head.number) || head.number < 0 || !IsHash(head.hash)) return std::nullopt;
  return head;
}

std::string ChainHash(absl::string_view previous, const AuditEntry& entry) {
  Sha256 hash;
  hash.Add(absl::HexStringToBytes(previous));
  hash.AddField(absl::StrCat(entry.number()));
  hash.AddField(absl::StrCat(TimeUtil::TimestampToMilliseconds(entry.create_time())));
  for (const std::string* field : {&entry.actor(), &entry.actor_role(), &entry.action(), &entry.subject(),
                                   &entry.campaign_id(), &entry.reason(), &entry.before(), &entry.after()}) {
    hash.AddField(*field);
  }
  return hash.Hex();
}

absl::Status Verifier::Add(const AuditEntry& entry) {
  const int64_t next = head_.number + 1;
  if (entry.number() != next) {
    return absl::DataLossError(absl::StrCat("entry ", next, " is missing: the one after entry ", head_.number,
                                            " has number ", entry.number()));
  }
  const std::string hash = ChainHash(head_.hash, entry);
  if (entry.hash() != hash) {
    return absl::DataLossError(absl::StrCat("entry ", next, " is not what was written: its hash is \"",
                                            absl::CHexEscape(entry.hash()), "\", and by its fields it should be ",
                                            hash));
  }
  if (noted_ && noted_->number == next && noted_->hash != hash) {
    return absl::DataLossError(absl::StrCat("entry ", next, " has been written anew, or one before it: its hash is ",
                                            hash, ", and the noted head has ", noted_->hash));
  }
  head_ = {next, hash};
  return absl::OkStatus();
}

absl::Status Verifier::Finish(const std::optional<Head>& kept) const {
  if (noted_ && noted_->number > head_.number) return Cut("noted head", noted_->number);
  if (!kept || *kept == head_) return absl::OkStatus();
  if (kept->number > head_.number) return Cut("head that the server keeps", kept->number);
  return absl::DataLossError(absl::StrCat("the log ends with ", FormatHead(head_),
                                          ", and the head that the server keeps is ",
                                          absl::CHexEscape(FormatHead(*kept))));
}

absl::Status Verifier::Cut(absl::string_view whose, int64_t number) const {
  const std::string missing = number == head_.number + 1
                                  ? absl::StrCat("entry ", number, " is")
                                  : absl::StrCat("entries ", head_.number + 1, " to ", number, " are");
  return absl::DataLossError(absl::StrCat(missing, " missing: the log ends with entry ", head_.number, ", and the ",
                                          whose, " is of entry ", number));
}

}  // namespace fudai::audit_chain
