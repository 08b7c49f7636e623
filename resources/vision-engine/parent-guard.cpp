// Why this exists: a killed parent cannot stop its children, and an engine left behind keeps
// gigabytes of memory. The end of standard input is the one sign of the parent's death that every
// operating system gives at once, also while the model is still loading or a picture is encoded.
// Linked into llama-server; does nothing unless CARAT_PARENT_GUARD=1.

#include <cstdlib>
#include <cstring>
#include <thread>

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#include <unistd.h>
#endif

namespace {

void wait_for_end_of_input() {
  char ignored[256];
#ifdef _WIN32
  const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
  DWORD count = 0;
  while (ReadFile(input, ignored, sizeof ignored, &count, nullptr) && count > 0) {
  }
#else
  for (;;) {
    const ssize_t count = read(STDIN_FILENO, ignored, sizeof ignored);
    if (count == 0 || (count < 0 && errno != EINTR)) {
      return;
    }
  }
#endif
}

// Destructors are skipped on purpose: they would wait for threads that are still computing.
[[noreturn]] void end_process() {
#ifdef _WIN32
  TerminateProcess(GetCurrentProcess(), 0);
#endif
  _Exit(0);
}

const bool guard_started = [] {
  const char * wanted = std::getenv("CARAT_PARENT_GUARD");
  if (wanted == nullptr || std::strcmp(wanted, "1") != 0) {
    return false;
  }
  std::thread([] {
    wait_for_end_of_input();
    end_process();
  }).detach();
  return true;
}();

}
