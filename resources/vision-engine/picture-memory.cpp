// Why this exists: with every message llama-server is given all pictures of the conversation again,
// and reads and decodes each of them before it finds that it knows it: with 32 frames that was most
// of the time until the next answer began. Decoded pictures are kept here, and one that is kept need
// not be read. `mtmd-helper.cpp` is compiled with its function of this name as `decode_picture`.

#include "mtmd-helper.h"
#include "hash/hash.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <vector>

extern "C" mtmd_helper_bitmap_wrapper decode_picture(
  const mtmd_context * context,
  const unsigned char * bytes,
  size_t length,
  bool placeholder,
  mtmd_helper_init_opt options);

namespace {

// Instead of a picture, Carat may send these words, its SHA-256 in 64 hexadecimal digits and the
// name of a file in the folder CARAT_PICTURE_FOLDER that holds it.
constexpr char reference_mark[] = "carat-picture:";
constexpr size_t mark_length = sizeof reference_mark - 1;
constexpr size_t hash_length = 64;

// 26 pictures of 896 x 896, or 49 frames of a clip. What is shown beyond costs the time to decode it.
constexpr size_t most_bytes = size_t(64) << 20;

struct picture {
  uint32_t width;
  uint32_t height;
  std::vector<unsigned char> pixels;
};

std::mutex mutex; // requests are read side by side
std::map<std::string, picture> pictures;
size_t kept_bytes = 0;

mtmd_bitmap * recall(const std::string & hash, bool placeholder) {
  const std::lock_guard<std::mutex> lock(mutex);
  const auto found = pictures.find(hash);
  if (found == pictures.end()) {
    return nullptr;
  }
  const auto & [width, height, pixels] = found->second;
  mtmd_bitmap * bitmap = mtmd_bitmap_init(width, height, placeholder ? nullptr : pixels.data());
  mtmd_bitmap_set_id(bitmap, placeholder ? nullptr : hash.c_str());
  return bitmap;
}

// Which one makes room is left to chance, that is, to its hash: all come again in the same order
// with every message, so that the one unused for longest is the next to be asked for.
void forget_one(const std::string & unless) {
  auto next = pictures.upper_bound(unless);
  if (next == pictures.end()) {
    next = pictures.begin();
  }
  kept_bytes -= next->second.pixels.size();
  pictures.erase(next);
}

void keep(const std::string & hash, const mtmd_bitmap * bitmap) {
  const size_t size = mtmd_bitmap_get_n_bytes(bitmap);
  if (size > most_bytes) {
    return;
  }
  const unsigned char * data = mtmd_bitmap_get_data(bitmap);
  picture made{mtmd_bitmap_get_nx(bitmap), mtmd_bitmap_get_ny(bitmap), {data, data + size}};
  const std::lock_guard<std::mutex> lock(mutex);
  if (!pictures.emplace(hash, std::move(made)).second) {
    return;
  }
  kept_bytes += size;
  while (kept_bytes > most_bytes) {
    forget_one(hash);
  }
}

std::vector<unsigned char> read_file(const std::string & name) {
#ifdef _WIN32
  const wchar_t * folder = _wgetenv(L"CARAT_PICTURE_FOLDER");
#else
  const char * folder = std::getenv("CARAT_PICTURE_FOLDER");
#endif
  const auto is_plain = [](unsigned char letter) { return std::isalnum(letter) || letter == '-'; };
  if (folder == nullptr || !std::all_of(name.begin(), name.end(), is_plain)) {
    return {};
  }
  std::ifstream file(std::filesystem::path(folder) / name, std::ios::binary | std::ios::ate);
  if (!file) {
    return {};
  }
  std::vector<unsigned char> bytes(size_t(file.tellg()));
  file.seekg(0);
  file.read(reinterpret_cast<char *>(bytes.data()), std::streamsize(bytes.size()));
  return file ? bytes : std::vector<unsigned char>();
}

}

mtmd_helper_bitmap_wrapper mtmd_helper_bitmap_init_from_buf(
  const mtmd_context * context,
  const unsigned char * bytes,
  size_t length,
  bool placeholder,
  mtmd_helper_init_opt options) {
  const bool is_reference =
    length > mark_length + hash_length && std::memcmp(bytes, reference_mark, mark_length) == 0;
  const char * reference = reinterpret_cast<const char *>(bytes) + mark_length;
  const std::string hash =
    is_reference ? std::string(reference, hash_length) : hash_sha256_hex(bytes, length);
  if (mtmd_bitmap * known = recall(hash, placeholder)) {
    return {known, nullptr};
  }
  std::vector<unsigned char> file;
  if (is_reference) {
    file = read_file(std::string(reference + hash_length, length - mark_length - hash_length));
    bytes = file.data();
    length = file.size();
  }
  const auto decoded = decode_picture(context, bytes, length, placeholder, options);
  const bool is_picture =
    decoded.bitmap != nullptr && decoded.video_ctx == nullptr && !mtmd_bitmap_is_audio(decoded.bitmap);
  if (is_picture && !placeholder) {
    keep(hash, decoded.bitmap);
  }
  return decoded;
}
