#pragma once

namespace fudai::process {

// How a server learns that it should end: SIGTERM and SIGINT are blocked in every thread, and one thread waits for
// them.
//
//   BlockTermination();                        // first in main, before any thread is started
//   std::thread([&] { AwaitTermination(); server->Shutdown(); })

// Blocks SIGTERM and SIGINT in this thread and all that it will start.
void BlockTermination();

// Whether one of them has come that nobody has awaited yet; for what ends early while a server starts.
bool TerminationPending();

// Returns once one of them has come.
void AwaitTermination();

// Sends this process SIGTERM, so that AwaitTermination returns; for a server that ends by itself.
void RequestTermination();

}  // namespace fudai::process
