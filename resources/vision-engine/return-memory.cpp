// Why this exists: conversations that rest are pieces of memory of all sizes, and each change of
// chats leaves holes between them: a quarter of the server's memory after an hour. glibc gives holes
// back to the system only when it is told to. Pieces with pages of their own would leave none, but
// whatever a picture is prepared in would then be new pages as well, every time: 8 to 10 ms for even
// a small picture.
// Linked into llama-server; does nothing on systems without glibc.

#include <cstdlib>

#ifdef __GLIBC__

#include <chrono>
#include <malloc.h>
#include <thread>

namespace {

// Not after every reply, for what was given back has to be asked for again; and not so rarely that
// ever more pieces have been used in between.
constexpr std::chrono::seconds pause{30};

const bool returning = [] {
  std::thread([] {
    for (;;) {
      std::this_thread::sleep_for(pause);
      malloc_trim(0);
    }
  }).detach();
  return true;
}();

}

#endif
