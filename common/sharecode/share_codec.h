#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/world/world.h"
#include "fudai/config/v1/keys.pb.h"

namespace fudai::sharecode {

// The place of a bag in the store.
struct BagAddress {
  uint8_t partition = 0;
  uint64_t bag_number = 0;  // 48 bits: below 2^48

  bool operator==(const BagAddress&) const = default;
};

// ShareCodec turns a bag's address into the code that its link carries, and back. Only who holds the key can make a
// code, and a code shows nothing of the bag's number: neighbouring bags have unrelated codes.
//
//   ASSIGN_OR_RETURN(ShareCodec codec, ShareCodec::Create(key_file));
//   std::string code = codec.Encode({.partition = 7, .bag_number = 42});
//   std::optional<BagAddress> address = codec.Decode(code);
//
// A code is 24 bytes as 32 base64url characters, all within the alphabet of a WeChat `scene`:
//
//   byte  0      version (1) in the high four bits, key id in the low four
//   bytes 1-16   tag: keyed BLAKE2b of byte 0 and the address, 128 bits
//   bytes 17-23  the address (partition, bag number, big-endian) under XChaCha20 with the tag as its nonce
//
// This is the SIV construction (RFC 5297: the tag is also the nonce, so a code is a function of its address and nothing
// need be stored), built of libsodium's primitives. OpenSSL's AES-SIV would do as well, but needs a context for each
// call, takes five times as long (2.5 µs) and can fail.
//
// Thread-safe: immutable after Create.
class ShareCodec {
 public:
  static constexpr size_t kCodeLength = 32;

  // Takes the share_code_keys: one or two, with distinct ids of 0 to 15 and secrets of 32 bytes. INVALID_ARGUMENT
  // otherwise. Each world has keys of its own, derived from the same secrets: the other's codes are as good as forged.
  static absl::StatusOr<ShareCodec> Create(const config::v1::KeyFile& key_file,
                                           world::World world = world::World::kProduction);

  // The bag's code under the first key. `address.bag_number` must be below 2^48.
  std::string Encode(const BagAddress& address) const;

  // The address in `code`; nothing if the code was not made by Encode under one of the keys. Whatever is wrong with it
  // (length, alphabet, version, key, tag), the answer and the work done for it are the same, so that a guesser learns
  // nothing.
  std::optional<BagAddress> Decode(absl::string_view code) const;

 private:
  struct Key {
    uint8_t header = 0;
    std::array<uint8_t, 32> tag_key;
    std::array<uint8_t, 32> stream_key;
  };

  explicit ShareCodec(std::vector<Key> keys, Key dummy) : keys_(std::move(keys)), dummy_(std::move(dummy)) {}

  static Key Derive(int key_id, absl::string_view secret, world::World world);
  const Key& KeyFor(uint8_t header) const;

  std::vector<Key> keys_;
  Key dummy_;  // stands in for a key that does not exist; random, so that it verifies nothing
};

}  // namespace fudai::sharecode
