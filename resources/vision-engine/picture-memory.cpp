// Why this exists: with every message llama-server is given all pictures of the conversation again,
// and reads, decodes, scales and copies each of them before it finds that it knows it: with 32 frames
// that was most of the time until the next answer began, and gigabytes of memory for a moment.
//
// Here a picture of which the size is known becomes a placeholder: it has its place among the tokens
// and its name in the cache, but no pixels. Pixels come when they are encoded, and go afterwards.
// `mtmd-helper.cpp` is compiled with its function that decodes pictures as `decode_picture`, and the
// server with the names of its batches as `picture_batch_...`, so that the ones here stand before them.

#include "mtmd-helper.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
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
// name of a file in the folder CARAT_PICTURE_FOLDER that holds it for as long as the request takes.
constexpr char reference_mark[] = "carat-picture:";
constexpr size_t mark_length = sizeof reference_mark - 1;
constexpr size_t hash_length = 64;

// Pixels that wait to be encoded: 26 pictures of 896 x 896, or 49 frames of a clip. What waits beyond
// costs the time to decode it once more.
constexpr size_t most_bytes = size_t(64) << 20;

struct picture {
  uint32_t width = 0;
  uint32_t height = 0;
  bool is_lazy = false;
  std::string file;
  std::vector<unsigned char> pixels;
};

std::mutex mutex; // requests are read side by side
std::map<std::string, picture> pictures; // by hash
size_t waiting_bytes = 0;

void drop_pixels(picture & of) {
  waiting_bytes -= of.pixels.size();
  std::vector<unsigned char>().swap(of.pixels); // gives the memory back, which = {} does not
}

// Which one makes room is left to chance, that is, to its hash.
void keep_pixels(const std::string & hash, const mtmd_bitmap * bitmap) {
  const size_t size = mtmd_bitmap_get_n_bytes(bitmap);
  if (size > most_bytes) {
    return;
  }
  for (auto next = pictures.upper_bound(hash); waiting_bytes + size > most_bytes; ++next) {
    if (next == pictures.end()) {
      next = pictures.begin();
    }
    drop_pixels(next->second);
  }
  const unsigned char * data = mtmd_bitmap_get_data(bitmap);
  pictures[hash].pixels.assign(data, data + size);
  waiting_bytes += size;
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

mtmd_helper_bitmap_wrapper decode_file(
  const mtmd_context * context,
  const std::string & name,
  bool placeholder,
  mtmd_helper_init_opt options) {
  const std::vector<unsigned char> bytes = read_file(name);
  return decode_picture(context, bytes.data(), bytes.size(), placeholder, options);
}

bool is_picture(const mtmd_helper_bitmap_wrapper & decoded) {
  return decoded.bitmap != nullptr && decoded.video_ctx == nullptr && !mtmd_bitmap_is_audio(decoded.bitmap);
}

// What a picture is among tokens, behind some text; nothing where it is in several parts.
struct place {
  mtmd::input_chunks chunks{mtmd_input_chunks_init()};
  const mtmd_input_chunk * chunk = nullptr;

  place(const mtmd_context * context, const std::string & before, const mtmd_bitmap * bitmap) {
    const std::string prompt = before + mtmd_get_marker(context);
    const mtmd_input_text text{prompt.data(), prompt.size(), false, true};
    if (mtmd_tokenize(context, chunks.ptr.get(), &text, &bitmap, 1) != 0) {
      return;
    }
    for (size_t at = 0; at < chunks.size(); ++at) {
      if (mtmd_input_chunk_get_type(chunks[at]) != MTMD_INPUT_CHUNK_TYPE_IMAGE) {
        continue;
      }
      if (chunk != nullptr) {
        chunk = nullptr;
        return;
      }
      chunk = chunks[at];
    }
  }

  std::vector<char> describe() const {
    size_t length = 0;
    mtmd_input_chunk_save(chunk, nullptr, 0, &length);
    std::vector<char> bytes(length);
    mtmd_input_chunk_save(chunk, bytes.data(), length, &length);
    return bytes;
  }
};

mtmd::bitmap make_placeholder(uint32_t width, uint32_t height, const std::string & hash) {
  mtmd::bitmap made(width, height, nullptr);
  mtmd_bitmap_set_id(made.ptr.get(), hash.c_str());
  return made;
}

// Some models cut a picture into parts, or make it longer by what stands before it. Such a picture
// cannot be encoded by itself later.
bool can_be_encoded_alone(const mtmd_context * context, uint32_t width, uint32_t height) {
  const auto bitmap = make_placeholder(width, height, "");
  const place first(context, "", bitmap.ptr.get());
  const place second(context, "a", bitmap.ptr.get());
  return first.chunk && second.chunk && first.describe() == second.describe();
}

struct filled_batch {
  mtmd_context * context;
  std::vector<const mtmd_input_chunk *> asked; // what the server put in, in its order
  std::vector<const mtmd_input_chunk *> full; // the same with pixels
  std::vector<std::unique_ptr<place>> places;
  mtmd::batch_ptr batch; // of those; nothing while the server's own will do
};

std::map<const mtmd_batch *, filled_batch> batches; // of the one thread that encodes

bool is_lazy(const mtmd_input_chunk * chunk) {
  const char * id = mtmd_input_chunk_get_id(chunk);
  const std::lock_guard<std::mutex> lock(mutex);
  const auto found = id == nullptr ? pictures.end() : pictures.find(id);
  return found != pictures.end() && found->second.is_lazy;
}

mtmd::bitmap take_pixels(const mtmd_context * context, const std::string & hash) {
  std::string file;
  mtmd::bitmap bitmap;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    picture & of = pictures[hash];
    file = of.file;
    if (!of.pixels.empty()) {
      bitmap.ptr.reset(mtmd_bitmap_init(of.width, of.height, of.pixels.data()));
      drop_pixels(of);
    }
  }
  if (!bitmap.ptr) {
    bitmap.ptr.reset(decode_file(context, file, false, mtmd_helper_init_opt_default()).bitmap);
  }
  if (bitmap.ptr) {
    mtmd_bitmap_set_id(bitmap.ptr.get(), hash.c_str());
  }
  return bitmap;
}

const mtmd_input_chunk * fill(filled_batch & into, const mtmd_input_chunk * chunk) {
  if (!is_lazy(chunk)) {
    return chunk;
  }
  const auto bitmap = take_pixels(into.context, mtmd_input_chunk_get_id(chunk));
  if (!bitmap.ptr) {
    return nullptr;
  }
  into.places.push_back(std::make_unique<place>(into.context, "", bitmap.ptr.get()));
  return into.places.back()->chunk;
}

}

mtmd_helper_bitmap_wrapper mtmd_helper_bitmap_init_from_buf(
  const mtmd_context * context,
  const unsigned char * bytes,
  size_t length,
  bool placeholder,
  mtmd_helper_init_opt options) {
  if (length <= mark_length + hash_length || std::memcmp(bytes, reference_mark, mark_length) != 0) {
    return decode_picture(context, bytes, length, placeholder, options);
  }
  const std::string reference(reinterpret_cast<const char *>(bytes) + mark_length, length - mark_length);
  const std::string hash = reference.substr(0, hash_length);
  const std::string file = reference.substr(hash_length);
  {
    const std::lock_guard<std::mutex> lock(mutex);
    const auto found = pictures.find(hash);
    if (found != pictures.end()) {
      picture & known = found->second;
      // Whoever only counts takes its files away while others still need theirs.
      if (!placeholder) {
        known.file = file;
      }
      if (placeholder || known.is_lazy) {
        return {make_placeholder(known.width, known.height, placeholder ? "" : hash).ptr.release(), nullptr};
      }
    }
  }
  const auto decoded = decode_file(context, file, placeholder, options);
  if (!is_picture(decoded)) {
    return decoded;
  }
  mtmd::bitmap whole(decoded.bitmap);
  const uint32_t width = mtmd_bitmap_get_nx(whole.ptr.get());
  const uint32_t height = mtmd_bitmap_get_ny(whole.ptr.get());
  const bool lazy = can_be_encoded_alone(context, width, height);
  const std::lock_guard<std::mutex> lock(mutex);
  picture & known = pictures[hash];
  known.width = width;
  known.height = height;
  known.is_lazy = lazy;
  if (placeholder || !lazy) {
    return {whole.ptr.release(), nullptr};
  }
  known.file = file;
  if (known.pixels.empty()) {
    keep_pixels(hash, whole.ptr.get());
  }
  return {make_placeholder(width, height, hash).ptr.release(), nullptr};
}

extern "C" mtmd_batch * picture_batch_init(mtmd_context * context) {
  mtmd_batch * batch = mtmd_batch_init(context);
  batches[batch].context = context;
  return batch;
}

extern "C" void picture_batch_free(mtmd_batch * batch) {
  batches.erase(batch);
  mtmd_batch_free(batch);
}

extern "C" int32_t picture_batch_add_chunk(mtmd_batch * batch, const mtmd_input_chunk * chunk) {
  const int32_t result = mtmd_batch_add_chunk(batch, chunk);
  if (result == 0) {
    batches[batch].asked.push_back(chunk);
  }
  return result;
}

extern "C" int32_t picture_batch_encode(mtmd_batch * batch) {
  filled_batch & filled = batches[batch];
  if (std::none_of(filled.asked.begin(), filled.asked.end(), is_lazy)) {
    return mtmd_batch_encode(batch);
  }
  filled.batch.reset(mtmd_batch_init(filled.context));
  for (const mtmd_input_chunk * chunk : filled.asked) {
    filled.full.push_back(fill(filled, chunk));
    if (filled.full.back() == nullptr || mtmd_batch_add_chunk(filled.batch.get(), filled.full.back()) != 0) {
      return 1;
    }
  }
  return mtmd_batch_encode(filled.batch.get());
}

extern "C" float * picture_batch_get_output_embd(mtmd_batch * batch, const mtmd_input_chunk * chunk) {
  const filled_batch & filled = batches[batch];
  if (!filled.batch) {
    return mtmd_batch_get_output_embd(batch, chunk);
  }
  const auto found = std::find(filled.asked.begin(), filled.asked.end(), chunk);
  return found == filled.asked.end()
    ? nullptr
    : mtmd_batch_get_output_embd(filled.batch.get(), filled.full[size_t(found - filled.asked.begin())]);
}
