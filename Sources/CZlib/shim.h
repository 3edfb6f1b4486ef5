#pragma once
#include <zlib.h>
/* inflateInit2 is a macro with the library's version in it; Swift cannot call macros. */
static inline int doichieu_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}
