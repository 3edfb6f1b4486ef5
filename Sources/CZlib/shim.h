#pragma once
#include <zlib.h>
/* These are macros with the library's version in them; Swift cannot call macros. */
static inline int doichieu_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}
static inline int doichieu_deflate_init(z_stream *stream, int level, int window_bits, int strategy) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, strategy);
}
