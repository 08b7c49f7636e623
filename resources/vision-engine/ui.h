// Why this exists: upstream's server includes the table of its web interface's files, which a
// separate build step generates. Carat has its own window, so the table here is empty.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

struct llama_ui_asset {
  std::string name;
  const unsigned char * data;
  size_t size;
  std::string etag;
  std::string type;
};

inline const std::vector<llama_ui_asset> & llama_ui_get_assets() {
  static const std::vector<llama_ui_asset> none;
  return none;
}
