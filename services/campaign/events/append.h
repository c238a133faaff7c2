// What an act's script appends to its event. The act's caller serializes an event.v1.Event with all that it knows; the
// script appends what only it can know, as bytes: parsers merge sub-messages, so no codec is needed in Lua.
//
//   redis::Script("claim", kClaimLua, {{"BAG_OPENED", AppendTag(Event::descriptor(), Event::kBagOpenedFieldNumber)},
//                                      {"INDEX", AppendTag(BagOpened::descriptor(), BagOpened::kIndexFieldNumber)}});
//
// Scripts that write include `services/campaign/events/lua/emit.lua` after `common/partition/lua/require_store.lua`.
#pragma once

#include <google/protobuf/descriptor.h>

#include <cstdint>

namespace fudai::events {

// The tag byte of a field that scripts append: a fixed32 or a sub-message whose number is at most 15. Ends the program
// for any other field: such a script is a defect that must not start.
int64_t AppendTag(const google::protobuf::Descriptor* message, int field_number);

}  // namespace fudai::events
